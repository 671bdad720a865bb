import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { customerIdOf } from './customer.ts'

const mostMachines = 6
/** So many of the newest are looked through for those that are still open. */
const mostRequests = 20

/** Who calls from this number, their machines, and what they called about before; by index, a handful of rows. */
export const callerQueries = (db: TenantDb, phoneKey: string) => {
  const customerId = customerIdOf(db, phoneKey)
  return [
    db
      .select({
        id: customers.id,
        name: customers.name,
        kind: customers.kind,
        email: customers.email,
        address: customers.address,
        zone: customers.zone,
        tier: customers.tier,
      })
      .from(customers)
      .where(sql`${customers.id} = ${customerId}`)
      .limit(1),
    db
      .select({ name: contacts.name, duty: contacts.duty, email: contacts.email })
      .from(contacts)
      .where(
        and(eq(contacts.phoneKey, phoneKey), sql`${contacts.customerId} = ${customerId}`, isNull(contacts.removedAt)),
      )
      .limit(1),
    db
      .select({ id: assets.id, name: assets.name, serialNumber: assets.serialNumber })
      .from(assets)
      .where(and(sql`${assets.customerId} = ${customerId}`, isNull(assets.removedAt)))
      .orderBy(asc(assets.id))
      .limit(mostMachines),
    requests(db)
      .where(sql`${serviceRequests.customerId} = ${customerId}`)
      .orderBy(desc(serviceRequests.receivedAt))
      .limit(mostRequests),
    requests(db).where(eq(serviceRequests.phoneKey, phoneKey)).orderBy(desc(serviceRequests.receivedAt)).limit(5),
  ] as const
}

const requests = (db: TenantDb) =>
  db
    .select({
      id: serviceRequests.id,
      number: serviceRequests.number,
      status: serviceRequests.status,
      open: serviceRequests.open,
      product: serviceRequests.product,
      description: serviceRequests.description,
      receivedAt: serviceRequests.receivedAt,
    })
    .from(serviceRequests)
