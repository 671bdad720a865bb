import type { RenewalStage } from '#rules/renewal-stage.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, type Meaning } from '../ui/badge.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { dayWords } from '../words/moment.ts'
import { renewalStageWords } from '../words/renewal.ts'
import { renewalPageWords } from '../words/renewal-page.ts'
import { NoticeTabs } from './notice-tabs.tsx'
import { EndsChart, type MonthOfEnds } from './renewal-chart.tsx'

export type RenewalRow = {
  id: string
  of: 'warranty' | 'contract'
  name: string
  number: string | null
  customer: string
  endsOn: string
  stage: RenewalStage
  owner: string | null
  followUpOn: string | null
}

type View = keyof (typeof renewalPageWords)['en']['views']

type Props = {
  frame: ConsoleFrame
  view: View
  views: readonly View[]
  counts: Record<View, number>
  rows: readonly RenewalRow[]
  months: readonly MonthOfEnds[]
  today: string
  firstHref: string | null
  nextHref: string | null
}

/** Who follows up what ends, and how far they are. */
export const RenewalListPage = (props: Props) => {
  const { frame, view, rows } = props
  const { lang } = frame
  const t = renewalPageWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="notices">
      <PageHeader title={t.title} answer={<p>{t.answer}</p>} />
      <NoticeTabs role={frame.member.role} {...{ lang }} current="renewals" />
      <FilterChips label={t.tabs} items={chipsOf(props)} />
      {rows.length === 0 ? (
        <EmptyState {...(view === 'open' ? t.empty.open : t.empty.other)} icon="calendar" />
      ) : (
        <Table caption={t.title} columns={columnsOf(props)} rows={rows} />
      )}
      <Pagination lang={lang} firstHref={props.firstHref} nextHref={props.nextHref} />
      <EndsChart lang={lang} months={props.months} />
    </ConsoleLayout>
  )
}

const chipsOf = ({ frame, view, views, counts }: Props) =>
  views.map((name) => ({
    href: name === 'open' ? consolePaths.renewals() : `${consolePaths.renewals()}?view=${name}`,
    label: renewalPageWords[frame.lang].views[name],
    count: counts[name],
    current: name === view,
  }))

function columnsOf({ frame: { lang }, today }: Props): Column<RenewalRow>[] {
  const t = renewalPageWords[lang]
  return [
    {
      head: t.columns.what,
      phone: 'title',
      wrap: true,
      cell: (row) => (
        <RowLink href={consolePaths.renewal(row.id)}>
          <Badge>{t.of[row.of]}</Badge> {row.name} {row.number && <span class="muted">{row.number}</span>}
        </RowLink>
      ),
    },
    { head: t.columns.customer, phone: 'line', wrap: true, cell: (row) => row.customer },
    { head: t.columns.endsOn, phone: 'detail', named: true, cell: (row) => dayWords(row.endsOn, today, lang) },
    {
      head: t.columns.stage,
      phone: 'detail',
      cell: (row) => <Badge meaning={stageMeaning[row.stage]}>{renewalStageWords[lang][row.stage]}</Badge>,
    },
    {
      head: t.columns.followUpOn,
      phone: 'detail',
      named: true,
      cell: (row) => (row.followUpOn ? dayWords(row.followUpOn, today, lang) : t.none),
    },
    {
      head: t.columns.owner,
      phone: 'detail',
      cell: (row) => row.owner ?? <span class="muted">{t.nobody}</span>,
    },
  ]
}

export const stageMeaning: Record<RenewalStage, Meaning> = {
  told: 'neutral',
  answered: 'soon',
  quoted: 'soon',
  renewed: 'fine',
  lost: 'late',
}
