import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../columns.ts'

/** What a form's hidden key was answered with: the same key and content replays the answer. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text('key').primaryKey(),
    purpose: text('purpose').notNull(),
    contentHash: text('content_hash').notNull(),
    subjectId: text('subject_id').notNull(),
    answer: json<Record<string, unknown>>('answer').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('idempotency_keys_by_time').on(table.at)],
)
