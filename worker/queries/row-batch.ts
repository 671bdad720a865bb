import { getTableColumns, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Statement } from '#tenants/round-trip.ts'

/** Many rows as one statement with one argument: hundreds of them would need more variables than SQLite has. */
export function writeRows<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): Statement[] {
  if (rows.length === 0) return []
  const count = Object.keys(getTableColumns(table)).length
  const values = Array.from({ length: count }, (_, at) => `j.value ->> ${at}`).join(', ')
  const stored = rows.map((row) => valuesOf(table, row))
  return [statement(`insert into ${into(table)} select ${values} from json_each(?) j`, [JSON.stringify(stored)])]
}

/** A handful of rows as one statement: SQLite reads an argument for each value faster than JSON. */
export function writeFewRows<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): Statement[] {
  if (rows.length === 0) return []
  const params = rows.flatMap((row) => valuesOf(table, row))
  const gaps = `(${Array(params.length / rows.length)
    .fill('?')
    .join(', ')})`
  return [statement(`insert into ${into(table)} values ${rows.map(() => gaps).join(', ')}`, params)]
}

const statement = (sql: string, params: unknown[]): Statement => ({ toSQL: () => ({ sql, params }) })

/** What a row leaves out is its column's default, or null. */
const valuesOf = <T extends SQLiteTable>(table: T, row: T['$inferInsert']) =>
  Object.entries(getTableColumns(table)).map(([name, column]) => {
    const { [name]: value = column.default ?? null } = row as Record<string, unknown>
    return value === null ? null : column.mapToDriverValue(value)
  })

/** A table and its columns, as written in a statement: built once an isolate. */
function into(table: SQLiteTable): string {
  const known = targets.get(table)
  if (known) return known
  const columns = Object.values(getTableColumns(table)).map(({ name }) => sql.identifier(name))
  const target = dialect.sqlToQuery(sql`${table} (${sql.join(columns, sql`, `)})`).sql
  targets.set(table, target)
  return target
}

const targets = new Map<SQLiteTable, string>()
const dialect = new SQLiteAsyncDialect()
