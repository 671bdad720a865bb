import { refuse } from '#rules/decision.ts'
import { findTerm } from '#rules/policy.ts'
import {
  decideArrival,
  decideAssignment,
  decidePause,
  decidePauseEnd,
  type StepReason,
} from '#rules/service-request-step.ts'
import { newId } from '#tenants/id.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { findCoverageDecision } from '../queries/service-request-coverage.ts'
import { writeRunningWorkOrder, writeWorkOrder } from '../queries/work-order.ts'
import { visitChange } from './service-request-coverage.ts'
import { contractIn } from './service-request-judging.ts'
import { takeStep } from './service-request-step.ts'

/** Sends a member: the work order before it, if any, is over. An unknown or disabled member is refused (I-02). */
export function assignRequest(scope: TenantScope, id: string, memberId: string) {
  const { db, now } = scope
  return takeStep(
    scope,
    id,
    ({ request, colleagues }) =>
      colleagues.some((colleague) => colleague.id === memberId) ? decideAssignment(request) : refuse('unknown_member'),
    ({ request }) => ({
      event: { name: 'service_request.assigned', detail: { memberId, before: request.assigneeId } },
      columns: { assigneeId: memberId },
      writes: [
        writeRunningWorkOrder(db, id, { status: 'cancelled', finishedAt: now }),
        writeWorkOrder(db, {
          id: newId(now),
          requestId: id,
          memberId,
          kind: request.onSite ? 'on_site' : 'remote',
          status: 'dispatched',
          dispatchedAt: now,
        }),
      ],
    }),
  )
}

/** Stops the resolution and arrival clocks, for a reason that the policy of this request knows (S4.2-10). */
export const pauseRequest = (scope: TenantScope, id: string, reason: string, note: string | undefined) =>
  takeStep(
    scope,
    id,
    ({ request, clauses }) =>
      decidePause(request, reason, findTerm(clauses, 'sla.pause_reasons')?.value ?? [], scope.now),
    () => ({ event: { name: 'service_request.paused', detail: { reason } }, note }),
  )

export const endPause = (scope: TenantScope, id: string) =>
  takeStep(
    scope,
    id,
    ({ request }) => decidePauseEnd(request),
    () => ({ event: { name: 'service_request.resumed' } }),
  )

/** The arrival stops the arrival clock at the instant it happened (A34), and uses up a visit of the contract that pays. */
export const recordArrival = (scope: TenantScope, id: string, at: Date) =>
  takeStep<StepReason, [ReturnType<typeof findCoverageDecision>]>(
    scope,
    id,
    ({ request }) => decideArrival(request, at, scope.now),
    ({ request, also: [[decided]] }) => {
      const visit = visitChange({ ...request, arrivedAt: at }, contractIn(decided))
      return {
        event: { name: 'service_request.arrived', detail: { at: at.toISOString() } },
        at,
        columns: visit.columns,
        writes: [writeRunningWorkOrder(scope.db, id, { status: 'arrived', arrivedAt: at }), ...visit.writes],
      }
    },
    [findCoverageDecision(scope.db, id)],
  )
