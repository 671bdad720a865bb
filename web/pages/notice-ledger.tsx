import { type NoticeChannel, type NoticeState, noticeStates } from '#rules/notice.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { Moment } from '../ui/moment.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { noticeLedgerWords, noticeStateWords } from '../words/notice-ledger.ts'
import { noticePageWords } from '../words/notice-page.ts'
import { Addressee, type KindOfNotice, noticeMeaning, titleOf } from './notice-part.tsx'
import { NoticeTabs } from './notice-tabs.tsx'

export type LedgerRow = {
  key: string
  kind: KindOfNotice
  template: string
  name: string
  customer: string | null
  /** Of the service request that it speaks of. */
  requestNumber: number | null
  to: { name: string; address: string; channel: NoticeChannel }
  at: Date
  state: NoticeState
  isLate: boolean
}

export const ledgerFilters = ['all', 'attention', ...noticeStates.filter((state) => state !== 'sending')] as const
export type LedgerFilterName = (typeof ledgerFilters)[number]

type Props = {
  frame: ConsoleFrame
  filter: LedgerFilterName
  rows: readonly LedgerRow[]
  /** How many wait for a person. */
  attention: number
  isFirst: boolean
  nextHref: string | null
}

/** Every message ever: when, to whom, and what became of it. */
export const NoticeLedgerPage = (props: Props) => {
  const { frame, filter, rows, attention, isFirst, nextHref } = props
  const { lang } = frame
  const t = noticeLedgerWords[lang].ledger
  return (
    <ConsoleLayout {...frame} title={t.title} current="notices">
      <PageHeader title={t.title} answer={t.answer} />
      <NoticeTabs role={frame.member.role} lang={lang} current="ledger" />
      {attention > 0 && (
        <Banner kind="warn">
          <p>
            {t.attentionHint(attention)} {filter !== 'attention' && <a href={hrefOf('attention')}>{t.attention}</a>}
          </p>
        </Banner>
      )}
      <FilterChips label={t.states} items={chipsOf(props)} />
      {rows.length === 0 && <EmptyState {...(filter === 'all' && isFirst ? t.empty : t.emptyState)} icon="mail" />}
      {rows.length > 0 && <Table caption={t.title} columns={columnsOf(frame)} rows={rows} />}
      <Pagination lang={lang} firstHref={isFirst ? null : hrefOf(filter)} nextHref={nextHref} />
    </ConsoleLayout>
  )
}

function chipsOf({ frame: { lang }, filter, attention }: Props) {
  const t = noticeLedgerWords[lang].ledger
  const own: Partial<Record<LedgerFilterName, string>> = { all: t.all, attention: t.attention }
  return ledgerFilters.map((one) => ({
    href: hrefOf(one),
    label: own[one] ?? noticeStateWords[lang][one as NoticeState],
    ...(one === 'attention' ? { count: attention } : {}),
    current: one === filter,
  }))
}

const hrefOf = (filter: LedgerFilterName) =>
  filter === 'all' ? consolePaths.noticeLedger() : `${consolePaths.noticeLedger()}?state=${filter}`

function columnsOf({ lang, now, timeZone }: ConsoleFrame): Column<LedgerRow>[] {
  const { ledger: t, kinds, planned } = noticeLedgerWords[lang]
  return [
    {
      head: t.columns.what,
      phone: 'title',
      wrap: true,
      cell: ({ key, kind, template, name, customer, requestNumber }) => (
        <RowLink href={consolePaths.notice(key)}>
          {titleOf({ kind, template, name }, lang)}
          {name && <span class="muted"> {[kinds[kind], customer].filter(Boolean).join(' · ')}</span>}
          {requestNumber !== null && <span class="muted"> {noticePageWords[lang].request(requestNumber)}</span>}
        </RowLink>
      ),
    },
    {
      head: t.columns.to,
      phone: 'line',
      wrap: true,
      cell: ({ to }) => <Addressee {...{ lang, ...to }} />,
    },
    { head: t.columns.when, phone: 'detail', cell: ({ at }) => <Moment {...{ at, now, timeZone, lang }} /> },
    {
      head: t.columns.state,
      phone: 'end',
      cell: ({ state, isLate }) => (
        <>
          <Badge meaning={noticeMeaning[state]}>{noticeStateWords[lang][state]}</Badge>{' '}
          {isLate && <span class="muted">{planned.late}</span>}
        </>
      ),
    },
  ]
}
