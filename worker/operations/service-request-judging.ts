import type { Outcome, Verdict } from '#rules/coverage.ts'
import { dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { faultKeyOf } from '#rules/fault.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import { type CoverageReason, decideCause, decideJudging, type TypedCause } from '#rules/service-request-coverage.ts'
import type { Move } from '#rules/service-request-step.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb, TenantScope } from '#tenants/scope.ts'
import {
  callerOfRequest,
  coverageQueries,
  findCoverageDecision,
  listFixes,
  type MachineId,
  machineById,
  machineBySerial,
  machineOfRequest,
  noMachine,
} from '../queries/service-request-coverage.ts'
import { writeDecisions } from '../queries/service-request-step.ts'
import { findOwnCompany } from '../queries/session.ts'
import { type CoverageGround, coverageGround, judge, machineColumns, visitChange } from './service-request-coverage.ts'
import { type Loaded, type StepScope, takeStep } from './service-request-step.ts'

/** What a step asks for besides when a verdict follows from it. */
export const judgingQueries = (db: TenantDb, requestId: string, machine: MachineId = machineOfRequest(db, requestId)) =>
  [
    findOwnCompany(db),
    listFixes(db, machine, requestId),
    ...coverageQueries(db, machine, callerOfRequest(db, requestId)),
  ] as const

export type LoadedForJudging = Loaded<ReturnType<typeof judgingQueries>>

export function groundOf({ also: [[company], fixes, ...answers] }: LoadedForJudging): CoverageGround {
  const ground = coverageGround(answers)
  const { machine } = ground
  if (!machine) return ground
  const known = fixes.flatMap(({ resolvedAt, component, fault }) =>
    resolvedAt ? [{ on: dayOf(resolvedAt, company!.timeZone), component, fault: faultKeyOf(fault) }] : [],
  )
  return { ...ground, machine: { ...machine, facts: { ...machine.facts, fixes: known } } }
}

/** What a found cause may name of the machine: its parts, and the faults it had before. */
export function knownOf({ machine }: CoverageGround) {
  const { repairs = [], fixes = [] } = machine?.facts ?? {}
  const stays = repairs.filter(({ until }) => until !== null)
  return { components: machine?.components ?? [], faults: [...stays, ...fixes].map(({ fault }) => fault) }
}

/** The request as `changes` make it, with its verdict computed anew. What a person decided against it stays until undone. */
export function judgedAgain(
  scope: TenantScope,
  loaded: LoadedForJudging,
  changes: Partial<ServiceRequest>,
  ground: CoverageGround = groundOf(loaded),
): { columns: Partial<ServiceRequest>; writes: Statement[] } {
  const [[company]] = loaded.also
  const request = { ...loaded.request, ...changes }
  const context = { clauses: loaded.clauses, versionId: request.policyVersionId, company: company! }
  const judged = judge(scope, request, context, ground)
  const coverage = request.coverageOverriddenBy ? request.coverage : judged.columns.coverage
  const visit = visitChange({ ...request, coverage }, judged.verdict)
  return {
    columns: { ...changes, ...judged.columns, coverage, ...visit.columns },
    writes: [...writeDecisions(judged.decisions), ...visit.writes],
  }
}

type JudgingScope = TenantScope & StepScope
type Taken = Promise<Decision<unknown, CoverageReason>>

/** Nothing of the request itself moves. */
const still = ({ request }: Pick<Loaded, 'request'>): Decision<Move, CoverageReason> => {
  const no = decideJudging(request)
  return no ? refuse(no) : allow({ status: request.status, open: request.open })
}

/** Which machine is meant: by its serial number, or chosen; `none`: none that is registered. */
export function setMachine(
  scope: JudgingScope,
  id: string,
  { serialNumber, assetId }: { serialNumber: string; assetId: string },
): Taken {
  const { db } = scope
  const serialKey = serialKeyOf(serialNumber)
  const isNone = serialKey === null && assetId === 'none'
  const chosen = isNone ? noMachine : machineById(db, assetId)
  return takeStep<CoverageReason, ReturnType<typeof judgingQueries>>(
    scope,
    id,
    (loaded) => {
      if (isNone || groundOf(loaded).machine) return still(loaded)
      return refuse(serialKey === null ? 'unknown_machine' : 'unknown_serial')
    },
    (loaded) => {
      const { machine } = groundOf(loaded)
      const { request } = loaded
      const isSame = machine !== null && request.assetId === machine.asset.id
      const columns = {
        ...(machine
          ? { ...machineColumns(machine), customerId: machine.asset.customerId }
          : { assetId: null, siteId: null }),
        ...(isSame ? {} : { component: null, fault: null }),
      }
      const detail = { assetId: machine?.asset.id ?? null, before: request.assetId, note: machine?.asset.name ?? '' }
      return { event: { name: 'service_request.machine_set', detail }, ...judgedAgain(scope, loaded, columns) }
    },
    judgingQueries(db, id, serialKey === null ? chosen : machineBySerial(db, serialKey)),
  )
}

/** What failed and why, from somebody who looked. The verdict is computed again (S1.2-01, S4.1-02). */
export const recordCause = (scope: JudgingScope, id: string, typed: TypedCause): Taken =>
  takeStep<CoverageReason, ReturnType<typeof judgingQueries>>(
    scope,
    id,
    (loaded) => {
      const found = decideCause(typed, loaded.clauses, knownOf(groundOf(loaded)))
      return found.allowed ? still(loaded) : found
    },
    (loaded) => ({
      event: { name: 'service_request.cause_found', detail: { cause: typed.cause } },
      ...judgedAgain(scope, loaded, causeColumns(loaded, typed, scope.now)),
    }),
    judgingQueries(scope.db, id),
  )

/** Asked of what `decideCause` allowed. */
export function causeColumns(loaded: LoadedForJudging, typed: TypedCause, now: Date): Partial<ServiceRequest> {
  const found = decideCause(typed, loaded.clauses, knownOf(groundOf(loaded)))
  return found.allowed ? { ...found.result, causeKnownAt: now } : {}
}

/** A person decides otherwise, and says why; what was computed stays beside it. */
export const overrideCoverage = (scope: JudgingScope, id: string, outcome: Outcome, because: string): Taken =>
  takeStep<CoverageReason, [ReturnType<typeof findCoverageDecision>]>(
    scope,
    id,
    still,
    ({ request, also: [[decided]] }) => {
      const columns = {
        coverage: outcome,
        coverageOverriddenBy: scope.actor.id,
        coverageOverriddenBecause: because,
      }
      const visit = visitChange({ ...request, ...columns }, contractIn(decided))
      return {
        event: { name: 'service_request.coverage_overridden', detail: { coverage: outcome, reason: because } },
        columns: { ...columns, ...visit.columns },
        writes: visit.writes,
      }
    },
    [findCoverageDecision(scope.db, id)],
  )

/** What was computed counts again. */
export const endOverride = (scope: JudgingScope, id: string): Taken =>
  takeStep<CoverageReason, [ReturnType<typeof findCoverageDecision>]>(
    scope,
    id,
    (loaded) => (loaded.request.coverageOverriddenBy === null ? refuse('not_overridden') : still(loaded)),
    ({ request, also: [[decided]] }) => {
      const columns = {
        coverage: (decided?.result.outcome as Outcome | undefined) ?? null,
        coverageOverriddenBy: null,
        coverageOverriddenBecause: null,
      }
      const visit = visitChange({ ...request, ...columns }, contractIn(decided))
      return {
        event: { name: 'service_request.coverage_restored' },
        columns: { ...columns, ...visit.columns },
        writes: visit.writes,
      }
    },
    [findCoverageDecision(scope.db, id)],
  )

/** Of a stored verdict, what its visit depends on. */
export const contractIn = (decided: { result: Record<string, unknown> } | undefined) =>
  (decided?.result as Pick<Verdict, 'contract'> | undefined) ?? null
