import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { channels } from '#schema/tenant/channel.ts'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** By whom one customer is told, as the planner of notices asks it. */
export const customerReachQueries = (db: TenantDb, customerId: string | SQL) =>
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
      .where(sql`${customers.id} = ${customerId}`),
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
      .where(
        and(sql`${contacts.customerId} = ${customerId}`, eq(contacts.isNotified, true), isNull(contacts.removedAt)),
      ),
    db
      .select({ channel: consents.channel, address: consents.address })
      .from(consents)
      .where(and(sql`${consents.customerId} = ${customerId}`, isNull(consents.withdrawnAt))),
    db
      .select({ channel: suppressions.channel, address: suppressions.address, scope: suppressions.scope })
      .from(suppressions)
      .where(
        and(
          inArray(suppressions.channel, ['email', 'sms']),
          sql`${suppressions.address} in (select lower(email) from customers where id = ${customerId} and email is not null
          union select lower(email) from contacts where customer_id = ${customerId} and email is not null
          union select phone_key from customers where id = ${customerId}
          union select phone_key from contacts where customer_id = ${customerId})`,
        ),
      ),
    db.select().from(channels).where(isNull(channels.removedAt)),
  ] as const
