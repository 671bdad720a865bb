import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customers, sites } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** A stretch of a list in the order of ids: rows entered meanwhile shift nothing. */
export type Stretch = { after: string; limit: number }

export const exportQueries = {
  customer: (db: TenantDb, stretch: Stretch) => {
    const page = db
      .select({ id: customers.id })
      .from(customers)
      .where(isListedCustomer(stretch.after))
      .orderBy(asc(customers.id))
      .limit(stretch.limit)
    return [
      db
        .select()
        .from(customers)
        .where(isListedCustomer(stretch.after))
        .orderBy(asc(customers.id))
        .limit(stretch.limit),
      db
        .select()
        .from(contacts)
        .where(and(inArray(contacts.customerId, page), isNull(contacts.removedAt)))
        .orderBy(asc(contacts.id)),
      db
        .select()
        .from(sites)
        .where(and(inArray(sites.customerId, page), isNull(sites.removedAt)))
        .orderBy(asc(sites.id)),
    ] as const
  },
  product: (db: TenantDb, { after, limit }: Stretch) =>
    [
      db
        .select()
        .from(products)
        .where(and(gt(products.id, after), sql`+${products.archivedAt} is null`))
        .orderBy(asc(products.id))
        .limit(limit),
    ] as const,
  asset: (db: TenantDb, { after, limit }: Stretch) =>
    [
      db
        .select({
          asset: assets,
          customer: { name: customers.name, phone: customers.phone, phoneKey: customers.phoneKey },
          own: { address: customers.address, zone: customers.zone },
          site: { name: sites.name, address: sites.address, zone: sites.zone },
          product: { name: products.name, model: products.model },
          parent: parents.serialNumber,
        })
        .from(assets)
        .innerJoin(customers, eq(customers.id, assets.customerId))
        .leftJoin(sites, eq(sites.id, assets.siteId))
        .leftJoin(products, eq(products.id, assets.productId))
        .leftJoin(parents, eq(parents.id, assets.parentAssetId))
        .where(and(gt(assets.id, after), sql`+${assets.removedAt} is null`))
        .orderBy(asc(assets.id))
        .limit(limit),
    ] as const,
  contract: (db: TenantDb, { after, limit }: Stretch) =>
    [
      db
        .select({
          contract: contracts,
          customer: { name: customers.name, phone: customers.phone, phoneKey: customers.phoneKey },
          serialNumbers: sql<string>`(select json_group_array(a.serial_number) from contract_assets c
            join assets a on a.id = c.asset_id where c.contract_id = ${contracts.id} and a.serial_number is not null)`,
        })
        .from(contracts)
        .innerJoin(customers, eq(customers.id, contracts.customerId))
        .where(and(gt(contracts.id, after), sql`+${contracts.removedAt} is null`))
        .orderBy(asc(contracts.id))
        .limit(limit),
    ] as const,
}

const parents = alias(assets, 'parents')

const isListedCustomer = (after: string): SQL =>
  and(gt(customers.id, after), sql`+${customers.mergedInto} is null and +${customers.archivedAt} is null`) as SQL

const tables = { customer: customers, product: products, asset: assets, contract: contracts }

/** Where each further file of so many rows begins: the last id of the one before. */
export const listPartEnds = (db: TenantDb, kind: keyof typeof tables, size: number, most: number) => {
  const table = tables[kind]
  return db.select({ id: sql<string>`n.id` }).from(
    sql`(select id, row_number() over (order by id) nth from (select id from ${table} where id > '' order by id limit ${size * most})) n
        where n.nth % ${size} = 0 and exists (select 1 from ${table} t where t.id > n.id)`,
  )
}
