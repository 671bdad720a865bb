import type { Rung } from '#rules/escalation.ts'
import type { Lang } from '#rules/lang.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { RequestPromise } from '#rules/promise.ts'
import type { ClockRow, ServiceRequest } from '#schema/tenant/service-request.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { writeNotice } from '../queries/notice.ts'
import { writeRequestRing } from '../queries/request-notice.ts'
import type { StaffMember } from './notice-recipient.ts'

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

/** A rung that was reached, and of which request. */
export type Late = Rung & { row: ClockRow } & Pick<ServiceRequest, 'number' | 'priority'>

const template = 'request_late'
const onceOf = ({ row, percent }: Pick<Late, 'row' | 'percent'>) => `late-${row.id}-${percent}`

/** Of the message to one robot, or to one member; by it, it is known that they were told. */
export const lateKey = (late: Pick<Late, 'row' | 'percent'>, listener: string) => `${onceOf(late)}-${listener}`

/** The robots that were there by then hear that a limit runs out or has passed. */
export const ringLate = ({ db, tenant, now }: PublicScope, late: Late, lang: Lang): Statement =>
  writeRequestRing(db, {
    ...{ requestId: late.row.requestId, topic: 'lateness', template, once: onceOf(late) },
    ...{ data: lateData(late, lang, now), at: now, generation: tenant.generation },
    madeBy: late.at,
  })

/** Whom the clause names hears of it by mail. */
export function mailLate({ db, tenant, now }: PublicScope, late: Late, member: StaffMember): Statement {
  const { id, memberId, name, lang, addresses } = member
  const { row, number } = late
  return writeNotice(db, {
    ...{ key: lateKey(late, memberId), recipient: addresses.email ?? '', template, lang, subject: row.requestId },
    ...{ kind: 'request', recipientId: id, memberId, generation: tenant.generation, createdAt: now },
    data: { ...lateData(late, lang, now), requestId: row.requestId, number, to: name },
  })
}

/** `told`: whom the clause names. What is told after its time has passed is late, whatever the rung. */
function lateData({ row, clock, percent, priority, to, clauseNumber: clause }: Late, lang: Lang, now: Date) {
  const due = { clock, dueAt: row.dueAt?.getTime(), clause: row.clauseNumber }
  const used = row.dueAt && row.dueAt <= now ? Math.max(percent, 100) : percent
  return { topic: 'late', priority, due, percent: used, clause, told: wordsOf(positions, to, lang) }
}
