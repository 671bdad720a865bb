import type { Child } from 'hono/jsx'
import type { Outcome } from '#rules/coverage.ts'
import type { Lang } from '#rules/lang.ts'
import { shortPriorityNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import type { RequestType, Standing } from '#rules/service-request.ts'
import { type ListView, listViews } from '#rules/service-request-list.ts'
import type { ConsoleFrame } from '../frame.ts'

import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { SearchForm } from '../ui/form.tsx'
import { DueCountdown, Moment } from '../ui/moment.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { clockWords, listWords, requestTypeWords, statusWords } from '../words/service-request.ts'
import { requestCoverageWords } from '../words/service-request-coverage.ts'
import { heldWords } from '../words/service-request-held.ts'
import { MailWaits } from './checklist.tsx'
import { CoverageBadge } from './service-request-coverage.tsx'

/** A row as the list query gives it. */
export type ListRow = {
  id: string
  number: number
  status: keyof (typeof statusWords)['en']
  standing: Standing
  heldBecause: string | null
  type: RequestType
  priority: string
  reporterName: string
  product: string | null
  description: string
  assigneeId: string | null
  receivedAt: Date
  unansweredSince: Date | null
  pausedSince: Date | null
  nextDueAt: Date
  nextDueKind: 'response' | 'arrival' | 'resolution' | null
  coverage: Outcome | null
  coverageOverriddenBy: string | null
}

type Props = {
  frame: ConsoleFrame
  view: ListView
  query?: string | undefined
  rows: readonly ListRow[]
  counts: Record<'open' | 'late' | 'mine' | 'unassigned' | 'waiting' | 'resolved' | 'held', number>
  memberNames: ReadonlyMap<string, string>
  firstHref: string | null
  nextHref: string | null
  /** No mail goes to customers before an owner's address is confirmed. */
  mailWaits: boolean
  /** A new company's first steps, for those who can take them. */
  checklist?: Child
}

export const ServiceRequestListPage = (props: Props) => {
  const { frame, counts, query, rows } = props
  const t = listWords[frame.lang]
  const mayCreate = may(frame.member.role, 'requests.create')
  return (
    <ConsoleLayout {...frame} title={t.title} current="requests" islands={['due-countdown', 'copy-button']}>
      <PageHeader
        title={query === undefined ? t.title : t.found(query)}
        answer={query === undefined && t.answer(counts.late, counts.open)}
        actions={
          mayCreate && (
            <ButtonLink kind="primary" icon="phone" href={consolePaths.newRequest()}>
              {t.newRequest}
            </ButtonLink>
          )
        }
      />
      {query === undefined && props.mailWaits && <MailWaits lang={frame.lang} />}
      {query === undefined && props.checklist}
      <SearchForm lang={frame.lang} action={consolePaths.requests()} label={t.search} value={query} />
      <FilterChips label={t.title} items={chipsOf(props)} />
      {rows.length === 0 ? (
        <EmptyState {...t.empty[query === undefined ? props.view : 'search']} />
      ) : (
        <Table caption={t.caption} columns={columnsOf(props)} rows={rows} />
      )}
      <Pagination lang={frame.lang} firstHref={props.firstHref} nextHref={props.nextHref} />
    </ConsoleLayout>
  )
}

function chipsOf({ frame, view, query, counts }: Props) {
  const shown = listViews.filter((name) => name !== 'held' || counts.held > 0 || view === 'held')
  return shown.map((name) => ({
    href: name === 'open' ? consolePaths.requests() : `${consolePaths.requests()}?view=${name}`,
    label: listWords[frame.lang].views[name],
    ...(name === 'all' ? {} : { count: counts[name] }),
    current: query === undefined && name === view,
  }))
}

function columnsOf({ frame, memberNames }: Props): Column<ListRow>[] {
  const t = listWords[frame.lang]
  return [
    {
      head: t.columns.what,
      phone: 'title',
      wrap: true,
      cell: (row) => (
        <RowLink href={consolePaths.request(row.id)}>
          <span class="muted">{row.number}</span>{' '}
          {row.type !== 'fault' && <Badge>{requestTypeWords[frame.lang][row.type]}</Badge>}{' '}
          {row.product ? `${row.product} · ` : ''}
          {row.description}
        </RowLink>
      ),
    },
    { head: t.columns.due, phone: 'line', cell: (row) => <DueCell {...{ frame, row }} /> },
    { head: t.columns.who, phone: 'detail', wrap: true, cell: (row) => row.reporterName },
    { head: t.columns.priority, phone: 'detail', cell: (row) => wordsOf(shortPriorityNames, row.priority, frame.lang) },
    {
      head: requestCoverageWords[frame.lang].columns,
      phone: 'detail',
      cell: (row) => <CoverageCell lang={frame.lang} row={row} />,
    },
    { head: t.columns.status, phone: 'detail', cell: (row) => <StatusCell lang={frame.lang} row={row} /> },
    {
      head: t.columns.assignee,
      phone: 'detail',
      cell: (row) => (row.assigneeId && memberNames.get(row.assigneeId)) || <span class="muted">{t.nobody}</span>,
    },
  ]
}

/** Who pays, as far as anybody knows. */
const CoverageCell = ({ lang, row: { coverage, coverageOverriddenBy } }: { lang: Lang; row: ListRow }) =>
  coverage ? (
    <CoverageBadge lang={lang} outcome={coverage} isOverridden={coverageOverriddenBy !== null} />
  ) : (
    <span class="muted">{requestCoverageWords[lang].noVerdict}</span>
  )

const StatusCell = ({ lang, row }: { lang: Lang; row: ListRow }) => (
  <>
    {row.standing === 'held' && row.heldBecause
      ? heldWords(row.heldBecause, lang).short
      : statusWords[lang][row.status]}
    {row.standing !== 'held' && row.unansweredSince && row.status !== 'received' && (
      <>
        {' '}
        <Badge meaning="soon" icon="mail">
          {listWords[lang].unanswered}
        </Badge>
      </>
    )}
  </>
)

function DueCell({ frame, row }: { frame: ConsoleFrame; row: ListRow }): Child {
  const { lang, now, timeZone } = frame
  const t = listWords[lang]
  if (row.pausedSince) return <span class="muted">{t.paused}</span>
  if (!row.nextDueKind)
    return (
      <span class="muted">
        {t.received} <Moment at={row.receivedAt} now={now} timeZone={timeZone} lang={lang} />
      </span>
    )
  return (
    <>
      <span class="muted">{clockWords[lang][row.nextDueKind]} </span>
      <DueCountdown dueAt={row.nextDueAt} now={now} lang={lang} />
    </>
  )
}
