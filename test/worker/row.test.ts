import type { ResultSet } from '@libsql/client/web'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql/web'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { companies } from '#schema/tenant/company.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import { sessions } from '#schema/tenant/session.ts'
import { rowReader, type Selected } from '#tenants/row.ts'

const builder = drizzle.mock()

/** What drizzle has made of a query: what was selected, and its own way to read a row. */
type Made = {
  fields: Selected[]
  joinsNotNullableMap: Record<string, boolean>
  mapResult(result: Pick<ResultSet, 'rows'>, isFromBatch: true): unknown
}
const madeFrom = (query: object) => (query as { _prepare(): Made })._prepare()

/** Values as the wire brings them for what was selected; each may be null, as a left join makes them. */
function anyRow({ fields }: Made) {
  const values = fields.map(({ field }): fc.Arbitrary<unknown> => {
    const kind = 'dataType' in field ? field.dataType : 'number'
    if (kind === 'json') return fc.json()
    return kind === 'string' ? fc.string() : fc.integer({ min: 0, max: 2 ** 40 })
  })
  return fc.tuple(...values.map((value) => fc.option(value, { freq: 2 })))
}

function expectSameAsDrizzle(query: object) {
  const made = madeFrom(query)
  const readRow = rowReader(made.fields, made.joinsNotNullableMap)
  fc.assert(
    fc.property(anyRow(made), (row) => {
      const rows = [row] as unknown as ResultSet['rows']
      expect([readRow(row)]).toStrictEqual(made.mapResult({ rows }, true))
    }),
  )
}

const tables: SQLiteTable[] = [
  ...[calendarDays, companies, decisions, events, members, clauses, policyVersions],
  ...[clocks, messages, pauses, serviceRequests, sessions],
]

test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  'a row of %s is read as drizzle reads it',
  (_name, table) => expectSameAsDrizzle(builder.select().from(table)),
)

const written = eq(messages.memberId, members.id)
const decided = sql<Date>`max(${decisions.at})`.mapWith(decisions.at)
const joined = {
  'by an inner join': builder.select().from(messages).innerJoin(members, written),
  'by a left join': builder.select().from(messages).leftJoin(members, written),
  'by a right join': builder.select().from(messages).rightJoin(members, written),
  'by a full join': builder.select().from(messages).fullJoin(members, written),
  'by a left join, some columns of it': builder
    .select({ at: messages.at, by: { name: members.name, since: members.createdAt } })
    .from(messages)
    .leftJoin(members, written),
  'by a left join, an expression among its columns': builder
    .select({ by: { upper: sql<string>`upper(${members.name})`, name: members.name, joinedAt: members.joinedAt } })
    .from(messages)
    .leftJoin(members, written),
  'by a left join, with columns of both tables in one object': builder
    .select({ both: { name: members.name, at: messages.at } })
    .from(messages)
    .leftJoin(members, written),
  'from nothing but expressions': builder.select({ open: sql<number>`1`, decided }).from(sql`(select 1)`),
}

test.each(Object.entries(joined))('what is selected %s is read as drizzle reads it', (_name, query) =>
  expectSameAsDrizzle(query),
)
