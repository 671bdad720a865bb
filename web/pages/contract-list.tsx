import { type ContractStandingOn, type ContractView, contractViews, standingOn } from '#rules/contract-agreement.ts'
import { type Day, dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, type Meaning } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { SearchForm } from '../ui/form.tsx'
import { DayText } from '../ui/moment.tsx'
import { moneyWords } from '../ui/money.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { contractWords } from '../words/contract.ts'
import { ImportLink } from './import-link.tsx'

export type ContractListRow = {
  id: string
  number: string
  title: string
  status: 'active' | 'cancelled' | 'renewed'
  startsOn: Day
  endsOn: Day
  priceMinor: number | null
  currency: string | null
  autoRenew: boolean
  customer: string | null
}

type Props = {
  frame: ConsoleFrame
  view: ContractView
  query?: string | undefined
  rows: readonly ContractListRow[]
  counts: Record<Exclude<ContractView, 'all'>, number>
  firstHref: string | null
  nextHref: string | null
}

/** Which contracts run, and which end next. */
export const ContractListPage = (props: Props) => {
  const { frame, counts, query, rows, view } = props
  const t = contractWords[frame.lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="contracts">
      <PageHeader
        title={query === undefined ? t.title : t.found(query)}
        answer={query === undefined && t.answer(counts.ending)}
        actions={
          <>
            <ImportLink lang={frame.lang} role={frame.member.role} />
            {may(frame.member.role, 'contracts.edit') && (
              <ButtonLink kind="primary" icon="plus" href={consolePaths.newContract()}>
                {t.add}
              </ButtonLink>
            )}
          </>
        }
      />
      <SearchForm lang={frame.lang} action={consolePaths.contracts()} label={t.search} value={query} />
      <FilterChips label={t.title} items={chipsOf(props)} />
      {rows.length === 0 ? (
        <EmptyState {...t.empty[query === undefined ? view : 'search']} icon="file" />
      ) : (
        <Table caption={t.caption} columns={columnsOf(frame)} rows={rows} />
      )}
      <Pagination lang={frame.lang} firstHref={props.firstHref} nextHref={props.nextHref} />
    </ConsoleLayout>
  )
}

const chipsOf = ({ frame, view, query, counts }: Props) =>
  contractViews.map((name) => ({
    href: name === 'running' ? consolePaths.contracts() : `${consolePaths.contracts()}?view=${name}`,
    label: contractWords[frame.lang].views[name],
    ...(name === 'all' ? {} : { count: counts[name] }),
    current: query === undefined && name === view,
  }))

function columnsOf({ lang, now, timeZone }: ConsoleFrame): Column<ContractListRow>[] {
  const t = contractWords[lang]
  const today = dayOf(now, timeZone)
  return [
    {
      head: t.columns.contract,
      phone: 'title',
      wrap: true,
      cell: (row) => (
        <RowLink href={consolePaths.contract(row.id)}>
          <span class="muted">{row.number}</span> {row.title}
        </RowLink>
      ),
    },
    {
      head: t.columns.ends,
      phone: 'line',
      named: true,
      cell: ({ endsOn }) => <DayText on={endsOn} today={today} lang={lang} />,
    },
    { head: t.columns.customer, phone: 'detail', wrap: true, cell: ({ customer }) => customer },
    {
      head: t.columns.price,
      phone: 'detail',
      number: true,
      cell: ({ priceMinor, currency }) =>
        priceMinor !== null && currency ? moneyWords(priceMinor, currency, lang) : null,
    },
    { head: t.columns.state, phone: 'detail', cell: (row) => <ContractState {...{ row, today, lang }} /> },
  ]
}

const meanings: Record<ContractStandingOn, Meaning> = {
  ...{ not_begun: 'neutral', running: 'fine', ending: 'soon', ended: 'neutral', renewed: 'fine', cancelled: 'neutral' },
}

type StateProps = {
  row: Pick<ContractListRow, 'status' | 'startsOn' | 'endsOn' | 'autoRenew'>
  today: Day
  lang: ConsoleFrame['lang']
}

export function ContractState({ row, today, lang }: StateProps) {
  const t = contractWords[lang]
  const standing = standingOn(row, today)
  const isOpen = row.status === 'active' && standing !== 'ended'
  return (
    <>
      <Badge meaning={meanings[standing]}>{t.standings[standing]}</Badge>
      {row.autoRenew && isOpen && (
        <>
          {' '}
          <Badge>{t.autoRenew}</Badge>
        </>
      )}
    </>
  )
}
