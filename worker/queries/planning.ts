import { sql } from 'drizzle-orm'
import { plannings } from '#schema/tenant/recomputation.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** How far the notices before an end are planned. */
export const findPlanning = (db: TenantDb) => db.select().from(plannings).limit(1)

/** Something that notices depend on changed: the next visit looks at all of them. */
export const writePlanningChanged = (db: TenantDb, at: Date) =>
  db
    .insert(plannings)
    .values({ kind: 'notices', plannedAt: new Date(0), changedAt: at })
    .onConflictDoUpdate({ target: plannings.kind, set: { changedAt: at } })

/** A change that came while it was planned stays one: it is not the one that was seen, by whatever clock it was written. */
export const writePlanned = (db: TenantDb, plannedAt: Date, nextAt: Date | null, seen: Date | null) =>
  db
    .insert(plannings)
    .values({ kind: 'notices', plannedAt, nextAt })
    .onConflictDoUpdate({
      target: plannings.kind,
      set: {
        plannedAt,
        nextAt,
        changedAt: sql`case when ${plannings.changedAt} is not ${seen?.getTime() ?? null}
          or ${plannings.changedAt} >= ${plannedAt.getTime()} then ${plannings.changedAt} end`,
      },
    })
