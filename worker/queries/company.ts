import { eq, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { companies } from '#schema/tenant/company.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { serviceVersionInForce } from './policy.ts'

export type FrontKeys = {
  now: Date
  /** Days of the company's own are read from here on. */
  fromDay: string
  /** Where reports of the hour are counted. */
  pressureKey: string
}

/** All that a public page is made from, as one row: the company, its policy in force, its own days, how busy its form is. */
export const findFront = (db: TenantDb, { now, fromDay, pressureKey }: FrontKeys) =>
  db
    .select({
      company: companies,
      policyVersionId: sql<string | null>`(${serviceVersionInForce(db, now)})`,
      days: sql<string>`(select json_group_array(json_array(${calendarDays.day}, ${calendarDays.kind}, json(${calendarDays.intervals}), ${calendarDays.note}))
        from ${calendarDays} where ${calendarDays.day} >= ${fromDay})`,
      reports: sql<number>`coalesce((select ${attempts.count} from ${attempts}
        where ${attempts.key} = ${pressureKey} and ${attempts.expiresAt} > ${now.getTime()}), 0)`,
    })
    .from(companies)
    .where(eq(companies.id, 'company'))
