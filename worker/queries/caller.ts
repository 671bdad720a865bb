import { asc, desc, eq } from 'drizzle-orm'
import { customers } from '#schema/tenant/customer.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Who calls from this number, and what they called about before; by index, a handful of rows. */
export const callerQueries = (db: TenantDb, phoneKey: string) =>
  [
    db
      .select({
        name: customers.name,
        phone: customers.phone,
        email: customers.email,
        address: customers.address,
        zone: customers.zone,
        tier: customers.tier,
      })
      .from(customers)
      .where(eq(customers.phoneKey, phoneKey))
      .orderBy(asc(customers.id))
      .limit(1),
    db
      .select({
        id: serviceRequests.id,
        number: serviceRequests.number,
        status: serviceRequests.status,
        product: serviceRequests.product,
        serialNumber: serviceRequests.serialNumber,
        description: serviceRequests.description,
        receivedAt: serviceRequests.receivedAt,
      })
      .from(serviceRequests)
      .where(eq(serviceRequests.phoneKey, phoneKey))
      .orderBy(desc(serviceRequests.receivedAt))
      .limit(5),
  ] as const
