import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { customers } from '#schema/tenant/customer.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { events } from '#schema/tenant/event.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import { workOrders } from '#schema/tenant/work-order.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { LifeRows } from './demo-load-life.ts'

const tables = { customers, serviceRequests, clocks, pauses, messages, events, decisions, workOrders }

/** One statement a table, its rows as one JSON text: a thousand times fewer values on the wire. */
export function insertions({ searches, ...rows }: LifeRows): Statement[] {
  const statements = Object.entries(tables).map(([name, table]) => insertion(table, rows[name as keyof typeof tables]))
  const text = JSON.stringify(searches)
  const sql = 'insert into service_request_search (rowid, grams) select value->>0, value->>1 from json_each(?)'
  return [...statements.filter((one) => one !== undefined), { toSQL: () => ({ sql, params: [text] }) }]
}

function insertion(table: Table, rows: readonly object[]): Statement | undefined {
  if (rows.length === 0) return undefined
  const columns = Object.entries(getTableColumns(table))
  const values = rows.map((row) => columns.map(([key, column]) => stored(row[key as keyof typeof row], column)))
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ')
  const picked = columns.map((_, index) => `value->>${index}`).join(', ')
  const sql = `insert into "${getTableName(table)}" (${names}) select ${picked} from json_each(?)`
  const text = JSON.stringify(values)
  return { toSQL: () => ({ sql, params: [text] }) }
}

const stored = (value: unknown, column: { mapToDriverValue(value: unknown): unknown }) =>
  value === null || value === undefined ? null : column.mapToDriverValue(value)
