import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { clocks, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The clocks that run and are due since then, with all that they are reckoned by; those that are due first. */
export const escalationQueries = (db: TenantDb, { from, limit }: { from: Date; limit: number }) => {
  const first = (column: 'id' | 'requestId' | 'policyVersionId') =>
    db
      .select({ value: clocks[column] })
      .from(clocks)
      .where(and(isNull(clocks.outcome), gte(clocks.dueAt, from)))
      .orderBy(asc(clocks.dueAt))
      .limit(limit)
  return [
    db
      .select({ clock: clocks, priority: serviceRequests.priority, number: serviceRequests.number })
      .from(clocks)
      .innerJoin(serviceRequests, eq(serviceRequests.id, clocks.requestId))
      .where(
        and(inArray(clocks.id, first('id')), eq(serviceRequests.standing, 'accepted'), eq(serviceRequests.open, true)),
      ),
    db
      .select()
      .from(pauses)
      .where(inArray(pauses.requestId, first('requestId'))),
    db
      .select()
      .from(clauses)
      .where(inArray(clauses.versionId, first('policyVersionId')))
      .orderBy(asc(clauses.versionId), asc(clauses.position)),
    db.select().from(calendarDays),
    db
      .select({ key: notices.key })
      .from(notices)
      .where(and(inArray(notices.subject, first('requestId')), eq(notices.template, 'request_late'))),
  ] as const
}
