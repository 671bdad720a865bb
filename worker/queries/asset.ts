import { and, asc, desc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { type Asset, assetReadings, assetRepairs, assets } from '#schema/tenant/asset.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { customers, sites } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { contractLine } from './contract.ts'
import { listHistory } from './event.ts'
import { productLine } from './product.ts'

const mostProducts = 500
const mostParts = 50
const historyLimit = 60

export const findAsset = (db: TenantDb, id: string | SQL) =>
  db.select().from(assets).where(sql`${assets.id} = ${id}`).limit(1)

export const findAssetBySerialKey = (db: TenantDb, serialKey: string) =>
  db
    .select({ id: assets.id, name: assets.name, customerId: assets.customerId })
    .from(assets)
    .where(and(eq(assets.serialKey, serialKey), isNull(assets.removedAt)))
    .limit(1)

/** What a machine's form offers to choose from: the customer, its sites, the products that are sold. */
export const assetChoiceQueries = (db: TenantDb, customerId: string | SQL) =>
  [
    db
      .select({ id: customers.id, name: customers.name, phone: customers.phone, kind: customers.kind })
      .from(customers)
      .where(sql`${customers.id} = ${customerId}`)
      .limit(1),
    db
      .select({ id: sites.id, name: sites.name, address: sites.address })
      .from(sites)
      .where(and(sql`${sites.customerId} = ${customerId}`, isNull(sites.removedAt)))
      .orderBy(asc(sites.id))
      .limit(100),
    db
      .select(productLine)
      .from(products)
      .where(isNull(products.archivedAt))
      .orderBy(asc(products.name), asc(products.id))
      .limit(mostProducts),
  ] as const
type ChoiceQueries = ReturnType<typeof assetChoiceQueries>
export type OfferedProduct = Awaited<ChoiceQueries[2]>[number]

/** As sub-selects, so that what is found by them comes in the same round trip. */
export const customerOfAsset = (id: string) => sql`(select customer_id from assets where id = ${id})`
export const parentOfAsset = (id: string) => sql`(select parent_asset_id from assets where id = ${id})`

/** Everything else that a machine's card shows, for one round trip with its facts. */
export const assetCardQueries = (db: TenantDb, id: string) =>
  [
    ...assetChoiceQueries(db, customerOfAsset(id)),
    db
      .select({
        id: assets.id,
        name: assets.name,
        serialNumber: assets.serialNumber,
        parentAssetId: assets.parentAssetId,
      })
      .from(assets)
      .where(
        and(
          isNull(assets.removedAt),
          sql`${assets.id} in (select id from assets where parent_asset_id = ${id}
            union all select parent_asset_id from assets where id = ${id}
            union all select replaces_asset_id from assets where id = ${id}
            union all select id from assets where replaces_asset_id = ${id})`,
        ),
      )
      .orderBy(asc(assets.name), asc(assets.id))
      .limit(mostParts),
    db
      .select(contractLine)
      .from(contracts)
      .where(
        and(
          sql`${contracts.customerId} = ${customerOfAsset(id)}`,
          isNull(contracts.removedAt),
          sql`(${contracts.coversAllAssets} or exists (select 1 from ${contractAssets}
            where ${contractAssets.contractId} = ${contracts.id} and ${contractAssets.assetId} = ${id}))`,
        ),
      )
      .orderBy(desc(contracts.endsOn))
      .limit(20),
    db
      .select({
        id: serviceRequests.id,
        number: serviceRequests.number,
        status: serviceRequests.status,
        description: sql<string>`substr(${serviceRequests.description}, 1, 120)`,
        receivedAt: serviceRequests.receivedAt,
      })
      .from(serviceRequests)
      .where(eq(serviceRequests.assetId, id))
      .orderBy(desc(serviceRequests.receivedAt))
      .limit(20),
    listHistory(db, id, historyLimit),
  ] as const

/** The machines of one customer, for a contract that names some of them. */
export const listCustomerAssets = (db: TenantDb, customerId: string | SQL) =>
  db
    .select({ id: assets.id, name: assets.name, serialNumber: assets.serialNumber })
    .from(assets)
    .where(
      and(sql`${assets.customerId} = ${customerId}`, isNull(assets.removedAt), ne(sql`+${assets.status}`, 'retired')),
    )
    .orderBy(asc(assets.id))
    .limit(500)

export const writeNewAsset = (db: TenantDb, row: typeof assets.$inferInsert) => db.insert(assets).values(row)

/** Only as it was loaded: whoever loses a race is told by the event's version. */
export const writeAsset = (db: TenantDb, { id, version }: Pick<Asset, 'id' | 'version'>, columns: Partial<Asset>) =>
  db
    .update(assets)
    .set({ ...columns, version: version + 1 })
    .where(and(eq(assets.id, id), eq(assets.version, version)))

export const writeStay = (db: TenantDb, row: typeof assetRepairs.$inferInsert) => db.insert(assetRepairs).values(row)

export const writeStayReturned = (db: TenantDb, id: string, untilOn: NonNullable<Asset['installedOn']>) =>
  db.update(assetRepairs).set({ untilOn }).where(eq(assetRepairs.id, id))

export const writeStayRemoved = (db: TenantDb, id: string) => db.delete(assetRepairs).where(eq(assetRepairs.id, id))

/** A second reading of a day corrects the first. */
export const writeReading = (db: TenantDb, row: typeof assetReadings.$inferInsert) =>
  db
    .insert(assetReadings)
    .values(row)
    .onConflictDoUpdate({
      target: [assetReadings.assetId, assetReadings.unit, assetReadings.on],
      set: { amount: row.amount, at: row.at, by: row.by },
    })

/** A contract that names machines names them no more when they have another owner, or are gone. */
export const writeContractsLeft = (db: TenantDb, assetId: string) =>
  db.delete(contractAssets).where(inArray(contractAssets.assetId, [assetId]))
