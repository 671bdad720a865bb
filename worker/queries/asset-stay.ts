import { asc, eq } from 'drizzle-orm'
import { assetRepairs } from '#schema/tenant/asset.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Stays in repair and exchanges that were recorded of this very machine, not of those it replaced. */
export const listOwnStays = (db: TenantDb, assetId: string) =>
  db
    .select()
    .from(assetRepairs)
    .where(eq(assetRepairs.assetId, assetId))
    .orderBy(asc(assetRepairs.fromOn), asc(assetRepairs.id))
    .limit(200)
