import type { Interval } from '#rules/calendar.ts'
import { endOfDay } from '#rules/day.ts'
import type { NoticeContent, NoticeState, SkipReason } from '#rules/notice.ts'
import { type NoticeKey, noticeKeyText } from '#rules/notice-key.ts'
import { type PlanInput, type PlannedNotice, plannedNotices } from '#rules/notice-plan.ts'
import { type ChannelRefusal, type NoticeRecipient, reachableBy } from '#rules/notice-recipient.ts'
import { endOfQuiet } from '#rules/quiet-hours.ts'
import type { EndingSubject } from '#rules/renewal.ts'

export type NoticeRow = { key: NoticeKey; state: NoticeState }

export const retireReasons = [
  'moved',
  'renewed',
  'cancelled',
  'ended',
  'no_longer_asked',
  'no_address',
  'suppressed',
  'unsubscribed',
  'no_consent',
] as const
export type RetireReason = (typeof retireReasons)[number]

export type Reconciliation = {
  /** Rows planned or held, which are no longer true: their state becomes `cancelled`, with this reason. */
  retire: { key: NoticeKey; reason: RetireReason }[]
  /** Cancelled rows that are true again, because a date moved back: `planned` once more. */
  revive: PlannedNotice[]
  add: PlannedNotice[]
}

type ReconcileInput = Omit<PlanInput, 'existingKeys'>

/** What becomes of a subject's notices after its date, its state or the policy changed. What was sent stays sent. */
export function reconciledNotices(input: ReconcileInput, rows: readonly NoticeRow[]): Reconciliation {
  const asked = keysAskedFor(input)
  const retire = rows.flatMap(({ state, key }) => {
    const reason = state === 'planned' || state === 'held' ? retiredBecause(key, asked, input) : null
    return reason ? [{ key, reason }] : []
  })
  const retired = new Set(retire.map(({ key }) => noticeKeyText(key)))
  const keys = rows.map(({ state, key }) => ({ state, text: noticeKeyText(key) }))
  const cancelled = new Set(keys.filter(({ state }) => state === 'cancelled').map(({ text }) => text))
  const standing = keys.map(({ text }) => text).filter((text) => !cancelled.has(text) && !retired.has(text))
  const { planned } = plannedNotices({ ...input, existingKeys: new Set(standing) })
  return {
    retire,
    revive: planned.filter(({ keyText }) => cancelled.has(keyText)),
    add: planned.filter(({ keyText }) => !cancelled.has(keyText)),
  }
}

/** Null: asked for, at any time before the end. */
type Asked = ReadonlyMap<string, SkipReason | null>

function keysAskedFor(input: ReconcileInput): Asked {
  const until = endOfDay(input.subject.endsOn, input.timeZone)
  const { planned, skipped } = plannedNotices({ ...input, existingKeys: new Set(), until })
  return new Map([
    ...skipped.flatMap(({ key, reason }) => (key ? [[noticeKeyText(key), reason] as const] : [])),
    ...planned.map(({ keyText }) => [keyText, null] as const),
  ])
}

function retiredBecause(key: NoticeKey, asked: Asked, { subject, ...context }: ReconcileInput): RetireReason | null {
  const over = overBecause(key, subject, context)
  if (over) return over
  const reason = asked.get(noticeKeyText(key))
  if (reason === undefined) return 'no_longer_asked'
  return reason !== null && isChannelRefusal(reason) ? reason : null
}

const isChannelRefusal = (reason: SkipReason): reason is ChannelRefusal =>
  reason === 'no_address' || reason === 'suppressed' || reason === 'unsubscribed' || reason === 'no_consent'

function overBecause(
  { endsOn }: NoticeKey,
  subject: EndingSubject,
  { now, timeZone }: { now: Date; timeZone: string },
): RetireReason | null {
  if (subject.status !== 'active') return subject.status
  if (endsOn !== subject.endsOn) return 'moved'
  return now >= endOfDay(endsOn, timeZone) ? 'ended' : null
}

/** `wait`: it is quiet; `cancel`: since it was planned, it stopped being true or allowed. */
export type Sending =
  | { do: 'send'; address: string }
  | { do: 'wait'; until: Date }
  | { do: 'cancel'; reason: RetireReason }

/** Asked right before sending: an outage of two days is long enough for all of this to change. */
export function decideSending(
  notice: { key: NoticeKey; content: NoticeContent },
  subject: EndingSubject,
  recipient: NoticeRecipient,
  context: { now: Date; timeZone: string; quietHours: Interval | null },
): Sending {
  const over = overBecause(notice.key, subject, context)
  if (over) return { do: 'cancel', reason: over }
  const reached = reachableBy(recipient, [notice.key.channel], notice.content)
  if (!reached.allowed) return { do: 'cancel', reason: reached.reason }
  const until = endOfQuiet(context.now, context.quietHours, context.timeZone)
  if (until >= endOfDay(subject.endsOn, context.timeZone)) return { do: 'cancel', reason: 'ended' }
  return until > context.now ? { do: 'wait', until } : { do: 'send', address: reached.result.address }
}
