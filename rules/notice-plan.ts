import type { Interval, WorkCalendar } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import type { NoticeContent, NoticeState, NoticeWhy, SkipReason } from '#rules/notice.ts'
import type { NoticeKey } from '#rules/notice-key.ts'
import type { NoticeRecipient, Recipients } from '#rules/notice-recipient.ts'
import type { EndingSubject, RenewalTier } from '#rules/renewal.ts'

export type PlanContext = {
  tiers: readonly RenewalTier[]
  calendar: WorkCalendar
  /** The company's; notices go out by its clock. */
  timeZone: string
  quietHours: Interval | null
  /** What fell due before this day is shown and skipped. The latest one that applies: company, import, rule. */
  goLiveOn: Day | null
  /** Where the company is: the law of automatic renewals and of advertising. */
  country: string
  region: string | null
  /** What is due up to now is planned; with a later `until`, what will be. */
  now: Date
  until?: Date
}

export type PlanInput = PlanContext & {
  subject: EndingSubject
  recipients: Recipients
  /** `noticeKeyText` of every row that there is, cancelled ones left out. In any channel: who was told by mail is not told by SMS too. */
  existingKeys: ReadonlySet<string>
}

export type PlannedNotice = {
  key: NoticeKey
  keyText: string
  recipient: NoticeRecipient
  address: string
  /** When it should have gone out, or will. */
  dueAt: Date
  dueOn: Day
  /** When it may go out: `dueAt`, or for a late one now, outside quiet hours. */
  sendAt: Date
  isLate: boolean
  content: NoticeContent
  /** The law's last day to tell of an automatic renewal; `missed`: the contract must not extend by itself any more. */
  duty: { latestOn: Day; missed: boolean } | null
  /** The year's holiday table is not published yet (GR-23). */
  provisional: boolean
  why: NoticeWhy
}

/** `key` where a row can be written for it, which a person may release. */
export type SkippedNotice = {
  reason: SkipReason
  key: NoticeKey | null
  recipientId: string | null
  dueAt: Date
  dueOn: Day
  content: NoticeContent
  why: NoticeWhy
}

export type NoticePlan = { planned: PlannedNotice[]; skipped: SkippedNotice[] }

export type NoticeRow = { key: NoticeKey; state: NoticeState; dueAt: Date }

export const retireReasons = ['moved', 'renewed', 'cancelled', 'ended', 'no_longer_asked'] as const
export type RetireReason = (typeof retireReasons)[number]

export type Reconciliation = {
  /** Rows that are planned or held, and no longer true. */
  retire: { key: NoticeKey; reason: RetireReason }[]
  /** Cancelled rows that are true again: a date that moved back. */
  revive: PlannedNotice[]
  add: PlannedNotice[]
}
