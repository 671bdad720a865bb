import type { Day } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'
import type { Lead } from '#rules/notice-key.ts'

/** What ends, and is told of before. */
export const endingKinds = ['warranty', 'contract'] as const
export type EndingKind = (typeof endingKinds)[number]

export type EndingSubject = {
  kind: EndingKind
  /** As the notice's row names its subject. */
  id: string
  /** The first covered day of a contract; the law's window depends on its length (R-US-2). */
  startsOn: Day | null
  /** The last covered day: it ends at the next local midnight. */
  endsOn: Day
  /** When this company first knew of it here: what had ended by then is never announced. */
  enteredAt: Date
  status: 'active' | 'renewed' | 'cancelled'
  autoRenew: boolean
}

/** Where a tier is written. */
export type TierSource = { clauseKey: string; clauseNumber: number; policyVersionId: string; versionNumber: number }

/** One line of the clause about notices, with everything the clause says once for all lines. */
export type RenewalTier = {
  /** Null: both warranties and contracts. */
  of: EndingKind | null
  lead: Lead
  /** `name` of internal: a position, a role, or a member's name. */
  to: { audience: 'customer' } | { audience: 'internal'; name: string }
  /** In the order in which they are tried. */
  channels: readonly NoticeChannel[]
  shift: 'previous' | 'next' | 'none'
  /** `HH:MM` by the company's clock. */
  sendTime: string
  content: NoticeContent
  /** Null: no clause asks for it, the law does. */
  source: TierSource | null
}
