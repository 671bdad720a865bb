import { dueOf, dueWithAppointment } from '#rules/clock.ts'
import { allow, refuse } from '#rules/decision.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { type PromisedClock, promiseFor, type RequestPromise } from '#rules/promise.ts'
import type { Impact, Urgency } from '#rules/service-request.ts'
import { decideTriage, type StepReason } from '#rules/service-request-step.ts'
import type { ClockRow } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { clockDecision, writePromisedClocks } from '../queries/clock.ts'
import { priorityDecisions } from '../queries/priority.ts'
import { writeClock, writeCustomerOfCaller, writeDecisions } from '../queries/service-request-step.ts'
import { clockOf, noDeadline } from './clock-settlement.ts'
import { ringNew } from './request-notice.ts'
import { customerWrites } from './service-request-creation.ts'
import { judgedAgain, judgingQueries } from './service-request-judging.ts'
import { type Loaded, type StepScope, takeStep } from './service-request-step.ts'

export type Triage = { urgency: Urgency; impact: Impact; zone: string | null; onSite: boolean }

/**
 * Sets urgency, reach, zone and whether somebody has to come; the clocks follow, under the version of the policy that
 * the request began with, counted from when it was received (S3.3-06, S4.4-26, S4.4-27).
 */
export const triageRequest = (scope: TenantScope & StepScope, id: string, triage: Triage) =>
  takeStep<StepReason, ReturnType<typeof judgingQueries>>(
    scope,
    id,
    ({ request, clauses }) => {
      const zones = zonesOf(clauses)?.value ?? []
      if (triage.zone !== null && !zones.includes(triage.zone)) return refuse('unknown_zone')
      return decideTriage(request)
    },
    (loaded) => {
      const { promise, priority } = promiseAgain(loaded, triage)
      const { writes, next } = promiseChanges(scope, loaded, promise, triage)
      const isVisitChanged = triage.onSite !== loaded.request.onSite
      const judged = isVisitChanged ? judgedAgain(scope, loaded, triage) : { columns: triage, writes: [] }
      return {
        event: { name: 'service_request.triaged', detail: { ...triage, priority, before: ratingOf(loaded.request) } },
        columns: { ...judged.columns, priority, ...next },
        writes: [...writes, ...judged.writes],
      }
    },
    judgingQueries(scope.db, id),
  )

/**
 * A person decided that it is a real request: its clocks count from when it was received, its caller is a customer, and
 * who pays is judged.
 */
export const releaseRequest = (scope: TenantScope & StepScope, id: string) =>
  takeStep<StepReason, ReturnType<typeof judgingQueries>>(
    scope,
    id,
    ({ request }) => (request.standing === 'held' ? allow({ status: request.status, open: true }) : refuse('not_held')),
    (loaded) => {
      const { urgency, impact, zone, onSite } = loaded.request
      const triage = { urgency, impact, zone, onSite }
      const { promise, priority } = promiseAgain(loaded, triage)
      const { writes, next } = promiseChanges(scope, loaded, promise, triage)
      const judged = judgedAgain(scope, loaded, {})
      return {
        event: { name: 'service_request.released' },
        columns: { ...judged.columns, standing: 'accepted', priority, ...next },
        writes: [
          ...writes,
          ...judged.writes,
          ...customerWrites(scope, loaded.request),
          writeCustomerOfCaller(scope.db, loaded.request),
          ringNew(scope, loaded.request, promise),
        ],
      }
    },
    judgingQueries(scope.db, id),
  )

/** A person decided that it is not; it stays readable until it is purged. */
export const rejectRequest = (scope: TenantScope & StepScope, id: string) =>
  takeStep(
    scope,
    id,
    ({ request }) => (request.standing === 'held' ? allow({ status: 'cancelled', open: false }) : refuse('not_held')),
    () => ({
      event: { name: 'service_request.rejected' },
      columns: { standing: 'rejected', cancelledAt: scope.now },
    }),
  )

