import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { members } from '#schema/tenant/member.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { listChannels } from './channel.ts'
import { type EndingWalk, endingAssetColumn, endingContractColumn } from './ending.ts'

const mostMembers = 500

/** Which customers, by the column that names them. */
export type ChosenCustomers = (column: SQLiteColumn) => SQL | undefined

export const inWalk =
  (db: TenantDb, walk: EndingWalk): ChosenCustomers =>
  (column) =>
    or(
      inArray(column, endingContractColumn(db, walk, 'customerId')),
      inArray(column, endingAssetColumn(db, walk, 'customerId')),
    )

/** By whom and by which ways one customer is reached, asked as the planner of notices asks it. */
export const customerReachQueries = (db: TenantDb, customerId: string | SQL) =>
  [...customerRecipientQueries(db, (column) => sql`${column} = ${customerId}`), listChannels(db)] as const

/** By whom these customers are reached, what their addresses agreed to and what they refused. */
export const customerRecipientQueries = (db: TenantDb, chosen: ChosenCustomers) =>
  [
    db
      .select({
        id: customers.id,
        name: customers.name,
        phoneKey: customers.phoneKey,
        email: customers.email,
        lang: customers.lang,
        ownerId: customers.ownerId,
      })
      .from(customers)
      .where(chosen(customers.id)),
    db
      .select({
        id: contacts.id,
        customerId: contacts.customerId,
        name: contacts.name,
        phoneKey: contacts.phoneKey,
        email: contacts.email,
        lang: contacts.lang,
      })
      .from(contacts)
      .where(notifiedContacts(chosen))
      .orderBy(asc(contacts.id)),
    db
      .select({ channel: consents.channel, address: consents.address })
      .from(consents)
      .where(and(isAddressOf(db, consents, chosen), isNull(consents.withdrawnAt))),
    db
      .select({ channel: suppressions.channel, address: suppressions.address, scope: suppressions.scope })
      .from(suppressions)
      .where(isAddressOf(db, suppressions, chosen)),
  ] as const
type Queries = ReturnType<typeof customerRecipientQueries>
export type ReachableCustomer = Awaited<Queries[0]>[number]
export type ReachableContact = Awaited<Queries[1]>[number]
export type Consented = Awaited<Queries[2]>[number]
export type Refused = Awaited<Queries[3]>[number]

const notifiedContacts = (chosen: ChosenCustomers) =>
  and(chosen(contacts.customerId), eq(contacts.isNotified, true), isNull(contacts.removedAt))

/** An e-mail address or a phone key of one of them, under its own channel. */
const isAddressOf = (db: TenantDb, marks: typeof consents | typeof suppressions, chosen: ChosenCustomers) =>
  or(
    and(
      eq(marks.channel, 'email'),
      or(
        inArray(marks.address, addressesOf(db, 'email', chosen).ofCustomers),
        inArray(marks.address, addressesOf(db, 'email', chosen).ofContacts),
      ),
    ),
    and(
      eq(marks.channel, 'sms'),
      or(
        inArray(marks.address, addressesOf(db, 'phoneKey', chosen).ofCustomers),
        inArray(marks.address, addressesOf(db, 'phoneKey', chosen).ofContacts),
      ),
    ),
  )

function addressesOf(db: TenantDb, column: 'email' | 'phoneKey', chosen: ChosenCustomers) {
  return {
    ofCustomers: db
      .select({ value: sql<string>`lower(${customers[column]})` })
      .from(customers)
      .where(and(chosen(customers.id), isNotNull(customers[column]))),
    ofContacts: db
      .select({ value: sql<string>`lower(${contacts[column]})` })
      .from(contacts)
      .where(and(notifiedContacts(chosen), isNotNull(contacts[column]))),
  }
}

/** Everybody on the staff who can be told something, and every way out that the company set up. */
export const staffQueries = (db: TenantDb) =>
  [
    db
      .select({
        id: members.id,
        name: members.name,
        email: members.email,
        role: members.role,
        position: members.position,
        lang: members.lang,
        joinedAt: members.joinedAt,
      })
      .from(members)
      .where(isNull(members.disabledAt))
      .orderBy(asc(members.id))
      .limit(mostMembers),
    listChannels(db),
  ] as const
export type ReachableMember = Awaited<ReturnType<typeof staffQueries>[0]>[number]
