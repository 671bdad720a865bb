import { addDays, type Day, dayOf, daysBetween } from '#rules/day.ts'
import type { NoticeContent } from '#rules/notice.ts'
import type { Notice } from '#schema/notice.ts'
import type { Platform } from '../platform/platform.ts'
import type { Outgoing, Sender } from '../platform/sender.ts'
import { composeMessage } from './compose-message.ts'
import { digestKeys, isAlone } from './digest-notices.ts'
import type { Outbox } from './send-notice.ts'

/** Providers forget a key after a day: a repeat later than this would be a second message. */
const keyLastsMs = 20 * 3_600_000
/** A digest of longer ago is not asked for: a person decides. */
const mostDays = 7

export type WhetherOut =
  | { is: 'not_out' }
  /** It may be, and the provider takes its key once: it may be repeated, unchanged. */
  | { is: 'perhaps' }
  | { is: 'out'; providerId: string }
  /** Nobody can say, so a person decides. */
  | { is: 'unknown'; why: string }
  /** The provider does not answer now. */
  | { is: 'silent'; why: string }

/** Whether what a lost answer or a restore leaves open has been taken by its provider. */
export async function whetherOut(
  platform: Platform,
  outbox: Outbox,
  notice: Notice,
  sender: Sender,
): Promise<WhetherOut> {
  const isRestored = notice.generation < outbox.generation
  if (notice.state !== 'sending' && !isRestored) return { is: 'not_out' }
  const why = isRestored
    ? 'planned before a restore: it may have been sent'
    : 'the lease ran out: it may have been sent'
  if (sender.certainty === 'nobody_knows') return { is: 'unknown', why }
  const mayBeInDigest = isRestored && notice.state !== 'sending' && notice.attempt === 0 && !isAlone(notice.kind)
  if (sender.certainty === 'repeat') {
    const since = isRestored ? earliestOut(notice) : notice.dueAt
    const isForgotten = platform.now().getTime() - since.getTime() > keyLastsMs
    return isForgotten || mayBeInDigest ? { is: 'unknown', why } : { is: 'perhaps' }
  }
  const message = await composeMessage(platform, outbox, notice)
  if (!message) return { is: 'unknown', why }
  const found = await find(sender, message)
  if (found.is !== 'not_out' || !mayBeInDigest) return found
  return whetherInDigest(outbox, notice, sender, message)
}

/** What a restore lost cannot have left before: it was not due. Of the rest its due time says since when it may be out. */
function earliestOut({ dueAt, why }: Notice): Date {
  const steps = why?.steps ?? []
  const due = steps.find((step) => step.kind === 'send_at')
  const first = due?.kind === 'send_at' ? new Date(due.at) : dueAt
  return first < dueAt ? first : dueAt
}

async function find(sender: Sender, message: Outgoing): Promise<WhetherOut> {
  const found = await sender.find?.(message)
  if (!found) return { is: 'silent', why: 'the provider cannot be asked now' }
  return found.taken ? { is: 'out', providerId: found.providerId } : { is: 'not_out' }
}

/** What the restore lost may have sent it together with others: any digest of those days makes it a person's question. */
async function whetherInDigest(
  { owner, restoredAtMs, letterhead: { timeZone } }: Outbox,
  notice: Notice,
  sender: Sender,
  message: Outgoing,
): Promise<WhetherOut> {
  const why = 'planned before a restore: it may have gone out in a digest'
  const first = dayOf(earliestOut(notice), timeZone)
  const last = dayOf(new Date(restoredAtMs ?? earliestOut(notice)), timeZone)
  const days = Math.max(0, daysBetween(first, last)) + 1
  if (days > mostDays) return { is: 'unknown', why }
  for (let at = 0; at < days; at++)
    for (const key of await keysOn(owner, addDays(first, at), notice)) {
      const found = await find(sender, { ...message, key })
      if (found.is !== 'not_out') return found.is === 'out' ? { is: 'unknown', why } : found
    }
  return { is: 'not_out' }
}

const keysOn = (owner: string, day: Day, { channel, recipientId, key, content }: Notice) =>
  digestKeys(owner, { day, channel, recipient: recipientId ?? key, content: content satisfies NoticeContent })
