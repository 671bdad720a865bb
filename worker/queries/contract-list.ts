import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { type ContractView, endingContractDays } from '#rules/contract-agreement.ts'
import { addDays, type Day } from '#rules/day.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { searchEntries } from '#schema/tenant/search-entry.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { contractLine } from './contract.ts'
import { matchingNumbers } from './search-entry.ts'

export const contractPageSize = 50
const countLimit = 100

const columns = {
  ...contractLine,
  priceMinor: contracts.priceMinor,
  currency: contracts.currency,
  autoRenew: contracts.autoRenew,
  customer: customers.name,
}

export type ContractPlace = { at: string; id: string }
type Filter = { view: ContractView; today: Day; after?: ContractPlace | undefined }

/** By their ends, what ended last first among those that are over; one row more than a page shows. */
export function listContracts(db: TenantDb, { view, today, after }: Filter) {
  const isBackwards = view !== 'running' && view !== 'ending'
  const beyond =
    after &&
    (isBackwards
      ? sql`(${contracts.endsOn}, ${contracts.id}) < (${after.at}, ${after.id})`
      : sql`(${contracts.endsOn}, ${contracts.id}) > (${after.at}, ${after.id})`)
  return db
    .select(columns)
    .from(contracts)
    .leftJoin(customers, eq(customers.id, contracts.customerId))
    .where(and(...conditionsOf(view, today), beyond))
    .orderBy(
      ...(isBackwards ? [desc(contracts.endsOn), desc(contracts.id)] : [asc(contracts.endsOn), asc(contracts.id)]),
    )
    .limit(contractPageSize + 1)
}

function conditionsOf(view: ContractView, today: Day): SQL[] {
  const there = isNull(contracts.removedAt)
  const standing = sql`+${contracts.status} <> 'cancelled'`
  switch (view) {
    case 'running':
      return [there, standing, gte(contracts.endsOn, today)]
    case 'ending':
      return [
        there,
        sql`+${contracts.status} = 'active'`,
        gte(contracts.endsOn, today),
        lte(contracts.endsOn, addDays(today, endingContractDays)),
      ]
    case 'ended':
      return [there, standing, lt(contracts.endsOn, today)]
    case 'cancelled':
      return [there, eq(contracts.status, 'cancelled')]
    case 'all':
      return [there]
  }
}

export const searchContracts = (db: TenantDb, match: string, before: number) =>
  db
    .select({ ...columns, entry: searchEntries.number })
    .from(searchEntries)
    .innerJoin(contracts, eq(contracts.id, searchEntries.subject))
    .leftJoin(customers, eq(customers.id, contracts.customerId))
    .where(inArray(searchEntries.number, matchingNumbers('contract', match, before, contractPageSize + 1)))
    .orderBy(desc(searchEntries.number))

export const countContractViews = (db: TenantDb, today: Day) => {
  const upTo = (view: ContractView) => {
    const some = db
      .select({ one: sql`1` })
      .from(contracts)
      .where(and(...conditionsOf(view, today)))
      .limit(countLimit)
    return sql<number>`(select count(*) from ${some})`
  }
  return db
    .select({ running: upTo('running'), ending: upTo('ending'), ended: upTo('ended'), cancelled: upTo('cancelled') })
    .from(sql`(select 1)`)
}
