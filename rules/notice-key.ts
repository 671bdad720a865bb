import type { Day } from '#rules/day.ts'
import type { NoticeChannel } from '#rules/notice.ts'

/** How long before the end. One month is not thirty days (D16). */
export type Lead = { before: number; unit: 'month' | 'day' }

/** What makes two messages the same message. `kind`: what it is about; `recipient`: who, never the address of the day. */
export type NoticeKey = {
  subject: string
  kind: string
  /** As `leadText` writes it. */
  lead: string
  endsOn: Day
  channel: NoticeChannel
  recipient: string
}

/** What is hashed: two keys have the same text only if they are the same in every part. */
export const noticeKeyText = ({ subject, kind, lead, endsOn, channel, recipient }: NoticeKey): string =>
  JSON.stringify(['notice', subject, kind, lead, endsOn, channel, recipient])

/** The key of the one message that stands for these; the same ones in any order are the same digest. */
export const digestKeyText = (digest: {
  day: Day
  channel: NoticeChannel
  recipient: string
  keys: readonly string[]
}): string => JSON.stringify(['digest', digest.day, digest.channel, digest.recipient, ...[...digest.keys].sort()])

export const leadText = ({ before, unit }: Lead): string => `${before} ${unit}`

/** Null: no lead was ever written so. */
export function leadOf(text: string): Lead | null {
  const [, before, unit] = /^([1-9]\d{0,3}) (month|day)$/.exec(text) ?? []
  return before && unit ? { before: Number(before), unit: unit as Lead['unit'] } : null
}
