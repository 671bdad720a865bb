import type { Interval } from '#rules/calendar.ts'
import { addDays, type Day } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'
import type { Lead } from '#rules/notice-key.ts'
import { type Clause, findTerm } from '#rules/policy.ts'

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
  /** An automatic renewal can be ended until so many days before the end: the customer hears of it in time for that. */
  autoRenewNoticeDays: number | null
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
  /** A line that is new in the version: what fell due before is not told. */
  goLiveOn?: Day
}

export const defaultSendTime = '09:00'
/** Where no clause says otherwise: nobody is disturbed at night (R-MS-7). */
export const defaultQuietHours: Interval = ['21:00', '08:00']
export const defaultChannels = {
  customer: ['email', 'sms'],
  internal: ['email'],
} as const satisfies Record<string, readonly NoticeChannel[]>

/** The clause about notices before an end, as the version in force writes it; no line of it without a lead and a reader. */
export function renewalTiers(
  clauses: readonly Clause[],
  version: { policyVersionId: string; versionNumber: number },
): RenewalTier[] {
  const term = findTerm(clauses, 'renewal.tiers')
  if (!term) return []
  const shift = shifts[findTerm(clauses, 'renewal.shift')?.value ?? 'previous_workday']
  const sendTime = findTerm(clauses, 'renewal.send_at')?.value ?? defaultSendTime
  const recipient = findTerm(clauses, 'renewal.recipient')?.value ?? 'owner'
  const customerChannels = findTerm(clauses, 'renewal.channels')?.value ?? defaultChannels.customer
  const source = { clauseKey: term.clauseKey, clauseNumber: term.clauseNumber, ...version }
  return term.value.map(({ audience, before, unit, kind, of, to, by }): RenewalTier => {
    const usual: readonly NoticeChannel[] = audience === 'customer' ? customerChannels : defaultChannels.internal
    return {
      of: of ?? null,
      lead: { before, unit },
      to: audience === 'customer' ? { audience } : { audience, name: to ?? recipient },
      channels: by ? [by, ...usual.filter((channel) => channel !== by)] : usual,
      shift,
      sendTime,
      content: kind,
      source,
    }
  })
}

const shifts = { previous_workday: 'previous', next_workday: 'next', none: 'none' } as const

export const renewalQuietHours = (clauses: readonly Clause[]): Interval =>
  findTerm(clauses, 'renewal.quiet_hours')?.value ?? defaultQuietHours

/**
 * No subject that ends after this day has a notice due by `until`: how far ahead a planner has to look. A notice may be
 * moved before a long holiday, and an automatic renewal is told of by the law's days and the contract's own.
 */
export function furthestEnd(tiers: readonly RenewalTier[], until: Day, longestNoticeDays = 0): Day {
  const days = tiers.map(({ lead: { before, unit } }) => (unit === 'month' ? before * 31 : before))
  return addDays(until, Math.max(0, ...days, legalDays + longestNoticeDays) + longestHolidayDays)
}

const legalDays = 45
const longestHolidayDays = 31
