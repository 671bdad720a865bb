import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { type AssetView, endingWithinDays } from '#rules/asset.ts'
import { addDays, type Day } from '#rules/day.ts'
import { assets, isRetired } from '#schema/tenant/asset.ts'
import { customers } from '#schema/tenant/customer.ts'
import { searchEntries } from '#schema/tenant/search-entry.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { matchingNumbers } from './search-entry.ts'

export const assetPageSize = 50

/** Counting stops here. */
const countLimit = 100

const columns = {
  id: assets.id,
  name: assets.name,
  serialNumber: assets.serialNumber,
  status: assets.status,
  customerId: assets.customerId,
  customer: customers.name,
  warrantyEndsOn: assets.warrantyEndsOn,
}

/** Where a page begins: the last row's place in the view's order. */
export type AssetPlace = { at: string; id: string }
type Filter = { view: AssetView; today: Day; after?: AssetPlace | undefined }

/** One row more than a page shows. */
export function listAssets(db: TenantDb, { view, today, after }: Filter) {
  const key = isByName(view) ? assets.name : assets.warrantyEndsOn
  const isBackwards = view === 'ended'
  return db
    .select(columns)
    .from(assets)
    .leftJoin(customers, eq(customers.id, assets.customerId))
    .where(and(...conditionsOf(view, today), after && beyond(view, after)))
    .orderBy(...(isBackwards ? [desc(key), desc(assets.id)] : [asc(key), asc(assets.id)]))
    .limit(assetPageSize + 1)
}

/** The others are in the order of their ends. */
export const isByName = (view: AssetView) => view === 'all' || view === 'retired'

function beyond(view: AssetView, { at, id }: AssetPlace): SQL {
  if (isByName(view)) return sql`(${assets.name}, ${assets.id}) > (${at}, ${id})`
  if (view === 'unknown') return sql`${assets.id} > ${id}`
  return view === 'ended'
    ? sql`(${assets.warrantyEndsOn}, ${assets.id}) < (${at}, ${id})`
    : sql`(${assets.warrantyEndsOn}, ${assets.id}) > (${at}, ${id})`
}

function conditionsOf(view: AssetView, today: Day): (SQL | undefined)[] {
  const there = isNull(assets.removedAt)
  const inUse = sql`+${assets.status} <> 'retired'`
  const soon = addDays(today, endingWithinDays)
  switch (view) {
    case 'all':
      return [there]
    case 'covered':
      return [there, inUse, gte(assets.warrantyEndsOn, today)]
    case 'ending':
      return [there, inUse, gte(assets.warrantyEndsOn, today), lte(assets.warrantyEndsOn, soon)]
    case 'ended':
      return [there, inUse, lt(assets.warrantyEndsOn, today)]
    case 'unknown':
      return [there, inUse, isNull(assets.warrantyEndsOn)]
    case 'retired':
      return [isRetired(assets)]
  }
}

/** The newest entries first; `match` is an FTS5 expression (rules/search-gram.ts). */
export const searchAssets = (db: TenantDb, match: string, before: number) =>
  db
    .select({ ...columns, entry: searchEntries.number })
    .from(searchEntries)
    .innerJoin(assets, eq(assets.id, searchEntries.subject))
    .leftJoin(customers, eq(customers.id, assets.customerId))
    .where(inArray(searchEntries.number, matchingNumbers('asset', match, before, assetPageSize + 1)))
    .orderBy(desc(searchEntries.number))

/** How many there are in each view, up to the limit. */
export const countAssetViews = (db: TenantDb, today: Day) => {
  const upTo = (view: AssetView) => {
    const some = db
      .select({ one: sql`1` })
      .from(assets)
      .where(and(...conditionsOf(view, today)))
      .limit(countLimit)
    return sql<number>`(select count(*) from ${some})`
  }
  return db
    .select({
      covered: upTo('covered'),
      ending: upTo('ending'),
      ended: upTo('ended'),
      unknown: upTo('unknown'),
      retired: upTo('retired'),
    })
    .from(sql`(select 1)`)
}

/** Machines whose labels are printed, in the order of their names. */
export const listLabelAssets = (db: TenantDb, ids: readonly string[]) =>
  db
    .select({
      id: assets.id,
      name: assets.name,
      serialNumber: assets.serialNumber,
      labelHash: assets.labelHash,
    })
    .from(assets)
    .where(and(inArray(assets.id, [...ids]), isNull(assets.removedAt)))
    .orderBy(asc(assets.name), asc(assets.id))
