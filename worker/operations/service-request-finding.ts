import { type Day, dayOf } from '#rules/day.ts'
import type { Decision } from '#rules/decision.ts'
import {
  type CoverageReason,
  decideCause,
  decideDepotStay,
  decideJudging,
  type TypedCause,
} from '#rules/service-request-coverage.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { stayWrites } from '../queries/service-request-coverage.ts'
import type { KnownMachine } from './coverage-fact.ts'
import { causeColumns, groundOf, judgedAgain, knownOf, type LoadedForJudging } from './service-request-judging.ts'

/** What was found while it was solved; nothing typed is nothing said. */
export type Finding = TypedCause & { repairFrom: Day | ''; repairUntil: Day | '' }

export const noFinding: Finding = {
  ...{ cause: '', otherCause: '', component: '', sameFault: '', fault: '' },
  ...{ repairFrom: '', repairUntil: '' },
}

const isSilent = ({ cause, component, sameFault, fault }: Finding) => !(cause || component || sameFault || fault)

type Refusal = Extract<Decision<never, CoverageReason>, { allowed: false }>

/** Why what was found cannot be right. */
export function refusedFinding(loaded: LoadedForJudging, finding: Finding, now: Date): Refusal | null {
  if (!isSilent(finding)) {
    const no = decideJudging(loaded.request)
    const cause = decideCause(finding, loaded.clauses, knownOf(groundOf(loaded)))
    if (no || !cause.allowed) return { allowed: false, reason: no ?? (cause as Refusal).reason }
  }
  const stay = stayIn(loaded, finding, now)
  return stay.allowed ? null : stay
}

/** The verdict once the cause is known, and the stay that lengthens the machine's term (S4.1-02, K11). */
export function findingChange(
  scope: TenantScope,
  loaded: LoadedForJudging,
  finding: Finding,
): { columns: Partial<ServiceRequest>; writes: Statement[] } {
  const { machine } = groundOf(loaded)
  const stay = stayIn(loaded, finding, scope.now)
  const said = finding.cause === '' ? {} : causeColumns(loaded, finding, scope.now)
  const judged = finding.cause === '' ? { columns: {}, writes: [] } : judgedAgain(scope, loaded, said)
  if (!machine || !stay.allowed || !stay.result) return judged
  return { ...judged, writes: [...judged.writes, ...repairWrites(scope, loaded, machine, stay.result)] }
}

const stayIn = (loaded: LoadedForJudging, { repairFrom, repairUntil }: Finding, now: Date) => {
  const [[company]] = loaded.also
  const today = dayOf(now, company!.timeZone)
  return decideDepotStay({ from: repairFrom, until: repairUntil }, today, groundOf(loaded).machine !== null)
}

function repairWrites(
  { db, now, actor }: TenantScope,
  { request }: LoadedForJudging,
  { asset, facts }: KnownMachine,
  { from, until }: { from: Day; until: Day },
): Statement[] {
  const row = { id: newId(now), assetId: asset.id, requestId: request.id, component: null, fault: null, note: null }
  const isAway = facts.repairs.some((one) => one.until === null && one.component === null)
  const stay = { ...row, kind: 'repair' as const, fromOn: from, untilOn: until, at: now, by: actor.id }
  const event = { id: newId(now), name: 'asset.given_back', detail: { from, until, requestId: request.id } }
  return stayWrites(db, asset, stay, event, isAway)
}
