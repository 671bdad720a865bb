import type { Day } from '#rules/day.ts'
import type { Instant, Step } from '#rules/decision.ts'

/** `staff`: a group's robot or a webhook of the company's own. */
export const noticeChannels = ['email', 'sms', 'staff'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** A service notice states facts; a commercial one sells, and needs consent (R-MS-1, GR-12). */
export const noticeContents = ['service', 'commercial'] as const
export type NoticeContent = (typeof noticeContents)[number]

/** What a notice before an end speaks of. `auto_renewal`: what the customer is told of a contract that extends itself. */
export const endNoticeKinds = ['warranty_end', 'contract_end', 'auto_renewal'] as const
export type EndNoticeKind = (typeof endNoticeKinds)[number]

export const noticeStates = [
  'planned',
  'held',
  'sending',
  'sent',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
  'digested',
] as const
export type NoticeState = (typeof noticeStates)[number]

/** Why something that a tier asks for is not sent. Shown beside it; a person may send some of them all the same. */
export const skipReasons = [
  'ended_before_entered',
  'ended',
  'renewed',
  'cancelled',
  'before_go_live',
  'before_joined',
  'no_recipient',
  'no_address',
  'suppressed',
  'unsubscribed',
  'no_consent',
  'no_time_left',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** How a notice's day and hour came about, in no language (`web/words/renewal.ts` has the words). */
export type NoticeStep =
  | Step
  | { kind: 'ends'; on: Day }
  | { kind: 'renews'; on: Day }
  | { kind: 'before'; before: number; unit: 'month' | 'day'; on: Day }
  /** The law wants the customer told by `latestOn`, and not before `earliestOn` (GR-11). */
  | { kind: 'law_moves'; earliestOn: Day | null; latestOn: Day; on: Day }
  | { kind: 'law_adds'; earliestOn: Day | null; latestOn: Day }
  /** `asked` is quiet time: it goes out at `time` on the same day. */
  | { kind: 'quiet'; asked: string; time: string }
  | { kind: 'send_at'; at: Instant }
  /** Missed days catch up. */
  | { kind: 'late'; days: number; at: Instant }
  /** Nobody has the position that the clause names, so the owners are told. */
  | { kind: 'instead'; of: string }

/** Which clause of which version asks for it, and how its time was reckoned. No clause: the law alone asks. */
export type NoticeWhy = {
  clauseKey: string | null
  clauseNumber: number | null
  policyVersionId: string | null
  versionNumber: number | null
  laws: readonly string[]
  steps: readonly NoticeStep[]
}
