import { and, asc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { matchOf } from '#rules/search-gram.ts'
import { customers } from '#schema/tenant/customer.ts'
import type { TenantDb } from '#tenants/scope.ts'

const mostFound = 20

/** Customers to choose from: by phone number, by the beginning of the name, or by any of their words. */
export const findCustomersToChoose = (db: TenantDb, typed: string, phoneKey: string) =>
  db
    .select({
      id: customers.id,
      name: customers.name,
      phone: customers.phone,
      address: customers.address,
      kind: customers.kind,
    })
    .from(customers)
    .where(
      and(
        inArray(customers.id, sql`(${byPhone(db, phoneKey)} union ${byName(db, typed)} union ${byWords(typed)})`),
        isNull(customers.archivedAt),
      ),
    )
    .orderBy(asc(customers.name), asc(customers.id))
    .limit(mostFound)

const byPhone = (db: TenantDb, phoneKey: string) =>
  sql`select * from ${db.select({ id: customers.id }).from(customers).where(eq(customers.phoneKey, phoneKey)).limit(mostFound)}`

const byName = (db: TenantDb, typed: string) =>
  sql`select * from ${db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        isNull(customers.archivedAt),
        or(and(gte(customers.name, typed), lt(customers.name, `${typed}\u{10ffff}`))),
        sql`${typed} <> ''`,
      ),
    )
    .limit(mostFound)}`

/** Whatever kind of thing it is that the words belong to: only customers are listed. */
const byWords = (typed: string) =>
  sql`select * from (select subject from search_entries where kind = 'customer' and number in
    (select rowid from register_search where grams match ${matchOf(typed) ?? '""'} order by rowid desc limit 200))`
