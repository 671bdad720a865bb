import { addDays, type Day, dayOf, startOfDay } from '#rules/day.ts'
import { digestsOf } from '#rules/digest.ts'
import type { SkipReason } from '#rules/notice.ts'
import { noticeKeyText } from '#rules/notice-key.ts'
import type { Clause } from '#rules/policy.ts'
import type { Notice } from '#schema/notice.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PublicScope } from '#tenants/scope.ts'
import type { EndingPlace, EndingWalk } from '../queries/ending.ts'
import { listSkipped, listWaiting, type WaitingNotice } from '../queries/notice-ledger.ts'
import { staffQueries } from '../queries/notice-recipient.ts'
import { findPlanning } from '../queries/planning.ts'
import { listServiceClausesBefore } from '../queries/policy.ts'
import { loadFront } from './front.ts'
import { aboutOf } from './notice-about.ts'
import { contextOf, lastEnds, type NoticeContext } from './notice-context.ts'
import {
  type Ending,
  endingQueries,
  endingsOf,
  type PlannedEnding,
  planEndings,
  type SkippedEnding,
} from './notice-planning.ts'
import { memberName } from './notice-recipient.ts'
import { planFreely, rowKeyOf } from './notice-unwritten.ts'

export type NoticeScope = PublicScope & { company: Company }

export const planDays = 90
const endsOnAPage = 200
/** No end is later: which of them are told of yet, the policy says that is read in the same round trip. */
const furthestDays = 15_000

/** Everything that ends from today on; `only` one of them. */
export const walkFrom = (today: Day, walk: Pick<EndingWalk, 'after' | 'limit' | 'only'>): EndingWalk => ({
  from: today,
  until: { near: addDays(today, furthestDays), far: addDays(today, furthestDays) },
  ...walk,
})

/** `subjectId`: of what has no row yet, and is found by its contract or machine. */
export type PlanItem = {
  key: string
  subjectId: string | null
  kind: Notice['kind']
  name: string
  number: string | null
  customer: { id: string | null; name: string } | null
  to: { id: string; name: string; address: string; channel: Notice['channel'] }
  at: Date
  why: Notice['why']
  content: Notice['content']
  isLate: boolean
  isHeld: boolean
  inDigest: boolean
  provisional: boolean
  duty: PlannedEnding['notice']['duty']
}

export type LeftOutItem = Pick<PlanItem, 'subjectId' | 'name' | 'number' | 'customer' | 'at'> & {
  key: string | null
  kind: Notice['kind'] | undefined
  to: string
  reason: SkipReason
  isReleasable: boolean
}

export type NoticePlanPage = {
  /** Null: no policy is in force, so nobody is promised anything. */
  goLiveOn: Day | null
  items: PlanItem[]
  leftOut: LeftOutItem[]
  next: EndingPlace | null
}

/** What will be sent in the next days, reckoned now; one round trip. */
export async function loadNoticePlan(scope: NoticeScope, after: EndingPlace | null): Promise<NoticePlanPage> {
  const { db, now, company } = scope
  const today = dayOf(now, company.timeZone)
  const lastDay = addDays(today, planDays)
  const until = startOfDay(addDays(lastDay, 1), company.timeZone)
  const walk = walkFrom(today, { after, limit: endsOnAPage })
  const { front, answers } = await loadFront(scope, [
    ...contextQueries(scope),
    listWaiting(db, 'planned', until),
    listWaiting(db, 'held', until),
    listSkipped(db, today),
    ...endingQueries(db, walk),
  ])
  const [members, channels, [planning], before, waiting, held, skipped, ...ends] = answers
  const context = contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
  if (!context) return { goLiveOn: null, items: [], leftOut: [], next: null }
  const { endings, next } = endingsOf(ends, context, walk)
  const due = planEndings(endings, context, until)
  const rows = after ? [] : [...waiting, ...held].map(waitingItem)
  const items = [...rows, ...(await Promise.all(due.planned.map((one) => plannedItem(scope, context, one))))]
  const leftOut = [
    ...(after ? [] : skipped.map(leftOutRow)),
    ...(await leftOutItems(scope, context, { skipped: due.skipped, endings, until })),
  ]
  return {
    goLiveOn: context.goLiveOn,
    items: withDigests(items, context).sort((one, other) => one.at.getTime() - other.at.getTime()),
    leftOut,
    next: next && next.endsOn <= lastEnds(context, lastDay).far ? next : null,
  }
}

