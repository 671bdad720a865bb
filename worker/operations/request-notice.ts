import type { RequestPromise } from '#rules/promise.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { writeRequestRing } from '../queries/request-notice.ts'

type Rung = Pick<ServiceRequest, 'id' | 'type' | 'urgency' | 'channel' | 'zone'>

/** The robots that were chosen for it hear of a new request: what kind it is and by when, and nothing of whose it is. */
export function ringNew({ tenant, now }: PublicScope, request: Rung, promise: RequestPromise | null): Statement {
  const { id, type, urgency, channel, zone } = request
  const [first] = promise?.clocks.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime()) ?? []
  const due = first ? { clock: first.kind, dueAt: first.dueAt.getTime(), clause: first.clauseNumber } : null
  return writeRequestRing({
    ...{ requestId: id, topic: 'requests', template: 'request_new', once: `request-${id}` },
    ...{ data: { topic: 'new', type, urgency, channel, zone, due }, at: now, generation: tenant.generation },
  })
}
