import type { SQL } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Statement } from '#tenants/round-trip.ts'

const dialect = new SQLiteAsyncDialect()

/** What drizzle has no builder for, as a statement of a write batch. */
export function statement(query: SQL): Statement {
  const { sql, params } = dialect.sqlToQuery(query)
  return { toSQL: () => ({ sql, params }) }
}
