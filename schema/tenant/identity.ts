import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../columns.ts'

/** One row: whose database this is. Compared whenever the database is first opened. */
export const identity = sqliteTable('identity', {
  tenantId: text('tenant_id').primaryKey(),
  /** Raised by a restore; notices of an older generation are looked up before anything is sent. */
  generation: integer('generation').notNull().default(1),
  createdAt: instant('created_at').notNull(),
})
