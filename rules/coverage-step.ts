import type { AssetEvent } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { Step } from '#rules/decision.ts'
import type { UsageUnit } from '#rules/policy-vocabulary-terms.ts'
import type { LawId } from '#rules/statutory-floor.ts'

/** Where a term begins: an event of the machine, the exchange, or the end of a repair. */
export type TermStart = AssetEvent | 'replacement' | 'repair_completion'

/** How somebody stands to the cause that was found. */
export type CauseStanding = 'covered' | 'excluded' | 'unlisted' | 'unknown' | 'presumed'

/**
 * One readable line of a verdict, in no language: `web/words/coverage.ts` turns it into words. The lines between `starts`
 * and `last_day` make a sum.
 */
export type CoverageStep =
  | Step
  | { kind: 'starts'; event: TermStart; on: Day; unknown: TermStart[] }
  /** Goods that the company installs: counted from there (R-CP-6). `law`: although the policy does not say so. */
  | { kind: 'starts_later'; event: TermStart; on: Day; law: LawId | null }
  | { kind: 'term'; scope: string; months: number; by: 'policy' | 'agreed' | 'law'; law: LawId | null; to: Day }
  | { kind: 'days_term'; days: number; to: Day }
  | { kind: 'in_repair'; from: Day; until: Day | null; days: number; law: LawId | null; to: Day }
  | { kind: 'extended'; because: Day; months: number; law: LawId | null; to: Day }
  | { kind: 'day_before'; to: Day }
  | { kind: 'used_up'; unit: UsageUnit; limit: number; on: Day }
  | { kind: 'usage'; unit: UsageUnit; limit: number; reading: { on: Day; amount: number } | null }
  | { kind: 'last_day'; on: Day }
  | { kind: 'reported'; on: Day; within: boolean }
  | { kind: 'cause'; cause: string | null; standing: CauseStanding; until: Day | null }
  | { kind: 'contract'; number: string; from: Day; until: Day; state: ContractState }
  | { kind: 'precedence'; first: 'warranty' | 'contract' }

export type ContractState =
  | 'covers'
  | 'not_begun'
  | 'ended'
  | 'cancelled'
  | 'not_this_machine'
  | 'no_visit_left'
  | 'cause_excluded'
