import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The service policy that customers are promised by: the last version that has begun. A sub-select, or a query of its own. */
export const serviceVersionInForce = (db: TenantDb, at: Date) =>
  db
    .select({ id: policyVersions.id })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.policy, 'service'),
        inArray(policyVersions.status, ['published', 'superseded']),
        lte(policyVersions.effectiveFrom, at),
      ),
    )
    .orderBy(desc(policyVersions.effectiveFrom), desc(policyVersions.number))
    .limit(1)

/** A version and its clauses. `id` is a version's, or the sub-select of the one in force. */
export const versionQueries = (db: TenantDb, id: string | ReturnType<typeof serviceVersionInForce>) =>
  [
    db
      .select({
        number: policyVersions.number,
        effectiveFrom: policyVersions.effectiveFrom,
        trialUntil: policyVersions.trialUntil,
      })
      .from(policyVersions)
      .where(eq(policyVersions.id, id)),
    db.select().from(clauses).where(eq(clauses.versionId, id)).orderBy(asc(clauses.position)),
  ] as const

export const listServiceClausesInForce = (db: TenantDb, at: Date) =>
  versionQueries(db, serviceVersionInForce(db, at))[1]

/** Of the version that was in force before the one that is: what a new line of a clause is told by. */
export const listServiceClausesBefore = (db: TenantDb, at: Date) =>
  db
    .select()
    .from(clauses)
    .where(eq(clauses.versionId, serviceVersionInForce(db, at).offset(1)))
    .orderBy(asc(clauses.position))
