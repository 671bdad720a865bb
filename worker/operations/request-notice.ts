import type { Rung } from '#rules/escalation.ts'
import type { RequestPromise } from '#rules/promise.ts'
import type { ClockRow, ServiceRequest } from '#schema/tenant/service-request.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { writeRequestRing } from '../queries/request-notice.ts'

type NewRequest = Pick<ServiceRequest, 'id' | 'type' | 'urgency' | 'channel' | 'zone'>

/** The robots that were chosen for it hear of a new request: what kind it is and by when, and nothing of whose it is. */
export function ringNew(
  { db, tenant, now }: PublicScope,
  request: NewRequest,
  promise: RequestPromise | null,
): Statement {
  const { id, type, urgency, channel, zone } = request
  const [first] = promise?.clocks.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime()) ?? []
  const due = first ? { clock: first.kind, dueAt: first.dueAt.getTime(), clause: first.clauseNumber } : null
  return writeRequestRing(db, {
    ...{ requestId: id, topic: 'requests', template: 'request_new', once: `request-${id}` },
    ...{ data: { topic: 'new', type, urgency, channel, zone, due }, at: now, generation: tenant.generation },
    madeBy: now,
  })
}

type Late = Rung & { row: ClockRow; priority: ServiceRequest['priority'] }

const onceOf = ({ row, percent }: Pick<Late, 'row' | 'percent'>) => `late-${row.id}-${percent}`

/** Of the message to one robot; by it, it is known that it was told. */
export const lateKey = (late: Pick<Late, 'row' | 'percent'>, channelId: string) => `${onceOf(late)}-${channelId}`

/** The robots that were there by then hear that a limit runs out or has passed. `told`: whom the clause names. */
export function ringLate({ db, tenant, now }: PublicScope, late: Late & { told: string }): Statement {
  const { row, clock, percent, priority, told, clauseNumber: clause } = late
  const due = { clock, dueAt: row.dueAt?.getTime(), clause: row.clauseNumber }
  return writeRequestRing(db, {
    ...{ requestId: row.requestId, topic: 'lateness', template: 'request_late', once: onceOf(late) },
    ...{ data: { topic: 'late', priority, due, percent, clause, told }, at: now, generation: tenant.generation },
    madeBy: late.at,
  })
}
