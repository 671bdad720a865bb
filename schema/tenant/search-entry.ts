import { type SQLWrapper, sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag } from '../columns.ts'

/** What the company's registers are found by: `number` is the row of `register_search`, which holds the words. */
export const searchEntries = sqliteTable(
  'search_entries',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    subject: text('subject').notNull().unique(),
    kind: text('kind', { enum: ['customer', 'product', 'asset', 'contract'] }).notNull(),
    /** Whose it is, or what it is called, has another name by now: the jobs write its words anew. */
    isStale: flag('is_stale').notNull().default(false),
  },
  (table) => [
    index('search_entries_by_kind').on(table.kind, table.number),
    index('search_entries_stale').on(table.kind, table.number).where(isStaleEntry(table)),
  ],
)
/** Written out: a partial index asks for the same words. */
export function isStaleEntry({ isStale }: { isStale: SQLWrapper }) {
  return sql`${isStale} = 1`
}
