import { getTableColumns, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Statement } from '#tenants/round-trip.ts'

/** Many rows as one statement with one argument: hundreds of them would need more variables than SQLite has. */
export function writeRows<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): Statement[] {
  if (rows.length === 0) return []
  const columns = Object.entries(getTableColumns(table))
  const stored = rows.map((row) =>
    columns.map(([key, column]) => {
      const value = (row as Record<string, unknown>)[key]
      if (value !== undefined) return value === null ? null : column.mapToDriverValue(value)
      return column.default === undefined ? null : column.mapToDriverValue(column.default)
    }),
  )
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const values = sql.join(
    columns.map((_, at) => sql.raw(`j.value ->> ${at}`)),
    sql`, `,
  )
  const query = dialect.sqlToQuery(
    sql`insert into ${table} (${names}) select ${values} from json_each(${JSON.stringify(stored)}) j`,
  )
  return [{ toSQL: () => ({ sql: query.sql, params: query.params }) }]
}

const dialect = new SQLiteAsyncDialect()
