import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What the company's registers are found by: `number` is the row of `register_search`, which holds the words. */
export const searchEntries = sqliteTable(
  'search_entries',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    subject: text('subject').notNull().unique(),
    kind: text('kind', { enum: ['customer', 'product', 'asset', 'contract'] }).notNull(),
  },
  (table) => [index('search_entries_by_kind').on(table.kind, table.number)],
)
