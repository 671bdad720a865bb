import type { Day } from '#rules/day.ts'

/** What a rule answers: allowed with a result, or refused with a reason a screen can explain. */
export type Decision<Result, Reason extends string> =
  | { allowed: true; result: Result }
  | { allowed: false; reason: Reason }

export const allow = <Result>(result: Result) => ({ allowed: true, result }) as const
export const refuse = <Reason extends string>(reason: Reason) => ({ allowed: false, reason }) as const

/** An instant as it is stored in a decision: ISO 8601, UTC. */
export type Instant = string

/**
 * One readable line of a computation, in no language: pages turn it into words.
 * Steps come in order; a run of equal days or weeks is one step. Minutes may have a fraction, because seconds count.
 */
export type Step =
  | { kind: 'counts'; from: Instant; to: Instant; minutes: number; days: number }
  | { kind: 'weeks'; from: Day; to: Day; weeks: number; days: number; minutes: number }
  | { kind: 'days'; from: Day; to: Day; days: number }
  | { kind: 'elapsed'; from: Instant; to: Instant; minutes: number }
  | { kind: 'closed'; from: Day; to: Day; why: ClosedBecause; name?: string }
  | { kind: 'open'; day: Day; why: OpenBecause; name?: string }
  | { kind: 'pause'; from: Instant; until: Instant | null; reason: string; minutes: number | null }
  | { kind: 'appointment'; at: Instant; mode: 'appointment_overrides' | 'earlier_of' }
  | { kind: 'months'; from: Day; months: number; to: Day }
  | { kind: 'shifted'; from: Day; to: Day; direction: 'previous' | 'next' }
  | { kind: 'due'; at: Instant }
  | { kind: 'due_on'; day: Day }

/** `name` beside it: a holiday's key (`#rules/holidays/cn.ts` has the words) or the tenant's own note. */
export type ClosedBecause = 'weekend' | 'closed_weekday' | 'holiday' | 'tenant'
export type OpenBecause = 'makeup_workday' | 'tenant'
