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

export const listServiceClausesInForce = (db: TenantDb, at: Date) =>
  db
    .select()
    .from(clauses)
    .where(eq(clauses.versionId, serviceVersionInForce(db, at)))
    .orderBy(asc(clauses.position))

export const listClauses = (db: TenantDb, versionId: string) =>
  db.select().from(clauses).where(eq(clauses.versionId, versionId)).orderBy(asc(clauses.position))

export const findPolicyVersion = (db: TenantDb, versionId: string) =>
  db
    .select({
      number: policyVersions.number,
      effectiveFrom: policyVersions.effectiveFrom,
      trialUntil: policyVersions.trialUntil,
    })
    .from(policyVersions)
    .where(eq(policyVersions.id, versionId))
