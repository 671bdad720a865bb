import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../columns.ts'

/** One walk through all machines, because something changed that every warranty end depends on: a version came into force. */
export const warrantySweeps = sqliteTable('warranty_sweeps', {
  /** What the ends are reckoned by: version, place, the company's own days. Another one is another walk. */
  stamp: text('stamp').primaryKey(),
  /** The last machine that was looked at. */
  cursor: text('cursor').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
})
