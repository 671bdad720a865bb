import { and, asc, inArray, lt, sql } from 'drizzle-orm'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { awaitsClosing, serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The policy versions whose requests wait to be closed, with the instant at which the first of them was resolved. */
export const listClosingVersions = (db: TenantDb) =>
  db.all<{ id: string; oldest: number | null }>(sql`select id, (
      select min(resolved_at) from ${serviceRequests}
      where ${awaitsClosing(serviceRequests)} and policy_version_id = ${policyVersions.id}
    ) as oldest from ${policyVersions} where policy = 'service'`)

/** The documents of these versions, in their order. */
export const listClausesOf = (db: TenantDb, versionIds: string[]) =>
  db
    .select()
    .from(clauses)
    .where(inArray(clauses.versionId, versionIds))
    .orderBy(asc(clauses.versionId), asc(clauses.position))

/** Requests of one policy version that fell silent before; those resolved first come first. */
export const listSilent = (db: TenantDb, versionId: string, before: Date, limit: number) =>
  db
    .select({
      id: serviceRequests.id,
      version: serviceRequests.version,
      status: serviceRequests.status,
      standing: serviceRequests.standing,
      unansweredSince: serviceRequests.unansweredSince,
      resolvedAt: serviceRequests.resolvedAt,
      confirmedAt: serviceRequests.confirmedAt,
      lastWordAt: lastWordAt.mapWith(serviceRequests.resolvedAt),
    })
    .from(serviceRequests)
    .where(
      and(
        awaitsClosing(serviceRequests),
        sql`${serviceRequests.policyVersionId} = ${versionId}`,
        lt(serviceRequests.resolvedAt, before),
        sql`coalesce(${serviceRequests.confirmedAt}, 0) < ${before.getTime()}`,
        sql`coalesce(${lastWordAt}, 0) < ${before.getTime()}`,
      ),
    )
    .orderBy(asc(serviceRequests.resolvedAt))
    .limit(limit)

/** Notes stay inside the company: they break no silence. */
const lastWordAt = sql<Date | null>`(select max(at) from messages
  where request_id = ${serviceRequests.id} and kind <> 'note')`
