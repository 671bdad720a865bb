import type { CalendarOverride } from '#rules/calendar.ts'
import { coverageOf, type Outcome, type Verdict } from '#rules/coverage.ts'
import type { AssetFacts, ContractFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { faultKeyOf } from '#rules/fault.ts'
import { type Clause, findTerm } from '#rules/policy.ts'
import type { RequestType, ServiceRequestStatus, Standing } from '#rules/service-request.ts'

/** What a verdict depends on of the request itself. */
export type CoveredRequest = {
  type: RequestType
  receivedAt: Date
  onSite: boolean
  /** The key of the part that failed. */
  component: string | null
  /** What was wrong, in its finder's words. */
  fault: string | null
  cause: string | null
  /** Null until somebody looked; a cause of null then says that none was found. */
  causeKnownAt: Date | null
}

export type CoverageQuestion = {
  request: CoveredRequest
  /** In force when the request was received. */
  versionId: string
  clauses: readonly Clause[]
  place: CoverageInputs['place']
  overrides: readonly CalendarOverride[]
  machine: {
    facts: AssetFacts
    components: readonly { key: string; scope: string }[]
    customerKind: CoverageInputs['customerKind']
  } | null
  contracts: readonly ContractFacts[]
}

/** A verdict as a decision keeps it: `steps` have their own column. */
export type CoverageDecision = { inputs: CoverageInputs; verdict: Verdict }

/**
 * Who pays for a request. Null where there is nothing to judge: an enquiry is no repair, and a company that promises no
 * warranty need not look for the machine.
 */
export function decideCoverage(question: CoverageQuestion): CoverageDecision | null {
  const { request, versionId, clauses, place, overrides, machine, contracts } = question
  if (request.type === 'enquiry' || clauses.length === 0) return null
  if (!machine && contracts.length === 0 && !promisesWarranty(clauses)) return null
  const isKnown = request.causeKnownAt !== null
  const inputs: CoverageInputs = {
    stage: isKnown ? 'cause_known' : 'intake',
    versionId,
    reportedAt: request.receivedAt.toISOString(),
    place: { country: place.country, region: place.region },
    customerKind: machine?.customerKind ?? 'person',
    asset: machine?.facts ?? null,
    component: isKnown ? componentOf(request.component, machine?.components ?? []) : null,
    fault: isKnown ? faultKeyOf(request.fault) : null,
    cause: isKnown ? request.cause : null,
    onSite: request.onSite,
    contracts: [...contracts],
    overrides: [...overrides],
  }
  return { inputs, verdict: coverageOf(inputs, clauses) }
}

export const promisesWarranty = (clauses: readonly Clause[]) =>
  (findTerm(clauses, 'warranty.lines')?.value.length ?? 0) > 0

const componentOf = (key: string | null, components: readonly { key: string; scope: string }[]) => {
  const found = components.find((one) => one.key === key)
  return found ? { key: found.key, scope: found.scope } : null
}

/** What the policy says of causes, for whoever found one. */
export function causesOf(clauses: readonly Clause[]): { covered: string[]; excluded: string[] } {
  const covered: string[] = findTerm(clauses, 'warranty.causes')?.value ?? []
  const excluded: string[] = findTerm(clauses, 'warranty.excluded')?.value ?? []
  return { covered, excluded: excluded.filter((cause) => !covered.includes(cause)) }
}

type Teller = { customerId: string | null }

/**
 * Who may read a verdict's dates on the page of a request: the customer of the machine, as whose caller the request was
 * taken. Everybody else reads one sentence that is the same whether there is such a machine or not.
 */
export const tellsCustomer = (request: Teller, machine: { customerId: string } | null) =>
  machine !== null && request.customerId !== null && machine.customerId === request.customerId

type Standpoint = { status: ServiceRequestStatus; standing: Standing; type: RequestType }

export const coverageReasons = [
  'held',
  'cancelled',
  'enquiry',
  'unknown_serial',
  'unknown_machine',
  'unknown_component',
  'which_cause',
  'unknown_cause',
  'cause_missing',
  'unknown_fault',
  'stay_incomplete',
  'stay_future',
  'stay_backwards',
  'no_machine',
  'not_overridden',
] as const
export type CoverageReason = (typeof coverageReasons)[number]

/** Whether anything can be said about who pays for it. What is closed can still be corrected. */
export function decideJudging({ status, standing, type }: Standpoint): CoverageReason | null {
  if (standing !== 'accepted') return 'held'
  if (type === 'enquiry') return 'enquiry'
  return status === 'cancelled' ? 'cancelled' : null
}

/**
 * As the form sends it: one of the policy's, `none` where nobody found one, `other` with its own words. `sameFault`: the
 * one of the faults that this machine had before; `fault`: a new one in the finder's words.
 */
export type TypedCause = { cause: string; otherCause: string; component: string; sameFault: string; fault: string }

export type FoundCause = { cause: string | null; component: string | null; fault: string | null }

type KnownMachine = { components: readonly { key: string }[]; faults: readonly (string | null)[] }

export function decideCause(
  { cause, otherCause, component, sameFault, fault }: TypedCause,
  clauses: readonly Clause[],
  { components, faults }: KnownMachine,
): Decision<FoundCause, CoverageReason> {
  const { covered, excluded } = causesOf(clauses)
  if (cause === '') return refuse('cause_missing')
  if (component !== '' && !components.some(({ key }) => key === component)) return refuse('unknown_component')
  if (sameFault !== '' && !faults.includes(faultKeyOf(sameFault))) return refuse('unknown_fault')
  const found = { component: component || null, fault: sameFault || fault || null }
  if (cause === 'none') return allow({ ...found, cause: null })
  if (cause === 'other') return otherCause === '' ? refuse('which_cause') : allow({ ...found, cause: otherCause })
  return [...covered, ...excluded].includes(cause) ? allow({ ...found, cause }) : refuse('unknown_cause')
}

/** A stay in the depot that is over: both days count as days in repair (K11). Null: there was none. */
export function decideDepotStay(
  { from, until }: { from: Day | ''; until: Day | '' },
  today: Day,
  hasMachine: boolean,
): Decision<{ from: Day; until: Day } | null, CoverageReason> {
  if (from === '' && until === '') return allow(null)
  if (from === '' || until === '') return refuse('stay_incomplete')
  if (!hasMachine) return refuse('no_machine')
  if (until > today) return refuse('stay_future')
  return until < from ? refuse('stay_backwards') : allow({ from, until })
}

/** What a person may say against the verdict; a person who looked has looked. */
export const overridingOutcomes = [
  'free_under_warranty',
  'under_contract',
  'chargeable',
] as const satisfies readonly Outcome[]

/** The contract whose visit the arrival at this request uses up: once, and none where something else pays (S4.4-03). */
export const visitedContract = (
  { arrivedAt, coverage }: { arrivedAt: Date | null; coverage: Outcome | null },
  verdict: Pick<Verdict, 'contract'> | null,
): string | null =>
  arrivedAt && coverage === 'under_contract' && verdict?.contract.state === 'covers'
    ? verdict.contract.contractId
    : null

/** A stored verdict, put together again. */
export const verdictIn = ({ result, steps }: { result: Record<string, unknown>; steps: readonly unknown[] }): Verdict =>
  ({ ...result, steps }) as unknown as Verdict
