import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import { isStaleEntry, searchEntries } from '#schema/tenant/search-entry.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { assetStamp, contractStamp } from './asset-stamp.ts'
import { markOf } from './search-entry.ts'
import { statement } from './statement.ts'

/** Machines and contracts are found by their customer's name, machines by their product's: the jobs write them anew. */
export const writeEntriesStale = (of: { customerId: string } | { productId: string }): Statement =>
  'productId' in of
    ? statement(sql`update search_entries set is_stale = 1
        where subject in (select id from assets where product_id = ${of.productId})`)
    : statement(sql`update search_entries set is_stale = 1
        where subject in (select id from assets where customer_id = ${of.customerId}
          union all select id from contracts where customer_id = ${of.customerId})`)

/** What those are found by whose words are stale; of each kind so many at the most. */
export const staleEntryQueries = (db: TenantDb, limit: number) =>
  [
    db
      .select({
        number: searchEntries.number,
        name: assets.name,
        serialNumber: assets.serialNumber,
        product: products.name,
        model: products.model,
        customer: customers.name,
        stamp: assetStamp,
      })
      .from(searchEntries)
      .innerJoin(assets, eq(assets.id, searchEntries.subject))
      .leftJoin(products, eq(products.id, assets.productId))
      .leftJoin(customers, eq(customers.id, assets.customerId))
      .where(and(isStaleEntry(searchEntries), eq(searchEntries.kind, 'asset')))
      .orderBy(asc(searchEntries.number))
      .limit(limit),
    db
      .select({
        number: searchEntries.number,
        title: contracts.title,
        contractNumber: contracts.number,
        customer: customers.name,
        stamp: contractStamp,
      })
      .from(searchEntries)
      .innerJoin(contracts, eq(contracts.id, searchEntries.subject))
      .leftJoin(customers, eq(customers.id, contracts.customerId))
      .where(and(isStaleEntry(searchEntries), eq(searchEntries.kind, 'contract')))
      .orderBy(asc(searchEntries.number))
      .limit(limit),
  ] as const

export type FreshEntry = { number: number; stamp: string; grams: string }
type Kind = 'asset' | 'contract'

const tables: Record<Kind, SQL> = {
  asset: sql`join assets on assets.id = e.subject and ${assetStamp} = j.value ->> 'stamp'`,
  contract: sql`join contracts on contracts.id = e.subject and ${contractStamp} = j.value ->> 'stamp'`,
}

/** Of those that still stand as they were read; the others stay stale until the next visit. */
export const writeEntriesFresh = (kind: Kind, entries: readonly FreshEntry[]): Statement[] => {
  const given = JSON.stringify(entries)
  const still = sql`from json_each(${given}) j
    cross join search_entries e on e.number = j.value ->> 'number' and e.is_stale = 1 ${tables[kind]}`
  return [
    statement(sql`insert or replace into register_search (rowid, grams)
      select e.number, ${`${markOf(kind)} `} || (j.value ->> 'grams') ${still}`),
    statement(sql`update search_entries set is_stale = 0 where number in (select e.number ${still})`),
  ]
}
