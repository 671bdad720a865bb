import type { Child } from 'hono/jsx'
import { type Day, dayOf } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent, NoticeWhy, SkipReason } from '#rules/notice.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import { DayText } from '../ui/moment.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { fullDayWords } from '../words/moment.ts'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { noticePageWords } from '../words/notice-page.ts'
import { noticeReleaseWords } from '../words/notice-release.ts'
import { noticeTimeWords } from '../words/notice-step.ts'
import { LeftOut } from './notice-left-out.tsx'
import { Addressee, type KindOfNotice, noticeHref, StepButton, StepForm, TimeOf } from './notice-part.tsx'
import { NoticeTabs } from './notice-tabs.tsx'

export type PlanItem = {
  key: string
  /** Of what has no row yet: the contract or machine by which it is found. */
  subjectId: string | null
  kind: KindOfNotice
  name: string
  number: string | null
  customer: { id: string | null; name: string } | null
  to: { id: string; name: string; address: string; channel: NoticeChannel }
  at: Date
  why: NoticeWhy | null
  content: NoticeContent
  isLate: boolean
  isHeld: boolean
  /** One of more than five to one person on one day. */
  inDigest: boolean
  /** The year's holidays are not published yet. */
  provisional: boolean
  duty: { latestOn: Day; missed: boolean } | null
}

export type LeftOutItem = Pick<PlanItem, 'subjectId' | 'name' | 'number' | 'customer' | 'at'> & {
  key: string | null
  kind?: KindOfNotice | undefined
  to: string
  reason: SkipReason
  isReleasable: boolean
}

export type NoticePlanProps = {
  frame: ConsoleFrame
  /** Null: no policy is in force. */
  goLiveOn: Day | null
  items: readonly PlanItem[]
  leftOut: readonly LeftOutItem[]
  isFirst: boolean
  nextHref: string | null
  done: 'hold' | 'release' | 'golive' | undefined
  /** So many were released together just now. */
  together?: number | undefined
}

/** The next ninety days, day by day: who is told of what, when and why. */
export const NoticePlanPage = (props: NoticePlanProps) => {
  const { frame, goLiveOn, items, leftOut, isFirst, nextHref, done } = props
  const { lang } = frame
  const t = noticeLedgerWords[lang]
  const own = noticePageWords[lang]
  const cut = isFirst ? own.onThisPage : own.onLaterPage
  const answer = isFirst && nextHref === null ? t.planned.answer : cut
  return (
    <ConsoleLayout {...frame} title={t.planned.title} current="notices" islands={['busy-form']}>
      <PageHeader title={t.planned.title} answer={answer(items.length)} />
      <NoticeTabs role={frame.member.role} lang={lang} current="planned" />
      {done && <Banner kind="success" title={t.done[done]} />}
      {props.together && <Banner kind="success" title={noticeReleaseWords[lang].done(props.together)} />}
      {goLiveOn && <GoLive {...{ frame, goLiveOn }} />}
      {goLiveOn === null && <EmptyState {...own.noPolicy} icon="file" />}
      {goLiveOn !== null && items.length === 0 && isFirst && <EmptyState {...t.planned.empty} icon="bell" />}
      <StepForm label={t.planned.title}>
        {byDay(items, frame).map(([on, some]) => (
          <OneDay {...{ frame, on, items: some }} />
        ))}
        {leftOut.length > 0 && <LeftOut {...{ frame, items: leftOut }} />}
      </StepForm>
      <Pagination
        lang={lang}
        firstHref={isFirst ? null : consolePaths.notices()}
        nextHref={nextHref}
        summary={nextHref ? t.planned.more : undefined}
      />
    </ConsoleLayout>
  )
}

const GoLive = ({ frame, goLiveOn }: { frame: ConsoleFrame; goLiveOn: Day }) => (
  <p class="hint">
    {noticeLedgerWords[frame.lang].planned.goLive(fullDayWords(goLiveOn, frame.lang))}{' '}
    {may(frame.member.role, 'notices.release') && (
      <a href={consolePaths.noticeGoLive()}>{noticePageWords[frame.lang].goLiveChange}</a>
    )}
  </p>
)

/** What waits since an earlier day goes out today. */
function byDay(items: readonly PlanItem[], { now, timeZone }: ConsoleFrame): [Day, PlanItem[]][] {
  const today = dayOf(now, timeZone)
  const days = new Map<Day, PlanItem[]>()
  for (const item of items) {
    const on = dayOf(item.at, timeZone)
    const shown = on < today && !item.isHeld ? today : on
    days.set(shown, [...(days.get(shown) ?? []), item])
  }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1))
}

const OneDay = ({ frame, on, items }: { frame: ConsoleFrame; on: Day; items: readonly PlanItem[] }) => {
  const { lang, now, timeZone } = frame
  const hasDigest = items.some(({ inDigest }) => inDigest)
  return (
    <Section
      title={<DayText {...{ on, today: dayOf(now, timeZone), lang }} />}
      hint={hasDigest && noticePageWords[lang].together}
      id={`d-${on}`}
    >
      <ul class="notice-list">
        {items.map((item) => (
          <OneNotice {...{ frame, item }} />
        ))}
      </ul>
    </Section>
  )
}

const OneNotice = ({ frame, item }: { frame: ConsoleFrame; item: PlanItem }) => {
  const { lang, timeZone, now, member } = frame
  const t = noticeLedgerWords[lang]
  const { name, number, kind, customer, to, at, why, isHeld } = item
  return (
    <li id={`n-${item.key}`}>
      <TimeOf {...{ at, timeZone, lang }} />
      <div class="notice-what">
        <p>
          <a href={noticeHref(item)}>
            <b>{name || t.kinds[kind]}</b>
          </a>{' '}
          {number && <span class="muted">{number}</span>} <Marks {...{ item, lang }} />
        </p>
        <p class="muted">
          {[name && t.kinds[kind], customer?.name].filter(Boolean).join(' · ')}
          {' → '}
          <Addressee {...{ lang, ...to }} />
        </p>
        {why && <p class="hint">{noticeTimeWords(why.steps, { lang, timeZone, now })}</p>}
        <Notes {...{ item, lang }} />
      </div>
      {may(member.role, 'notices.release') && (
        <StepButton
          {...{ item, step: isHeld ? 'release' : 'hold', label: isHeld ? t.planned.release : t.planned.hold }}
        />
      )}
    </li>
  )
}

type Shown = { item: PlanItem; lang: ConsoleFrame['lang'] }

const Marks = ({ item, lang }: Shown): Child => {
  const t = noticeLedgerWords[lang]
  return (
    <>
      {item.isHeld && (
        <Badge meaning="soon" icon="pause">
          {t.planned.held}
        </Badge>
      )}
      {item.isLate && <Badge meaning="late">{t.planned.late}</Badge>}
      {item.content === 'commercial' && <Badge>{noticePageWords[lang].commercial}</Badge>}
    </>
  )
}

const Notes = ({ item: { provisional, duty }, lang }: Shown) => {
  const t = noticeLedgerWords[lang].planned
  return (
    <>
      {provisional && <p class="hint">{t.provisional}</p>}
      {duty && !duty.missed && <p class="hint">{t.duty(fullDayWords(duty.latestOn, lang))}</p>}
      {duty?.missed && <p class="late">{t.missed}</p>}
    </>
  )
}
