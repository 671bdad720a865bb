import { type Column, getTableColumns, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Filled, type Gaps, prepared, type Query } from './prepared.ts'
import type { Database } from './scope.ts'

type Values = Record<string, unknown>

type Shape<T extends SQLiteTable, Row> = {
  /** Columns that the statement finds itself, also by values that the table has no column for. */
  reckoned?: (db: Database, gaps: Gaps<Row>) => Partial<Record<keyof T['$inferInsert'], SQL>>
  /** What is there already stays as it is. */
  onConflict?: 'nothing'
}

/** Inserts one row by a text that is built once an isolate; what the row leaves out is its column's default, or null. */
export function preparedInsert<T extends SQLiteTable, Row extends Values = T['$inferInsert']>(
  table: T,
  { reckoned, onConflict }: Shape<T, Row> = {},
) {
  const columns: [string, Column][] = Object.entries(getTableColumns(table))
  const insert: (db: Database, values: Values) => Filled = prepared((db: Database, gaps: Gaps<Values>) => {
    const row = Object.fromEntries(columns.map(([name]) => [name, gaps[name]]))
    const into = db.insert(table) as unknown as Into
    const built = into.values({ ...row, ...reckoned?.(db, gaps as unknown as Gaps<Row>) })
    return onConflict === 'nothing' ? built.onConflictDoNothing() : built
  })
  return (db: Database, row: Row): Filled => {
    const values: Values = { ...row }
    for (const [name, column] of columns) if (values[name] === undefined) values[name] = column.default ?? null
    return insert(db, values)
  }
}

/** Which columns there are is seen when it runs. */
type Into = { values(row: Values): Query & { onConflictDoNothing(): Query } }
