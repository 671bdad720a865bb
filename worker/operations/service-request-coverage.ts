import type { Verdict } from '#rules/coverage.ts'
import type { Clause } from '#rules/policy.ts'
import { type CoveredRequest, decideCoverage, visitedContract } from '#rules/service-request-coverage.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { NewDecision } from '#schema/tenant/decision.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { type coverageQueries, writeVisits } from '../queries/service-request-coverage.ts'
import { type CoverageFacts, contractFactsOf, type KnownMachine, machinesOf } from './coverage-fact.ts'
import type { Front } from './front.ts'

type Answers<Q extends readonly { _: { result: unknown } }[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
export type CoverageAnswers = Answers<ReturnType<typeof coverageQueries>>

/** What the queries found, and all of the company's own days. */
export type CoverageGround = CoverageFacts & { overrides: ReturnType<typeof overridesOf> }

export function coverageGround([days, contracts, ...machines]: CoverageAnswers): CoverageGround {
  const [machine = null] = machinesOf(machines).values()
  const assetId = machine?.asset.id ?? null
  return {
    machine,
    contracts: contracts.map(({ contract }) => contractFactsOf(contract, assetId)),
    overrides: overridesOf(days),
  }
}

/** Of the version that was in force when the request was received. */
export type CoverageContext = {
  clauses: readonly Clause[]
  versionId: string
  company: Pick<Company, 'country' | 'region'>
}

export const coverageContextOf = ({ policy, company }: Pick<Front, 'policy' | 'company'>): CoverageContext => ({
  clauses: policy?.clauses ?? [],
  versionId: policy?.versionId ?? '',
  company,
})

export type Judged = {
  columns: Pick<ServiceRequest, 'coverage' | 'coverageDecisionId'>
  decisions: NewDecision[]
  verdict: Verdict | null
}

const nothing: Judged = { columns: { coverage: null, coverageDecisionId: null }, decisions: [], verdict: null }

/** The verdict on a request with the decision behind it, for the batch that stores what it follows from. */
export function judge(
  { now }: Pick<PublicScope, 'now'>,
  request: CoveredRequest & { id: string; visitContractId: string | null },
  { clauses, versionId, company }: CoverageContext,
  { machine, contracts, overrides }: CoverageGround,
): Judged {
  const decision = decideCoverage({
    ...{ request, versionId, clauses, overrides, machine },
    place: { country: company.country, region: company.region },
    contracts: contracts.map((contract) => withoutOwnVisit(contract, request.visitContractId)),
  })
  if (!decision) return nothing
  const { steps, ...result } = decision.verdict
  const id = newId(now)
  return {
    columns: { coverage: result.outcome, coverageDecisionId: id },
    decisions: [
      {
        ...{ id, subject: request.id, kind: 'coverage', policyVersionId: versionId, at: now },
        ...{ clauseKey: result.clauseKey, clauseNumber: result.clauseNumber },
        ...{ inputs: { ...decision.inputs }, result, steps },
      },
    ],
    verdict: decision.verdict,
  }
}

/** What others used: this request's own visit is what is being asked about. */
function withoutOwnVisit(contract: CoverageFacts['contracts'][number], visited: string | null) {
  const { visits } = contract
  if (contract.id !== visited || !visits) return contract
  return { ...contract, visits: { ...visits, used: Math.max(0, visits.used - 1) } }
}

/** What a new request's row says of its machine: known by its serial number or its label, and of who pays for it. */
export function judgeNew(
  scope: Pick<PublicScope, 'now'>,
  request: Pick<ServiceRequest, 'id' | 'type' | 'onSite' | 'heldBecause'>,
  context: CoverageContext,
  ground: CoverageGround,
): { columns: Partial<ServiceRequest>; decisions: NewDecision[] } {
  const { machine } = ground
  const known = machine ? machineColumns(machine) : {}
  if (request.heldBecause !== null) return { columns: known, decisions: [] }
  const asked = { ...request, receivedAt: scope.now, component: null, fault: null, cause: null, causeKnownAt: null }
  const { columns, decisions } = judge(scope, { ...asked, visitContractId: null }, context, ground)
  return { columns: { ...known, ...columns }, decisions }
}

export const machineColumns = ({ asset }: KnownMachine) => ({ assetId: asset.id, siteId: asset.siteId })

type Visiting = Pick<ServiceRequest, 'arrivedAt' | 'coverage' | 'visitContractId'>

/** The visit follows the verdict: it is counted once, and given back where something else pays after all. */
export function visitChange(
  request: Visiting,
  verdict: Pick<Verdict, 'contract'> | null,
): { columns: Pick<ServiceRequest, 'visitContractId'>; writes: Statement[] } {
  const before = request.visitContractId
  const after = visitedContract(request, verdict)
  if (before === after) return { columns: { visitContractId: before }, writes: [] }
  return {
    columns: { visitContractId: after },
    writes: [...(before ? [writeVisits(before, -1)] : []), ...(after ? [writeVisits(after, 1)] : [])],
  }
}
