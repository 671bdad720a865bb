import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './columns.ts'

/** Counters of tries per key (account, address, purpose) and window. The same table in every database. */
export const attempts = sqliteTable(
  'attempts',
  {
    /** Purpose and a keyed hash of who tries: never an address in the clear. */
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    /** The count starts again after this instant. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('attempts_by_expiry').on(table.expiresAt)],
)
