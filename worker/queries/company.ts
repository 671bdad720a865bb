import { getTableColumns, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import { type Company, companies } from '#schema/tenant/company.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { mailPermission } from './report.ts'

export type FrontKeys = {
  now: Date
  /** Days of the company's own are read from here on. */
  fromDay: string
  /** Where reports of the hour are counted. */
  pressureKey: string
}

/** `front`: what is shown, as JSON: the same text for as long as nothing of it has changed. `reports`: of this hour. */
export type FrontRow = { front: string; reports: number }

const columns = Object.entries(getTableColumns(companies))

/**
 * All that a public page is made from, as one row: the company, its policy in force, its own days, whether it
 * may write to customers, how busy its form is.
 */
export const findFront = prepared((db: TenantDb, { now, fromDay, pressureKey }: Gaps<FrontKeys>) =>
  db.all<FrontRow>(sql`select json_array(
      json_array(${sql.join(
        columns.map(([, column]) => sql`${column}`),
        sql`, `,
      )}),
      (select id from policy_versions
        where policy = 'service' and status in ('published', 'superseded') and effective_from <= ${now}
        order by effective_from desc, number desc limit 1),
      json((select json_group_array(json_array(day, kind, json(intervals), note)) from calendar_days where day >= ${fromDay})),
      ${mailPermission}) as front,
    coalesce((select count from attempts where key = ${pressureKey} and expires_at > ${now}), 0) as reports
    from companies where id = 'company'`),
)

type OwnDay = Pick<CalendarDay, 'day' | 'kind' | 'intervals' | 'note'>
export type FrontFound = { company: Company; versionId: string | null; days: OwnDay[]; mayMail: boolean }

type Days = [Day, CalendarDay['kind'], CalendarDay['intervals'], string | null][]

/** The row in the schema's own types. */
export function frontIn({ front }: FrontRow): FrontFound {
  const [company, versionId, days, mayMail] = JSON.parse(front) as [unknown[], string | null, Days, number]
  const values = columns.map(([field, column], at) => {
    const value = company[at] ?? null
    return [field, value === null ? null : column.mapFromDriverValue(value)]
  })
  return {
    company: Object.fromEntries(values) as Company,
    versionId,
    days: days.map(([day, kind, intervals, note]) => ({ day, kind, intervals, note })),
    mayMail: mayMail === 1,
  }
}
