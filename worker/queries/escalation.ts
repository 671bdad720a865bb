import { and, asc, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { clocks, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Of what is due around now, with all that its clocks are reckoned by; those that are due first. */
export const escalationQueries = (db: TenantDb, { from, until, limit }: { from: Date; until: Date; limit: number }) => {
  const nearest = (column: 'id' | 'policyVersionId') =>
    db
      .select({ value: serviceRequests[column] })
      .from(serviceRequests)
      .where(
        and(
          eq(serviceRequests.standing, 'accepted'),
          eq(serviceRequests.open, true),
          gte(serviceRequests.nextDueAt, from),
          lte(serviceRequests.nextDueAt, until),
        ),
      )
      .orderBy(asc(serviceRequests.nextDueAt), asc(serviceRequests.id))
      .limit(limit)
  return [
    db
      .select({ clock: clocks, priority: serviceRequests.priority })
      .from(clocks)
      .innerJoin(serviceRequests, eq(serviceRequests.id, clocks.requestId))
      .where(and(inArray(clocks.requestId, nearest('id')), isNull(clocks.outcome))),
    db
      .select()
      .from(pauses)
      .where(inArray(pauses.requestId, nearest('id'))),
    db
      .select()
      .from(clauses)
      .where(inArray(clauses.versionId, nearest('policyVersionId')))
      .orderBy(asc(clauses.versionId), asc(clauses.position)),
    db.select().from(calendarDays),
    db
      .select({ key: notices.key })
      .from(notices)
      .where(and(inArray(notices.subject, nearest('id')), eq(notices.template, 'request_late'))),
  ] as const
}
