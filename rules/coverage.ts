import { contractOf } from '#rules/contract.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { ContractState, CoverageStep } from '#rules/coverage-step.ts'
import { type Day, dayOf } from '#rules/day.ts'
import type { Instant } from '#rules/decision.ts'
import { type Clause, findTerm, type Term } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import type { FreeItem, Precedence } from '#rules/policy-vocabulary-terms.ts'
import { warrantyOf } from '#rules/warranty.ts'
import { type Entitlement, warrantyTermsOf } from '#rules/warranty-term.ts'

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
export type WarrantyBasis = Entitlement['basis']

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
  /** The last covered day; of a counter that reached its limit that day. */
  until: Day | null
  /** The midnight after it, in the company's zone. */
  endsAt: Instant | null
  /** It covers provided that the cause, or the counter, turns out as hoped. */
  presumed: boolean
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
  /** What it pays for; nothing where it does not cover. */
  covers: FreeItem[]
  /** It covers provided that the cause is none that it leaves out. */
  presumed: boolean
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
export function coverageOf(inputs: CoverageInputs, clauses: readonly Clause[]): Verdict {
  const calendar = calendarOf(clauses, inputs.overrides)
  const reportedOn = dayOf(new Date(inputs.reportedAt), calendar.timeZone)
  const terms = warrantyTermsOf(clauses)
  const warranty = warrantyOf(terms, { ...inputs, reportedOn, calendar })
  const contract = contractOf(inputs, reportedOn)
  const precedence = findTerm(clauses, 'warranty.precedence')
  const first = precedence?.value ?? 'warranty'
  const items = itemsOf(first, warranty.state, terms.free, contract.covers)
  const outcome = outcomeOf(first, items)
  const decides = outcome === 'under_contract' ? contract : warranty
  const steps = stepsOf(first, warranty, contract)
  return {
    outcome,
    versionId: inputs.versionId,
    look: outcome === 'needs_a_look' ? (warranty.reason as LookReason) : null,
    presumed: (outcome === 'free_under_warranty' || outcome === 'under_contract') && decides.presumed,
    items,
    from: decides.from,
    until: decides.until,
    provisional: decides === warranty && warranty.provisional,
    ...((outcome === 'under_contract' ? contractClause(clauses, precedence) : null) ?? refOf(warranty)),
    warranty,
    contract,
    steps,
  }
}

const freeItems: readonly FreeItem[] = ['labour', 'parts', 'travel']

/** Whichever the policy puts first pays what it pays for; the other one pays the rest. */
function itemsOf(
  first: Precedence,
  state: WarrantyStanding['state'],
  free: readonly FreeItem[],
  covered: readonly FreeItem[],
): Record<FreeItem, Payer> {
  const payerOf = (item: FreeItem): Payer => {
    const byWarranty = state === 'covers' && free.includes(item)
    const byContract = covered.includes(item)
    if (byWarranty && byContract) return first
    if (byWarranty || byContract) return byWarranty ? 'warranty' : 'contract'
    return state === 'look' && free.includes(item) ? 'open' : 'customer'
  }
  return Object.fromEntries(freeItems.map((item) => [item, payerOf(item)])) as Record<FreeItem, Payer>
}

/** Chargeable only where nobody else pays for anything. */
function outcomeOf(first: Precedence, items: Record<FreeItem, Payer>): Outcome {
  const payers = Object.values(items)
  if (payers.includes('open')) return 'needs_a_look'
  const payer = [first, 'warranty', 'contract'].find((one) => payers.some((of) => of === one))
  if (payer === undefined) return 'chargeable'
  return payer === 'warranty' ? 'free_under_warranty' : 'under_contract'
}

/** The one that comes first is told first; which it is, only where both could pay. */
function stepsOf(first: Precedence, warranty: WarrantyStanding, contract: ContractStanding): CoverageStep[] {
  const both: CoverageStep[] =
    warranty.state === 'covers' && contract.state === 'covers' ? [{ kind: 'precedence', first }] : []
  return first === 'warranty'
    ? [...warranty.steps, ...contract.steps, ...both]
    : [...contract.steps, ...warranty.steps, ...both]
}

/** What the document says of contracts: which comes first, or that there is such a class. */
const contractClause = (clauses: readonly Clause[], precedence: Term<Precedence> | null): ClauseRef | null => {
  const term = precedence ?? findTerm(clauses, 'service.classes')
  return term && refOf(term)
}

const refOf = ({ clauseKey, clauseNumber }: ClauseRef): ClauseRef => ({ clauseKey, clauseNumber })
