import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { tenants } from '#schema/control-plane/tenant.ts'
import type { ControlPlaneDb } from '#tenants/scope.ts'

/** Whose hint says that there is something to do. */
export const listDueTenants = (db: ControlPlaneDb, now: Date, limit: number) =>
  db
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.status, 'active'), lte(tenants.nextDueAt, now)))
    .orderBy(asc(tenants.nextDueAt))
    .limit(limit)

/** Whom nobody has visited since, whatever the hints say; those never visited first. */
export const listUnsweptTenants = (db: ControlPlaneDb, hasSchedule: boolean, since: Date, limit: number) =>
  db
    .select({ id: tenants.id })
    .from(tenants)
    .where(
      and(
        eq(tenants.status, 'active'),
        eq(tenants.hasSchedule, hasSchedule),
        or(isNull(tenants.sweptAt), lte(tenants.sweptAt, since)),
      ),
    )
    .orderBy(asc(tenants.sweptAt))
    .limit(limit)

/** A bell that is not answered rings again at that time. */
export const writeNextRing = (db: ControlPlaneDb, ids: string[], now: Date, at: Date) =>
  db
    .update(tenants)
    .set({ nextDueAt: at })
    .where(and(inArray(tenants.id, ids), lte(tenants.nextDueAt, now)))

export const writeSwept = (db: ControlPlaneDb, ids: string[], at: Date) =>
  db.update(tenants).set({ sweptAt: at }).where(inArray(tenants.id, ids))

/** The hint after a visit; null when nothing waits. */
export const writeNextDue = (db: ControlPlaneDb, tenantId: string, nextDueAt: Date | null) =>
  db
    .update(tenants)
    .set({ nextDueAt, hasSchedule: nextDueAt !== null })
    .where(eq(tenants.id, tenantId))
