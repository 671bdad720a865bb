import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { PolicyKind } from '#rules/policy.ts'
import { members } from '#schema/tenant/member.ts'
import { policyVersions } from '#schema/tenant/policy.ts'
import { type PolicyConsultation, policyComments, policyConsultations } from '#schema/tenant/policy-consultation.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { VersionId } from './policy-version.ts'

/** More than a company of a hundred has ever said about one document. */
const mostComments = 500

/** The rounds of one version, the newest first. */
export const listConsultationsOf = (db: TenantDb, versionId: VersionId) =>
  db
    .select()
    .from(policyConsultations)
    .where(eq(policyConsultations.versionId, versionId))
    .orderBy(desc(policyConsultations.openedAt))
    .limit(20)

/** What members are being asked about now, also once its last day has passed. */
export const findRunningConsultation = (db: TenantDb, policy: PolicyKind) =>
  db
    .select({ number: policyVersions.number, until: policyConsultations.until })
    .from(policyVersions)
    .innerJoin(policyConsultations, eq(policyConsultations.versionId, policyVersions.id))
    .where(
      and(
        eq(policyVersions.policy, policy),
        eq(policyVersions.status, 'consultation'),
        isNull(policyConsultations.endedAt),
      ),
    )
    .limit(1)

/** What was said in all rounds of a version, the newest first; `memberId`: by that one only. */
export const listCommentsOf = (db: TenantDb, versionId: VersionId, memberId?: string) =>
  db
    .select({ comment: policyComments, name: members.name })
    .from(policyConsultations)
    .innerJoin(policyComments, eq(policyComments.consultationId, policyConsultations.id))
    .leftJoin(members, eq(members.id, policyComments.memberId))
    .where(and(eq(policyConsultations.versionId, versionId), memberId ? by(memberId) : undefined))
    .orderBy(desc(policyComments.at), asc(policyComments.id))
    .limit(mostComments)

const by = (memberId: string): SQL => eq(policyComments.memberId, memberId)

export const writeConsultation = (db: TenantDb, row: typeof policyConsultations.$inferInsert) =>
  db.insert(policyConsultations).values(row)

/** Ended once. */
export const writeConsultationEnd = (
  db: TenantDb,
  id: string,
  columns: Pick<PolicyConsultation, 'outcome' | 'endedAt' | 'endedBy' | 'conclusion'>,
) =>
  db
    .update(policyConsultations)
    .set(columns)
    .where(and(eq(policyConsultations.id, id), isNull(policyConsultations.endedAt)))

export const writeComment = (db: TenantDb, row: typeof policyComments.$inferInsert) =>
  db.insert(policyComments).values(row)
