import { sql } from 'drizzle-orm'
import { ticks } from '#schema/control-plane/tenant.ts'
import type { ControlPlaneDb } from '#tenants/scope.ts'

/** A handful of rows: one for each scheduled task. */
export const listTicks = (db: ControlPlaneDb) => db.select().from(ticks)

/** When a scheduled task was last seen alive. */
export const writeTick = (db: ControlPlaneDb, name: string, at: Date) =>
  db
    .insert(ticks)
    .values({ name, at })
    .onConflictDoUpdate({ target: ticks.name, set: { at: sql`excluded.at` } })
