import { asc, eq } from 'drizzle-orm'
import type { CalendarOverride } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import { type CalendarDay, calendarDays } from '#schema/tenant/calendar-day.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The tenant's own days; the unique day refuses a second entry for one. A few dozen a year. */
export const listCalendarDays = (db: TenantDb) => db.select().from(calendarDays).orderBy(asc(calendarDays.day))

type OwnDay = Pick<CalendarDay, 'day' | 'kind' | 'intervals' | 'note'>

/** As the calendar rule takes them. An open day without hours opens as a make-up workday does. */
export const overridesOf = (days: readonly OwnDay[]): CalendarOverride[] =>
  days.map(({ day, kind, intervals, note }) => ({
    day: day as Day,
    ...(note ? { note } : {}),
    ...(kind === 'open' ? { kind, ...(intervals.length > 0 ? { intervals } : {}) } : { kind }),
  }))

export const findCalendarDay = (db: TenantDb, day: string) =>
  db.select().from(calendarDays).where(eq(calendarDays.day, day)).limit(1)

export const writeCalendarDays = (db: TenantDb, rows: (typeof calendarDays.$inferInsert)[]) =>
  db.insert(calendarDays).values(rows)

export const writeCalendarDayRemoved = (db: TenantDb, day: string) =>
  db.delete(calendarDays).where(eq(calendarDays.day, day))
