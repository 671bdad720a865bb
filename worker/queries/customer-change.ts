import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { type Customer, contacts, customers, sites } from '#schema/tenant/customer.ts'
import { members } from '#schema/tenant/member.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { findCustomer, listConsents, listContacts, listSites } from './customer-card.ts'
import { listRecentKeys } from './event.ts'

/** Who may look after a customer. */
export const listOwners = (db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(and(isNull(members.disabledAt), isNotNull(members.joinedAt)))
    .limit(500)

/** All that a change needs, for one round trip. */
export const customerChangeQueries = (db: TenantDb, id: string) =>
  [
    findCustomer(db, id),
    listContacts(db, id),
    listSites(db, id),
    listConsents(db, id),
    listOwners(db),
    listRecentKeys(db, id),
  ] as const

export const writeNewCustomer = (db: TenantDb, row: typeof customers.$inferInsert) => db.insert(customers).values(row)

/** Only the version that was loaded is changed; the event of the same batch is the lock. */
export const writeCustomer = (
  db: TenantDb,
  { id, version }: Pick<Customer, 'id' | 'version'>,
  columns: Partial<Customer>,
) =>
  db
    .update(customers)
    .set({ ...columns, version: version + 1 })
    .where(eq(customers.id, id))

export const writeNewContact = (db: TenantDb, row: typeof contacts.$inferInsert) => db.insert(contacts).values(row)

export const writeContact = (db: TenantDb, id: string, columns: Partial<typeof contacts.$inferInsert>) =>
  db.update(contacts).set(columns).where(eq(contacts.id, id))

export const writeNewSite = (db: TenantDb, row: typeof sites.$inferInsert) => db.insert(sites).values(row)

export const writeSite = (db: TenantDb, id: string, columns: Partial<typeof sites.$inferInsert>) =>
  db.update(sites).set(columns).where(eq(sites.id, id))

export const writeConsent = (db: TenantDb, row: typeof consents.$inferInsert) => db.insert(consents).values(row)

export const writeConsentWithdrawn = (db: TenantDb, id: string, withdrawnAt: Date) =>
  db
    .update(consents)
    .set({ withdrawnAt })
    .where(and(eq(consents.id, id), isNull(consents.withdrawnAt)))

/** Whoever agrees anew takes back what they refused before; what bounced stays refused. */
export const writeRefusalTakenBack = (db: TenantDb, channel: 'email' | 'sms', address: string) =>
  db
    .delete(suppressions)
    .where(
      and(
        eq(suppressions.channel, channel),
        eq(suppressions.address, address),
        eq(suppressions.scope, 'commercial'),
        inArray(suppressions.reason, ['unsubscribed', 'opted_out']),
      ),
    )
