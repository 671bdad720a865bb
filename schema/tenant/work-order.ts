import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, instant, version } from '../columns.ts'

export const workOrderKinds = ['remote', 'on_site', 'depot'] as const
export const workOrderStatuses = ['dispatched', 'accepted', 'arrived', 'finished', 'cancelled'] as const

/** One dispatched piece of work that serves a service request. */
export const workOrders = sqliteTable(
  'work_orders',
  {
    id: id(),
    version: version(),
    requestId: text('request_id').notNull(),
    memberId: text('member_id').notNull(),
    kind: text('kind', { enum: workOrderKinds }).notNull(),
    status: text('status', { enum: workOrderStatuses }).notNull(),
    dispatchedAt: instant('dispatched_at').notNull(),
    arrivedAt: instant('arrived_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    index('work_orders_by_request').on(table.requestId),
    index('work_orders_by_member').on(table.memberId, table.status),
  ],
)
export type WorkOrder = typeof workOrders.$inferSelect
