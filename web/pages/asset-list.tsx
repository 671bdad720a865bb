import { type AssetView, assetViews, warrantyStateOf } from '#rules/asset.ts'
import type { Day } from '#rules/day.ts'
import { dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import type { AssetStatus } from '#schema/tenant/asset.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, type Meaning } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { Form, SearchForm } from '../ui/form.tsx'
import { DayText } from '../ui/moment.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { assetWords } from '../words/asset.ts'
import { AssetTabs } from './asset-tabs.tsx'
import { ImportLink } from './import-link.tsx'

/** A row as the list query gives it. */
export type AssetListRow = {
  id: string
  name: string
  serialNumber: string | null
  status: AssetStatus
  customerId: string
  customer: string | null
  warrantyEndsOn: Day | null
}

type Props = {
  frame: ConsoleFrame
  view: AssetView
  query?: string | undefined
  rows: readonly AssetListRow[]
  counts: Record<Exclude<AssetView, 'all'>, number>
  firstHref: string | null
  nextHref: string | null
  formKey: string
}

/** What was sold to whom, and until when it is covered. */
export const AssetListPage = (props: Props) => {
  const { frame, counts, query, rows, view } = props
  const t = assetWords[frame.lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="assets" islands={['busy-form']}>
      <PageHeader
        title={query === undefined ? t.title : t.found(query)}
        answer={query === undefined && t.answer(counts.ending)}
        actions={
          <>
            <ImportLink lang={frame.lang} role={frame.member.role} />
            {may(frame.member.role, 'register.edit') && (
              <ButtonLink kind="primary" icon="plus" href={consolePaths.newAsset()}>
                {t.add}
              </ButtonLink>
            )}
          </>
        }
      />
      <AssetTabs lang={frame.lang} current="assets" />
      <SearchForm lang={frame.lang} action={consolePaths.assets()} label={t.search} value={query} />
      <FilterChips label={t.title} items={chipsOf(props)} />
      {rows.length === 0 ? (
        <EmptyState {...t.empty[query === undefined ? view : 'search']} icon="wrench" />
      ) : (
        <Table caption={t.caption} columns={columnsOf(props)} rows={rows} />
      )}
      <Pagination lang={frame.lang} firstHref={props.firstHref} nextHref={props.nextHref} />
      {rows.length > 0 && may(frame.member.role, 'register.edit') && <LabelsOfPage {...props} />}
    </ConsoleLayout>
  )
}

const labelForm = 'labels'

/** Those that are ticked in the table; without a tick, all of the page. */
const LabelsOfPage = ({ frame, rows, formKey }: Props) => (
  <Form
    action={consolePaths.labels()}
    idempotencyKey={formKey}
    hidden={{ assets: rows.map(({ id }) => id).join(' ') }}
    id={labelForm}
    label={assetWords[frame.lang].labels}
  >
    <p class="hint">{assetWords[frame.lang].labelsHint}</p>
    <Button kind="quiet" icon="printer">
      {assetWords[frame.lang].labels}
    </Button>
  </Form>
)

const chipsOf = ({ frame, view, query, counts }: Props) =>
  assetViews.map((name) => ({
    href: name === 'all' ? consolePaths.assets() : `${consolePaths.assets()}?view=${name}`,
    label: assetWords[frame.lang].views[name],
    ...(name === 'all' ? {} : { count: counts[name] }),
    current: query === undefined && name === view,
  }))

function columnsOf({ frame }: Props): Column<AssetListRow>[] {
  const { lang } = frame
  const t = assetWords[lang]
  const today = dayOf(frame.now, frame.timeZone)
  return [
    {
      head: t.columns.machine,
      phone: 'title',
      wrap: true,
      cell: (row) => <RowLink href={consolePaths.asset(row.id)}>{row.name}</RowLink>,
    },
    {
      head: t.columns.ends,
      phone: 'line',
      named: true,
      cell: ({ warrantyEndsOn }) =>
        warrantyEndsOn ? <DayText on={warrantyEndsOn} today={today} lang={lang} /> : <span class="muted">–</span>,
    },
    { head: t.columns.customer, phone: 'detail', wrap: true, cell: ({ customer }) => customer ?? t.nobody },
    {
      head: t.columns.serial,
      phone: 'detail',
      wrap: true,
      cell: ({ serialNumber }) => serialNumber ?? <span class="muted">{t.noSerial}</span>,
    },
    { head: t.columns.state, phone: 'detail', cell: (row) => <AssetState {...{ row, today, lang }} /> },
    ...(may(frame.member.role, 'register.edit') ? [tickColumn(lang)] : []),
  ]
}

const tickColumn = (lang: ConsoleFrame['lang']): Column<AssetListRow> => ({
  head: assetWords[lang].tick,
  phone: 'end',
  cell: ({ id, name }) => (
    <label class="row-tick">
      <span class="visually-hidden">{assetWords[lang].ticked(name)}</span>
      <input type="checkbox" class="check" name="ticked[]" value={id} form={labelForm} />
    </label>
  ),
})

const meanings: Record<ReturnType<typeof warrantyStateOf>, Meaning> = {
  covered: 'fine',
  ending: 'soon',
  ended: 'neutral',
  unknown: 'neutral',
}

type StateProps = { row: Pick<AssetListRow, 'status' | 'warrantyEndsOn'>; today: Day; lang: ConsoleFrame['lang'] }

/** How it stands to its warranty; what it is out of use for says more. */
export function AssetState({ row, today, lang }: StateProps) {
  const t = assetWords[lang]
  if (row.status === 'retired') return <Badge>{t.status.retired}</Badge>
  const state = warrantyStateOf(row.warrantyEndsOn, today)
  return (
    <>
      <Badge meaning={meanings[state]}>{t.states[state]}</Badge>
      {row.status === 'in_repair' && (
        <>
          {' '}
          <Badge icon="wrench">{t.status.in_repair}</Badge>
        </>
      )}
    </>
  )
}
