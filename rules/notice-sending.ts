import type { Interval } from '#rules/calendar.ts'
import { endOfDay } from '#rules/day.ts'
import type { NoticeContent } from '#rules/notice.ts'
import type { NoticeKey } from '#rules/notice-key.ts'
import { type NoticeRecipient, reachableBy } from '#rules/notice-recipient.ts'
import { endOfQuiet } from '#rules/quiet-hours.ts'
import type { EndingSubject } from '#rules/renewal.ts'

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

function overBecause(
  { endsOn }: NoticeKey,
  subject: EndingSubject,
  { now, timeZone }: { now: Date; timeZone: string },
): RetireReason | null {
  if (subject.status !== 'active') return subject.status
  if (endsOn !== subject.endsOn) return 'moved'
  return now >= endOfDay(endsOn, timeZone) ? 'ended' : null
}
