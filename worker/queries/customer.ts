import { asc, sql } from 'drizzle-orm'
import { type Customer, customers } from '#schema/tenant/customer.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** What a stranger's own words tell. */
export type NewCustomer = Pick<
  Customer,
  'id' | 'name' | 'phone' | 'phoneKey' | 'email' | 'address' | 'zone' | 'createdAt'
>

/** The first customer known by that number. */
const knownByPhone = (db: TenantDb, phoneKey: string) =>
  db
    .select({ id: customers.id })
    .from(customers)
    .where(sql`${customers.phoneKey} = ${phoneKey}`)
    .orderBy(asc(customers.id))
    .limit(1)

/** As a value inside the batch: whoever was written a statement before is found too. */
export const customerIdOf = (db: TenantDb, phoneKey: string) => sql<string>`(${knownByPhone(db, phoneKey)})`

/** Nobody is changed by what a stranger types: a known number keeps its name and address. */
export const writeCustomerUnlessKnown = (db: TenantDb, row: NewCustomer) =>
  db.insert(customers).select(
    sql`select ${row.id}, 0, 'person', ${row.name}, ${row.phone}, ${row.phoneKey}, ${row.email}, ${row.address},
        ${row.zone}, null, null, null, null, null, null, null, ${row.createdAt.getTime()}
        where not exists ${knownByPhone(db, row.phoneKey)}`,
  )
