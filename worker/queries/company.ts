import { getTableColumns, sql } from 'drizzle-orm'
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

/** As the database answers: the company's columns, and four of our own. */
export type FrontRow = Record<string, unknown> & {
  policy_version_id: string | null
  days: string
  may_mail: number
  reports: number
}

/**
 * All that a public page is made from, as one row: the company, its policy in force, its own days, whether it
 * may write to customers, how busy its form is.
 */
export const findFront = prepared((db: TenantDb, { now, fromDay, pressureKey }: Gaps<FrontKeys>) =>
  db.all<FrontRow>(sql`select companies.*,
    (select id from policy_versions
      where policy = 'service' and status in ('published', 'superseded') and effective_from <= ${now}
      order by effective_from desc, number desc limit 1) as policy_version_id,
    (select json_group_array(json_array(day, kind, json(intervals), note)) from calendar_days where day >= ${fromDay}) as days,
    ${mailPermission} as may_mail,
    coalesce((select count from attempts where key = ${pressureKey} and expires_at > ${now}), 0) as reports
    from companies where id = 'company'`),
)

const columns = Object.entries(getTableColumns(companies))

/** The row in the schema's own types. */
export const companyIn = (row: FrontRow): Company =>
  Object.fromEntries(
    columns.map(([field, column]) => {
      const value = row[column.name]
      return [field, value === null || value === undefined ? null : column.mapFromDriverValue(value)]
    }),
  ) as Company
