import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { ContractState, CoverageStep } from '#rules/coverage-step.ts'
import type { Day } from '#rules/day.ts'
import type { Instant } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import type { FreeItem } from '#rules/policy-vocabulary-terms.ts'

export const outcomes = ['free_under_warranty', 'under_contract', 'chargeable', 'needs_a_look'] as const
export type Outcome = (typeof outcomes)[number]

/** Why no program can say who pays. */
export const lookReasons = [
  'machine_unknown',
  'terms_unclear',
  'start_unknown',
  'installation_unknown',
  'before_start',
  'component_unknown',
  'usage_unknown',
  'year_provisional',
  'cause_unknown',
  'cause_not_listed',
] as const
export type LookReason = (typeof lookReasons)[number]

/** Why the warranty does not pay. */
export const warrantyReasons = ['no_warranty', 'expired', 'used_up', 'cause_not_covered'] as const
export type WarrantyReason = (typeof warrantyReasons)[number]

/** Who bears it; `open` while a person must look. */
export type Payer = 'warranty' | 'contract' | 'customer' | 'open'

/** What makes a repair free: a line of the warranty, a new part or an earlier repair that must hold, the law. */
export type WarrantyBasis = 'line' | 'agreed' | 'replaced_part' | 'repair' | 'law'

/** The place in the document that a verdict names. */
export type ClauseRef = { clauseKey: string; clauseNumber: number }

export type WarrantyStanding = ClauseRef & {
  state: 'covers' | 'does_not_cover' | 'look'
  /** Null where it covers. */
  reason: WarrantyReason | LookReason | null
  /** Which term decided; null where none could be computed. */
  basis: WarrantyBasis | null
  scope: string | null
  from: Day | null
  /** The last covered day. */
  until: Day | null
  /** The midnight after it, in the company's zone. */
  endsAt: Instant | null
  /** The last day may still move: a year's holiday table is not out (GR-23). */
  provisional: boolean
  steps: CoverageStep[]
}

export type ContractStanding = {
  state: ContractState | 'none'
  contractId: string | null
  number: string | null
  from: Day | null
  until: Day | null
  /** Left before this visit; null: not counted. */
  visitsLeft: number | null
  steps: CoverageStep[]
}

/** Plain JSON: `decisions.result` holds it without `steps`, which have their own column. */
export type Verdict = ClauseRef & {
  outcome: Outcome
  versionId: string
  /** Set exactly with `needs_a_look`. */
  look: LookReason | null
  /** At intake: free provided that the cause turns out to be a covered one. */
  presumed: boolean
  items: Record<FreeItem, Payer>
  /** Of what decided: the warranty's or the contract's days; of the warranty where neither pays. */
  from: Day | null
  until: Day | null
  provisional: boolean
  warranty: WarrantyStanding
  contract: ContractStanding
  steps: CoverageStep[]
}

/** Who pays for this request. Asked at intake, and again once the cause is known. */
export declare function coverageOf(inputs: CoverageInputs, clauses: readonly Clause[]): Verdict
