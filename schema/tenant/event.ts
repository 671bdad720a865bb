import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { id, instant, json } from '../columns.ts'

/** What happened, who did it, when: the audit trail and the concurrency guard in one. */
export const events = sqliteTable(
  'events',
  {
    id: id(),
    subject: text('subject').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    actor: text('actor').notNull(),
    at: instant('at').notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
  },
  (table) => [unique('events_once').on(table.subject, table.version), index('events_by_time').on(table.at, table.id)],
)
export type Event = typeof events.$inferSelect
