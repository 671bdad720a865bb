import { and, desc, eq, like, or, sql } from 'drizzle-orm'
import { type AuditKind, auditKinds } from '#rules/audit.ts'
import { events } from '#schema/tenant/event.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Where a page of the log begins: the event before it. */
export type AuditCursor = { at: number; id: string }
export type AuditFilter = { memberId: string | null; kind: AuditKind | null }

export const auditPage = 50
/** How far back a filter looks for one page: the log grows without end, the time of a page must not. */
export const auditWindow = 2_000

/** Newest first, one more than a page to know whether there is another; what a request went through has its number. */
export function listAuditEvents(db: TenantDb, cursor: AuditCursor, { memberId, kind }: AuditFilter) {
  const isFiltered = memberId !== null || kind !== null
  const recent = db
    .select()
    .from(events)
    .where(isBefore(cursor))
    .orderBy(desc(events.at), desc(events.id))
    .limit(isFiltered ? auditWindow : auditPage + 1)
    .as('recent')
  const ofKind = kind && or(...auditKinds[kind].map((start) => like(recent.name, `${start}%`)))
  return db
    .select({
      id: recent.id,
      subject: recent.subject,
      name: recent.name,
      actor: recent.actor,
      at: recent.at,
      detail: recent.detail,
      requestNumber: serviceRequests.number,
    })
    .from(recent)
    .leftJoin(serviceRequests, eq(serviceRequests.id, recent.subject))
    .where(and(memberId ? eq(recent.actor, memberId) : undefined, ofKind ?? undefined))
    .orderBy(desc(recent.at), desc(recent.id))
    .limit(auditPage + 1)
}

/** The last event that a filter looked at, where there are older ones. */
export const findAuditWindowEnd = (db: TenantDb, cursor: AuditCursor) =>
  db
    .select({ id: events.id, at: events.at })
    .from(events)
    .where(isBefore(cursor))
    .orderBy(desc(events.at), desc(events.id))
    .limit(1)
    .offset(auditWindow - 1)

const isBefore = ({ at, id }: AuditCursor) => sql`(${events.at}, ${events.id}) < (${at}, ${id})`
