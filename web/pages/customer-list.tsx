import { type CustomerView, customerViews } from '#rules/customer.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { SearchForm } from '../ui/form.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { customerWords, tierWords } from '../words/customer.ts'
import { countWords } from '../words/customer-card.ts'
import { ImportLink } from './import-link.tsx'

/** A row as the list query gives it. */
export type CustomerRow = {
  id: string
  kind: 'company' | 'person'
  name: string
  phone: string
  address: string | null
  tier: string | null
  ownerId: string | null
  archivedAt: Date | null
  machines: number
}

type Props = {
  frame: ConsoleFrame
  view: CustomerView
  tier: string | null
  /** Those that the policy knows. */
  tiers: readonly string[]
  query?: string | undefined
  rows: readonly CustomerRow[]
  /** More was found than one page shows. */
  isMore: boolean
  memberNames: ReadonlyMap<string, string>
  firstHref: string | null
  nextHref: string | null
}

/** Whom the company serves, by name. */
export const CustomerListPage = (props: Props) => {
  const { frame, query, rows, isMore, view, tier } = props
  const { lang, member } = frame
  const t = customerWords[lang]
  const empty = query === undefined ? t.empty[tier === null ? view : 'tier'] : t.empty.search
  return (
    <ConsoleLayout {...frame} title={t.title} current="customers">
      <PageHeader
        title={query === undefined ? t.title : t.found(query)}
        answer={query === undefined && t.answer}
        actions={
          <>
            <ImportLink {...{ lang, role: member.role }} />
            {may(member.role, 'register.merge') && (
              <ButtonLink href={consolePaths.customerDuplicates()}>{t.doubles}</ButtonLink>
            )}
            {may(member.role, 'register.edit') && (
              <ButtonLink kind="primary" icon="plus" href={consolePaths.newCustomer()}>
                {t.add}
              </ButtonLink>
            )}
          </>
        }
      />
      <SearchForm lang={lang} action={consolePaths.customers()} label={t.search} value={query} />
      <FilterChips label={t.title} items={chipsOf(props)} />
      {rows.length === 0 ? (
        <EmptyState {...empty} icon="building" />
      ) : (
        <Table caption={t.caption} columns={columnsOf(props)} rows={rows} />
      )}
      {query !== undefined && isMore && <p class="muted">{t.more}</p>}
      <Pagination lang={lang} firstHref={props.firstHref} nextHref={props.nextHref} />
    </ConsoleLayout>
  )
}

/** Everybody, each tier, those who were archived. */
function chipsOf({ frame: { lang }, view, tier, tiers, query }: Props) {
  const t = customerWords[lang]
  const chip = (label: string, search: string, current: boolean) => ({
    href: `${consolePaths.customers()}${search}`,
    label,
    current: query === undefined && current,
  })
  const [current, archived] = customerViews
  return [
    chip(t.views[current], '', view === current && tier === null),
    ...tiers.map((one) =>
      chip(tierWords(one, lang), `?tier=${encodeURIComponent(one)}`, view === current && tier === one),
    ),
    chip(t.views[archived], '?view=archived', view === archived),
  ]
}

function columnsOf({ frame: { lang }, memberNames }: Props): Column<CustomerRow>[] {
  const t = customerWords[lang]
  return [
    {
      head: t.columns.name,
      phone: 'title',
      wrap: true,
      cell: (row) => (
        <RowLink href={consolePaths.customer(row.id)}>
          {row.name} {row.archivedAt && <Badge>{t.archived}</Badge>}
        </RowLink>
      ),
    },
    { head: t.columns.phone, phone: 'line', cell: (row) => row.phone },
    {
      head: t.columns.tier,
      phone: 'detail',
      cell: (row) => (row.tier ? tierWords(row.tier, lang) : <span class="muted">{t.noTier}</span>),
    },
    { head: t.columns.machines, phone: 'none', number: true, cell: (row) => countWords(row.machines) },
    {
      head: t.columns.owner,
      phone: 'detail',
      cell: (row) => (row.ownerId && memberNames.get(row.ownerId)) || <span class="muted">{t.nobody}</span>,
    },
    { head: t.columns.address, phone: 'none', wrap: true, cell: (row) => row.address },
  ]
}
