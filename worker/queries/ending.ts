import { and, asc, eq, gte, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** A walk through what ends, by its day: from where on, to which day, how many of each kind at a time. */
export type EndingWalk = {
  from: Day
  /** `far`: for contracts that extend themselves and have a notice period of their own. */
  until: { near: Day; far: Day }
  after: EndingPlace | null
  limit: number
  /** One contract or machine alone, by its id. */
  only?: string | SQL
}
/** The last one that was seen. */
export type EndingPlace = { endsOn: Day; id: string }

/** Contracts that run and end in these days. */
export const listEndingContracts = (db: TenantDb, walk: EndingWalk) =>
  db
    .select({
      id: contracts.id,
      customerId: contracts.customerId,
      name: contracts.title,
      number: contracts.number,
      startsOn: contracts.startsOn,
      endsOn: contracts.endsOn,
      autoRenew: contracts.autoRenew,
      autoRenewNoticeDays: contracts.autoRenewNoticeDays,
      ownerId: contracts.ownerId,
      noticesFrom: contracts.noticesFrom,
      version: contracts.version,
      createdAt: contracts.createdAt,
    })
    .from(contracts)
    .where(endingContracts(walk))
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(walk.limit)
export type EndingContract = Awaited<ReturnType<typeof listEndingContracts>>[number]

/** Machines in the company's care whose warranty ends in these days. */
export const listEndingAssets = (db: TenantDb, walk: EndingWalk) =>
  db
    .select({
      id: assets.id,
      customerId: assets.customerId,
      name: assets.name,
      serialNumber: assets.serialNumber,
      endsOn: sql<Day>`${assets.warrantyEndsOn}`,
      noticesFrom: assets.noticesFrom,
      version: assets.version,
      createdAt: assets.createdAt,
    })
    .from(assets)
    .where(endingAssets(walk))
    .orderBy(asc(assets.warrantyEndsOn), asc(assets.id))
    .limit(walk.limit)
export type EndingAsset = Awaited<ReturnType<typeof listEndingAssets>>[number]

/** The same ones, by a column: what is read beside them comes in the same round trip. */
export const endingContractColumn = (db: TenantDb, walk: EndingWalk, column: 'id' | 'customerId') =>
  db
    .select({ value: contracts[column] })
    .from(contracts)
    .where(endingContracts(walk))
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(walk.limit)

export const endingAssetColumn = (db: TenantDb, walk: EndingWalk, column: 'id' | 'customerId') =>
  db
    .select({ value: assets[column] })
    .from(assets)
    .where(endingAssets(walk))
    .orderBy(asc(assets.warrantyEndsOn), asc(assets.id))
    .limit(walk.limit)

const endingContracts = (walk: EndingWalk) =>
  and(
    isNull(contracts.removedAt),
    eq(contracts.status, 'active'),
    walk.only === undefined ? undefined : eq(contracts.id, walk.only),
    ...within(contracts.endsOn, contracts.id, walk, walk.until.far),
    sql`(${contracts.endsOn} <= ${walk.until.near} or (${contracts.autoRenew} and ${contracts.autoRenewNoticeDays} > 0))`,
  )

const endingAssets = (walk: EndingWalk) =>
  and(
    isNull(assets.removedAt),
    ne(assets.status, 'retired'),
    walk.only === undefined ? undefined : eq(assets.id, walk.only),
    ...within(assets.warrantyEndsOn, assets.id, walk, walk.until.near),
  )

type EndColumn = typeof contracts.endsOn | typeof assets.warrantyEndsOn
type IdColumn = typeof contracts.id | typeof assets.id

function within(endsOn: EndColumn, id: IdColumn, { from, after }: EndingWalk, until: Day): (SQL | undefined)[] {
  const further = after ? sql`(${endsOn}, ${id}) > (${after.endsOn}, ${after.id})` : undefined
  return [gte(endsOn, after?.endsOn ?? from), lte(endsOn, until), further]
}
