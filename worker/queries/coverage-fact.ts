import { and, asc, desc, eq, exists, inArray, isNull, or, type SQLWrapper, sql } from 'drizzle-orm'
import { assetReadings, assetRepairs, assets } from '#schema/tenant/asset.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { assetStamp } from './asset-stamp.ts'

/** Machines, as ids or as a sub-select of ids: what is read of them comes in the round trip that finds them. */
export type Machines = readonly string[] | SQLWrapper

/** What the warranty of these machines follows from, for one round trip. */
export const machineQueries = (db: TenantDb, machines: Machines) =>
  [
    db
      .select({
        asset: assets,
        scope: products.warrantyScope,
        category: products.category,
        isConsumerGoods: products.isConsumerGoods,
        components: products.components,
        customerKind: customers.kind,
        stamp: assetStamp,
      })
      .from(assets)
      .leftJoin(products, eq(products.id, assets.productId))
      .leftJoin(customers, eq(customers.id, assets.customerId))
      .where(isAmong(assets.id, machines)),
    db
      .select({ assetId: replacedLine.assetId, depth: replacedLine.depth, machine: assets })
      .from(lineOf(machines))
      .innerJoin(assets, sql`${assets.id} = ${replacedLine.member}`)
      .where(sql`${replacedLine.depth} > 0`),
    db
      .select({ assetId: replacedLine.assetId, repair: assetRepairs })
      .from(lineOf(machines))
      .innerJoin(assetRepairs, sql`${assetRepairs.assetId} = ${replacedLine.member}`)
      .orderBy(asc(assetRepairs.fromOn)),
    db
      .select()
      .from(assetReadings)
      .where(isAmong(assetReadings.assetId, machines))
      .orderBy(asc(assetReadings.assetId), asc(assetReadings.unit), asc(assetReadings.on)),
  ] as const

const replacedLine = {
  assetId: sql<string>`line.asset_id`,
  member: sql<string>`line.member`,
  depth: sql<number>`line.depth`,
}

const longestLine = 12

/** Each machine with those it took the place of, one after the other. */
const lineOf = (machines: Machines) =>
  sql`(with recursive walk(asset_id, member, depth) as (
      select ${assets.id}, ${assets.id}, 0 from ${assets} where ${isAmong(assets.id, machines)}
      union all
      select walk.asset_id, older.replaces_asset_id, walk.depth + 1 from walk join assets older on older.id = walk.member
      where older.replaces_asset_id is not null and walk.depth < ${longestLine})
    select * from walk) line`

/** A machine and those it took the place of. */
export const membersOfLine = (machines: Machines) => sql`(select line.member from ${lineOf(machines)})`

const isAmong = (column: typeof assets.id | typeof assetReadings.assetId, machines: Machines) =>
  Array.isArray(machines) ? inArray(column, machines as string[]) : inArray(column, machines as SQLWrapper)

const mostContracts = 40

/** The customer's contracts that could have a say: those of all machines, and those that name this one. */
export const listCoveringContracts = (
  db: TenantDb,
  { customerId, assetId }: { customerId: string | SQLWrapper; assetId: string | SQLWrapper | null },
) =>
  db
    .select({ contract: contracts })
    .from(contracts)
    .where(
      and(
        sql`${contracts.customerId} = ${customerId}`,
        isNull(contracts.removedAt),
        or(eq(contracts.coversAllAssets, true), assetId === null ? undefined : namesAsset(db, assetId)),
      ),
    )
    .orderBy(desc(contracts.endsOn))
    .limit(mostContracts)

const namesAsset = (db: TenantDb, assetId: string | SQLWrapper) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(contractAssets)
      .where(and(eq(contractAssets.contractId, contracts.id), sql`${contractAssets.assetId} = ${assetId}`)),
  )
