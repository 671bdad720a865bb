import { and, asc, eq, gte, type SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { assets } from '#schema/tenant/asset.ts'
import { companies } from '#schema/tenant/company.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { members } from '#schema/tenant/member.ts'
import { photos } from '#schema/tenant/photo.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewServiceRequest = Omit<typeof serviceRequests.$inferInsert, 'number' | 'customerId' | 'version'>

const firstNumber = 1001

/** The next number is taken inside the batch: writers come one after the other, so no number is given twice or left out. */
export const writeNewServiceRequest = (db: TenantDb, row: NewServiceRequest, customerId: SQL<string>) =>
  db.insert(serviceRequests).values({
    ...row,
    version: 1,
    customerId,
    number: sql`(select coalesce(max(${serviceRequests.number}), ${firstNumber - 1}) + 1 from ${serviceRequests})`,
  })

const numberOf = (requestId: string) =>
  sql`(select ${serviceRequests.number} from ${serviceRequests} where ${serviceRequests.id} = ${requestId})`

/** What it can be found by, under its number; the number too. */
export const writeSearchText = (requestId: string, grams: string): Statement =>
  statement(
    sql`insert into service_request_search (rowid, grams)
        values (${numberOf(requestId)}, ${grams} || ' ' || ${numberOf(requestId)})`,
  )

/** The mail says the number, which only the batch knows. */
export const writeNumberIntoNotice = (noticeKey: string, requestId: string): Statement =>
  statement(
    sql`update notices set data = json_set(data, '$.number', ${numberOf(requestId)})
        where key = ${noticeKey} and subject = ${requestId}`,
  )

/** The first one of the last minutes with the same caller, machine and words. */
export const findDuplicate = (db: TenantDb, duplicateKey: string, since: Date) =>
  db
    .select({ id: serviceRequests.id, number: serviceRequests.number, version: serviceRequests.version })
    .from(serviceRequests)
    .where(and(eq(serviceRequests.duplicateKey, duplicateKey), gte(serviceRequests.receivedAt, since)))
    .orderBy(asc(serviceRequests.receivedAt))
    .limit(1)

export const findByTracking = (db: TenantDb, trackingHash: string) =>
  db.select().from(serviceRequests).where(eq(serviceRequests.trackingHash, trackingHash)).limit(1)

/** Something was added that changes no column: the next event needs the next version. */
export const writeVersion = (db: TenantDb, { id, version }: { id: string; version: number }) =>
  db
    .update(serviceRequests)
    .set({ version: version + 1 })
    .where(eq(serviceRequests.id, id))

/** All that the customer's page shows, for one round trip. */
export const trackingQueries = (db: TenantDb, trackingHash: string) => {
  const own = db
    .select({ id: serviceRequests.id })
    .from(serviceRequests)
    .where(eq(serviceRequests.trackingHash, trackingHash))
  return [
    db.select().from(companies).where(eq(companies.id, 'company')).limit(1),
    findByTracking(db, trackingHash),
    db.select().from(clocks).where(eq(clocks.requestId, own)),
    db
      .select({ id: decisions.id, clauseNumber: decisions.clauseNumber, steps: decisions.steps })
      .from(decisions)
      .where(eq(decisions.subject, own)),
    db.select().from(pauses).where(eq(pauses.requestId, own)).orderBy(asc(pauses.from)),
    db
      .select({ id: messages.id, kind: messages.kind, body: messages.body, at: messages.at, author: members.name })
      .from(messages)
      .leftJoin(members, eq(members.id, messages.memberId))
      .where(and(eq(messages.requestId, own), sql`${messages.kind} <> 'note'`))
      .orderBy(asc(messages.at), asc(messages.id)),
    db.select().from(photos).where(eq(photos.requestId, own)).orderBy(asc(photos.createdAt), asc(photos.id)),
    ...coverageOfTracked(db, trackingHash),
  ] as const
}

/** Who pays, whose machine it is, and whether the policy speaks of warranty. */
function coverageOfTracked(db: TenantDb, trackingHash: string) {
  const own = <C extends 'coverageDecisionId' | 'assetId' | 'policyVersionId'>(column: C) =>
    db
      .select({ id: serviceRequests[column] })
      .from(serviceRequests)
      .where(eq(serviceRequests.trackingHash, trackingHash))
  return [
    db
      .select({ clauseNumber: decisions.clauseNumber, result: decisions.result, steps: decisions.steps })
      .from(decisions)
      .where(eq(decisions.id, own('coverageDecisionId'))),
    db
      .select({ customerId: assets.customerId })
      .from(assets)
      .where(eq(assets.id, own('assetId'))),
    db
      .select({ key: clauses.key })
      .from(clauses)
      .where(and(eq(clauses.versionId, own('policyVersionId')), sql`instr(${clauses.rules}, '"warranty.lines"') > 0`))
      .limit(1),
  ] as const
}

const dialect = new SQLiteAsyncDialect()

function statement(query: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return { toSQL: () => ({ sql: text, params }) }
}
