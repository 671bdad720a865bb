import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from '../columns.ts'

/** A day of the tenant's own: it beats the holiday table and the weekly pattern. Two entries for a day are refused. */
export const calendarDays = sqliteTable('calendar_days', {
  day: text('day').primaryKey(),
  kind: text('kind', { enum: ['off', 'open'] }).notNull(),
  /** `[["09:00","15:00"]]` for an open day. */
  intervals: json<[string, string][]>('intervals').notNull(),
  note: text('note'),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
})
export type CalendarDay = typeof calendarDays.$inferSelect
