import { eq, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { contractAssets } from '#schema/tenant/contract.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Whatever contract named the old one names the new one too. */
export const writeContractsPassedOn = (db: TenantDb, fromId: string, toId: string) =>
  db
    .insert(contractAssets)
    .select(sql`select contract_id, ${toId} from contract_assets where asset_id = ${fromId}`)
    .onConflictDoNothing()

export const writePartsPassedOn = (db: TenantDb, fromId: string, toId: string) =>
  db.update(assets).set({ parentAssetId: toId }).where(eq(assets.parentAssetId, fromId))
