import type { Day } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'

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

/** Not made of what is in it: after a restore it must be known by which keys something may have gone out already. */
export type DigestKey = {
  day: Day
  channel: NoticeChannel
  recipient: string
  content: NoticeContent
  about?: 'endings' | 'requests'
  /** The first one to this person on this day is 1. */
  nth: number
}

export const digestKeyText = ({ day, channel, recipient, content, about = 'endings', nth }: DigestKey): string =>
  JSON.stringify(['digest', day, channel, recipient, content, nth, ...(about === 'endings' ? [] : [about])])

export const leadText = ({ before, unit }: Lead): string => `${before} ${unit}`

/** Null: no lead was ever written so. */
export function leadOf(text: string): Lead | null {
  const [, before, unit] = /^([1-9]\d{0,3}) (month|day)$/.exec(text) ?? []
  return before && unit ? { before: Number(before), unit: unit as Lead['unit'] } : null
}
