import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { members } from '#schema/tenant/member.ts'
import { policyAcknowledgements } from '#schema/tenant/policy-acknowledgement.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { VersionId } from './policy-version.ts'

export const findAcknowledgement = (db: TenantDb, versionId: VersionId, memberId: string) =>
  db
    .select()
    .from(policyAcknowledgements)
    .where(and(eq(policyAcknowledgements.versionId, versionId), eq(policyAcknowledgements.memberId, memberId)))
    .limit(1)

/** Whoever works here or has confirmed while they did, and when they confirmed. */
export const listAcknowledgements = (db: TenantDb, versionId: VersionId) =>
  db
    .select({ id: members.id, name: members.name, role: members.role, at: policyAcknowledgements.at })
    .from(members)
    .leftJoin(
      policyAcknowledgements,
      and(eq(policyAcknowledgements.versionId, versionId), eq(policyAcknowledgements.memberId, members.id)),
    )
    .where(or(isNotNull(policyAcknowledgements.id), and(isNull(members.disabledAt), isNotNull(members.joinedAt))))
    .orderBy(asc(members.name), asc(members.id))
    .limit(500)

export const writeAcknowledgement = (db: TenantDb, row: typeof policyAcknowledgements.$inferInsert) =>
  db.insert(policyAcknowledgements).values(row)