const ratingOf = ({ urgency, impact, priority }: Loaded['request']) => ({ urgency, impact, priority })

type Known = Omit<Loaded, 'also'>

function promiseAgain({ request, clauses, calendar, clocks, tier }: Known, triage: Triage) {
  const promise = promiseFor({
    clauses,
    versionId: request.policyVersionId,
    overrides: calendar.overrides,
    receivedAt: request.receivedAt,
    wishedAt: clocks.find(({ kind }) => kind === 'arrival')?.appointmentAt ?? null,
    tier,
    ...triage,
  })
  return promise.allowed
    ? { promise: promise.result, priority: promise.result.priority }
    : { promise: null, priority: request.priority }
}

/** The clocks as they run from now on, and the priority with its reason: why it is so can always be answered. */
function promiseChanges(
  scope: TenantScope,
  loaded: Known,
  promise: RequestPromise | null,
  { urgency, impact }: Triage,
) {
  const { writes, next } = clockChanges(scope, loaded, promise?.clocks ?? [])
  const { id: subject, policyVersionId } = loaded.request
  const decided = { id: newId(scope.now), subject, policyVersionId, at: scope.now }
  const why = promise ? priorityDecisions(promise, { urgency, impact, tier: promise.tier }, decided) : []
  return { writes: [...writes, ...writeDecisions(why)], next }
}

/** Running clocks take the new limits, missing ones begin, those that no longer apply are dropped; what has stopped stays. */
function clockChanges({ db, now }: TenantScope, loaded: Known, promised: readonly PromisedClock[]) {
  const round = 1
  const added = promised
    .filter(({ kind }) => !loaded.clocks.some((row) => row.kind === kind))
    .map((clock) => ({
      ...clock,
      id: newId(now),
      decisionId: newId(now),
      requestId: loaded.request.id,
      round,
      at: now,
    }))
  const kept = loaded.clocks.filter(({ outcome }) => outcome === null)
  const changed = kept.map((row) => ({ row, clock: promised.find(({ kind }) => kind === row.kind) }))
  const moved = changed.flatMap(({ row, clock }) =>
    clock
      ? [{ row, clock: { ...clock, id: row.id, decisionId: newId(now), requestId: row.requestId, round, at: now } }]
      : [],
  )
  const decided = [...added, ...moved.map(({ clock }) => clock)]
  const writes: Statement[] = [
    ...writePromisedClocks(added),
    ...writeDecisions(decided.map(clockDecision)),
    ...moved.map(({ row, clock }) => writeClock(db, row, columnsOf(loaded, row, clock))),
    ...changed.flatMap(({ row, clock }) =>
      clock ? [] : [writeClock(db, row, { outcome: 'dropped', stoppedAt: now })],
    ),
  ]
  const running = [
    ...added.map(({ kind, dueAt }) => ({ kind, dueAt })),
    ...moved.map(({ row, clock }) => ({ kind: row.kind, dueAt: columnsOf(loaded, row, clock).dueAt })),
  ].filter((one): one is { kind: ClockRow['kind']; dueAt: Date } => Boolean(one.dueAt))
  const [first] = running.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  return { writes, next: { nextDueAt: first?.dueAt ?? noDeadline, nextDueKind: first?.kind ?? null } }
}

function columnsOf({ pauses, calendar }: Known, row: ClockRow, clock: PromisedClock & { decisionId: string }) {
  const { allowance, clauseKey, clauseNumber, provisional, decisionId } = clock
  const due = dueOf(clockOf({ ...row, allowance }, pauses, calendar))
  const own = due.allowed ? due.result : { at: clock.dueAt, steps: [], provisional }
  const { appointmentAt, appointmentMode } = row
  const dueAt =
    appointmentAt && appointmentMode && own.at ? dueWithAppointment(own, appointmentAt, appointmentMode).at : own.at
  return { allowance, clauseKey, clauseNumber, provisional, decisionId, dueAt }
}
