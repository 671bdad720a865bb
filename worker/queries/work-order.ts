import { and, eq, inArray } from 'drizzle-orm'
import { type WorkOrder, workOrders } from '#schema/tenant/work-order.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Until work orders have pages of their own, a service request has one at a time that is not over. */
export const writeWorkOrder = (db: TenantDb, order: typeof workOrders.$inferInsert) =>
  db.insert(workOrders).values(order)

export const writeRunningWorkOrder = (db: TenantDb, requestId: string, columns: Partial<WorkOrder>) =>
  db
    .update(workOrders)
    .set(columns)
    .where(and(eq(workOrders.requestId, requestId), inArray(workOrders.status, ['dispatched', 'accepted', 'arrived'])))
