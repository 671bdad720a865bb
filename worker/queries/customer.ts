import { and, asc, eq, isNull, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { phoneKeysOf } from '#rules/phone.ts'
import { type Customer, contacts, customers } from '#schema/tenant/customer.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { Database, TenantDb } from '#tenants/scope.ts'

/** What a stranger's own words tell. */
export type NewCustomer = Pick<
  Customer,
  'id' | 'name' | 'nameKey' | 'phone' | 'phoneKey' | 'email' | 'address' | 'zone' | 'createdAt'
>

/**
 * Whose number it is: a customer's own, or one of its contacts'. Who was merged into another answers as that one. An
 * empty key is nobody's number.
 */
export const knownByPhone = (db: Database, phoneKey: string | SQLWrapper) => {
  const own = db
    .select({ id: sql<string>`coalesce(${customers.mergedInto}, ${customers.id})`.as('id') })
    .from(customers)
    .where(and(eq(customers.phoneKey, phoneKey), ne(customers.phoneKey, '')))
  const ofContact = db
    .select({ id: sql<string>`coalesce(${customers.mergedInto}, ${customers.id})`.as('id') })
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(and(eq(contacts.phoneKey, phoneKey), ne(contacts.phoneKey, ''), isNull(contacts.removedAt)))
  return own.unionAll(ofContact).orderBy(asc(sql`id`)).limit(1)
}

/** As a value inside the batch: whoever was written a statement before is found too. */
export const customerIdOf = (db: TenantDb, phoneKey: string): SQL<string> => sql`(${knownByPhone(db, phoneKey)})`

/** The same before the company's country is known, which says what a number without a code means. */
export const callerIdOf = (db: TenantDb, typed: string) => callerIdIn(db, JSON.stringify(phoneKeysOf(typed)))

/** `keys`: of rules/phone.ts, as JSON. */
export const callerIdIn = (db: TenantDb, keys: string | SQLWrapper): SQL<string> => {
  const ofCountry = sql`json_extract(${keys}, '$.' || country)`
  return sql`(${knownByPhone(db, sql`(select coalesce(${ofCountry}, json_extract(${keys}, '$.other')) from companies)`)})`
}

/** The tier of a request's customer; of whoever is known by its number while it has none. */
export const findTierOfRequest = (db: TenantDb, requestId: string) => {
  const request = sql`from ${serviceRequests} where ${serviceRequests.id} = ${requestId}`
  const caller = knownByPhone(db, sql`(select ${serviceRequests.phoneKey} ${request})`)
  return db
    .select({ tier: customers.tier })
    .from(customers)
    .where(sql`${customers.id} = coalesce((select ${serviceRequests.customerId} ${request}), ${caller})`)
    .limit(1)
}

/** The tier of whoever is known by that number. */
export const findTierByPhone = (db: TenantDb, phoneKey: string) =>
  db
    .select({ tier: customers.tier })
    .from(customers)
    .where(sql`${customers.id} = ${customerIdOf(db, phoneKey)}`)
    .limit(1)

/** Nobody is changed by what a stranger types: a known number keeps its name and address. */
export const writeCustomerUnlessKnown = prepared((db: TenantDb, row: Gaps<NewCustomer>) =>
  db.insert(customers).select(
    sql`select ${row.id}, 0, 'person', ${row.name}, ${row.nameKey}, ${row.phone}, ${row.phoneKey}, ${row.email},
        ${row.address}, ${row.zone}, null, null, null, null, null, null, null, ${row.createdAt}
        where not exists ${knownByPhone(db, row.phoneKey)}`,
  ),
)
