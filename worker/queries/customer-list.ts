import { and, asc, desc, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { CustomerView } from '#rules/customer.ts'
import { assets } from '#schema/tenant/asset.ts'
import { customers } from '#schema/tenant/customer.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { matchingSubjects } from './search-entry.ts'

export const customerPage = 50

/** Counting stops here: "99+" says enough. */
export const countLimit = 100

const columns = {
  id: customers.id,
  kind: customers.kind,
  name: customers.name,
  phone: customers.phone,
  address: customers.address,
  tier: customers.tier,
  ownerId: customers.ownerId,
  archivedAt: customers.archivedAt,
  machines: sql<number>`(select count(*) from (select 1 from ${assets}
    where ${assets.customerId} = ${customers.id} and ${assets.removedAt} is null limit ${countLimit}))`,
}

export type CustomerFilter = { view: CustomerView; tier: string | null; after: string | null }

/** By name, or what was archived last first; one row more than a page shows. `after`: the last row of the page before. */
export const listCustomers = (db: TenantDb, { view, tier, after }: CustomerFilter) =>
  view === 'archived'
    ? db
        .select(columns)
        .from(customers)
        .where(
          and(gt(customers.archivedAt, new Date(0)), isNull(customers.mergedInto), after ? isOlder(after) : undefined),
        )
        .orderBy(desc(customers.archivedAt), desc(customers.name), desc(customers.id))
        .limit(customerPage + 1)
    : db
        .select(columns)
        .from(customers)
        .where(
          and(
            isNull(customers.archivedAt),
            tier === null ? undefined : eq(customers.tier, tier),
            after ? isFurther(after) : undefined,
          ),
        )
        .orderBy(asc(customers.name), asc(customers.id))
        .limit(customerPage + 1)

const isFurther = (id: string): SQL =>
  sql`(${customers.name}, ${customers.id}) > (select name, id from ${customers} where id = ${id})`

const isOlder = (id: string): SQL =>
  sql`(${customers.archivedAt}, ${customers.name}, ${customers.id}) <
    (select archived_at, name, id from ${customers} where id = ${id})`

/** The newest entries first in the choice, by name on the page; `match` is an FTS5 expression (rules/search-gram.ts). */
export const searchCustomers = (db: TenantDb, match: string) =>
  db
    .select(columns)
    .from(customers)
    .where(
      and(sql`${customers.id} in ${matchingSubjects('customer', match, customerPage)}`, isNull(customers.mergedInto)),
    )
    .orderBy(asc(customers.name), asc(customers.id))

/** How many there are to look for doubles among, at a time. */
export const doubleWindow = 2_000
const mostDoubles = 50

export type DoublesBy = 'phone' | 'name'

/** Numbers or names that several customers share, a window of the register at a time: after a key, in its order. */
export const listDoubles = (db: TenantDb, by: DoublesBy, after: string) => {
  const column = columnBy(by)
  const window = db
    .select({ key: column, id: customers.id, name: customers.name })
    .from(customers)
    .where(and(gt(column, after), isNull(customers.archivedAt)))
    .orderBy(asc(column))
    .limit(doubleWindow)
    .as('recent')
  return db
    .select({
      key: sql<string>`${window.key}`,
      ids: sql<string>`json_group_array(${window.id})`,
      names: sql<string>`json_group_array(${window.name})`,
    })
    .from(window)
    .groupBy(window.key)
    .having(sql`count(*) > 1`)
    .limit(mostDoubles)
}

/** The last key of a window that is full: there the next one begins. */
export const findDoubleWindowEnd = (db: TenantDb, by: DoublesBy, after: string) => {
  const column = columnBy(by)
  return db
    .select({ key: sql<string>`${column}` })
    .from(customers)
    .where(and(gt(column, after), isNull(customers.archivedAt)))
    .orderBy(asc(column))
    .limit(1)
    .offset(doubleWindow - 1)
}

const columnBy = (by: DoublesBy) => (by === 'phone' ? customers.phoneKey : customers.nameKey)

const other = alias(customers, 'other')

/** Who may be the same as this one: the same number, or the same name. */
export const listLikely = (db: TenantDb, id: string) => {
  const shown = { id: other.id, name: other.name, phone: other.phone }
  const likely = (same: SQL | undefined) =>
    db
      .select(shown)
      .from(customers)
      .innerJoin(other, and(same, ne(other.id, customers.id), isNull(other.archivedAt), isNull(other.mergedInto)))
      .where(eq(customers.id, id))
      .limit(5)
  return [
    likely(and(eq(other.phoneKey, customers.phoneKey), ne(customers.phoneKey, ''))),
    likely(and(eq(other.nameKey, customers.nameKey), ne(sql`coalesce(${customers.nameKey}, '')`, ''))),
  ] as const
}
