import { and, asc, eq, exists, gte, not, type SQLWrapper, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { companies } from '#schema/tenant/company.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { members } from '#schema/tenant/member.ts'
import { photos } from '#schema/tenant/photo.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import { preparedInsert } from '#tenants/prepared-insert.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { knownByPhone } from './customer.ts'
import { guarding } from './guard.ts'

/** `callerKey`: whose number it is becomes its customer; an empty one is nobody's. */
export type NewServiceRequest = Omit<typeof serviceRequests.$inferInsert, 'number' | 'customerId' | 'version'> & {
  callerKey: string
}

const firstNumber = 1001

/** The next number is taken inside the batch: writers come one after the other, so no number is given twice or left out. */
export const writeNewServiceRequest = preparedInsert<typeof serviceRequests, NewServiceRequest>(serviceRequests, {
  reckoned: (db, { callerKey }) => ({
    version: sql`1`,
    customerId: sql`(${knownByPhone(db, callerKey)})`,
    number: sql`(select coalesce(max(${serviceRequests.number}), ${firstNumber - 1}) + 1 from ${serviceRequests})`,
  }),
})

/** What it can be found by, under its number; the number too. */
export const writeSearchText = prepared((db: TenantDb, { id, grams }: Gaps<{ id: string; grams: string }>) =>
  db.run(sql`insert into service_request_search (rowid, grams)
    select number, ${grams} || ' ' || number from ${serviceRequests} where id = ${id}`),
)

/** The mail says the number, which only the batch knows. */
export const writeNumberIntoNotice = prepared(
  (db: TenantDb, { key, requestId }: Gaps<Record<'key' | 'requestId', string>>) =>
    db.run(sql`update notices set data = json_set(data, '$.number', (select number from ${serviceRequests} where id = ${requestId}))
    where key = ${key} and subject = ${requestId}`),
)

/** The first one of the last minutes with the same caller, machine and words. */
export const findDuplicate = (db: TenantDb, duplicateKey: SQLWrapper, since: SQLWrapper) =>
  db
    .select({ id: serviceRequests.id, number: serviceRequests.number, version: serviceRequests.version })
    .from(serviceRequests)
    .where(and(eq(serviceRequests.duplicateKey, duplicateKey), gte(serviceRequests.receivedAt, since)))
    .orderBy(asc(serviceRequests.receivedAt))
    .limit(1)

/** Fails the whole batch where the same was reported a moment ago. */
export const writeUnlessDuplicate = prepared(
  (db: TenantDb, { duplicateKey, since }: Gaps<{ duplicateKey: string; since: Date }>) =>
    db.run(guarding(not(exists(findDuplicate(db, duplicateKey, since))))),
)

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