/** What a company's notices are planned by, beside its front. */
export const contextQueries = ({ db, now }: PublicScope) =>
  [...staffQueries(db), findPlanning(db), listServiceClausesBefore(db, now)] as const

async function plannedItem(scope: NoticeScope, context: NoticeContext, { ending, notice }: PlannedEnding) {
  const { key, keyText, recipient, address, sendAt, isLate, content, duty, provisional, why } = notice
  const way = context.channels.find(({ id }) => `channel:${id}` === recipient.id)
  const person = 'name' in recipient && typeof recipient.name === 'string' ? recipient.name : ''
  return {
    ...{ key: await rowKeyOf(scope, keyText), subjectId: ending.subject.id, kind: key.kind, ...endingLabel(ending) },
    to: { id: recipient.id, name: way?.name ?? person, address: way ? '' : address, channel: key.channel },
    ...{ at: sendAt, why, isLate, isHeld: false, provisional, content, duty, inDigest: false },
  } as PlanItem
}

const endingLabel = ({ name, number, customer }: Ending) => ({
  ...{ name, number, customer: { id: customer.id, name: customer.name } },
})

function waitingItem({ notice, wayName }: WaitingNotice): PlanItem {
  const { key, kind, recipientId, recipient, channel, customerId, dueAt, why, isLate, state, content } = notice
  const { name, number, customer, to } = aboutOf(notice)
  return {
    ...{ key, subjectId: null, kind, name, number, why, isLate, content, at: dueAt },
    customer: customer ? { id: customerId, name: customer } : null,
    to: { id: recipientId ?? key, name: wayName ?? to, address: wayName ? '' : recipient, channel },
    ...{ isHeld: state === 'held', provisional: false, duty: null, inDigest: false },
  }
}

function leftOutRow({ notice, wayName }: WaitingNotice): LeftOutItem {
  const { key, kind, customerId, recipient, dueAt, because } = notice
  const { name, number, customer, to } = aboutOf(notice)
  return {
    ...{ key, subjectId: null, kind, name, number, at: dueAt, reason: because as LeftOutItem['reason'] },
    customer: customer ? { id: customerId, name: customer } : null,
    to: wayName ?? (to || recipient),
    isReleasable: because === 'before_go_live',
  }
}

type LeftOut = { skipped: readonly SkippedEnding[]; endings: readonly Ending[]; until: Date }

/** What nothing but the go-live day holds back can be released; of the rest, what else holds it back is told. */
async function leftOutItems(scope: NoticeScope, context: NoticeContext, { skipped, endings, until }: LeftOut) {
  const free = planFreely(endings, context, until)
  const releasable = new Set(free.planned.map(({ notice }) => notice.keyText))
  const others = new Map(free.skipped.map(({ notice }) => [notice.key && noticeKeyText(notice.key), notice.reason]))
  const items = skipped.map(async ({ ending, notice }): Promise<LeftOutItem> => {
    const { key, recipientId, dueAt } = notice
    const text = key && noticeKeyText(key)
    const isFree = text !== null && releasable.has(text)
    const isHeldOtherwise = notice.reason === 'before_go_live' && !isFree
    const reason = (isHeldOtherwise && others.get(text)) || notice.reason
    const person = ending.customer.recipients.find(({ id }) => id === recipientId)
    return {
      ...{ subjectId: ending.subject.id, kind: key?.kind as PlanItem['kind'] | undefined, at: dueAt, reason },
      ...{ ...endingLabel(ending), to: person?.name ?? memberName(context, recipientId ?? '') ?? '' },
      key: key && (await rowKeyOf(scope, noticeKeyText(key))),
      isReleasable: reason === 'before_go_live' && isFree,
    }
  })
  return Promise.all(items)
}

/** Which of them become one message; what was sent today already is known when they go out. */
function withDigests(items: readonly PlanItem[], { timeZone, now }: NoticeContext): PlanItem[] {
  const asDue = ({ key, to, content, kind, at }: PlanItem) => ({
    ...{ key, recipient: to.id, channel: to.channel, content, sendAt: at },
    about: 'endings' as const,
    alone: kind !== 'warranty_end' && kind !== 'contract_end',
  })
  const due = items.filter(({ isHeld }) => !isHeld).map(asDue)
  const together = new Set(digestsOf(due, { timeZone, now, sentToday: new Map() }).digests.flatMap(({ keys }) => keys))
  return items.map((item) => (together.has(item.key) ? { ...item, inDigest: true } : item))
}
