import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { PolicyKind } from '#rules/policy.ts'
import { members } from '#schema/tenant/member.ts'
import { type PolicyVersion, policyVersions } from '#schema/tenant/policy.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** A version's id as a sub-select, so that its clauses come in the same round trip. */
export type VersionId = SQL<string>

const unfinished = ['draft', 'shadow', 'consultation'] as const
const begun = ['published', 'superseded'] as const

/** Newest first; a company makes a few a year. */
export const listPolicyVersions = (db: TenantDb, policy: PolicyKind) =>
  db
    .select()
    .from(policyVersions)
    .where(eq(policyVersions.policy, policy))
    .orderBy(desc(policyVersions.number))
    .limit(200)

export const inForceId = (db: TenantDb, policy: PolicyKind, at: Date): VersionId =>
  sql`(${db
    .select({ id: policyVersions.id })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.policy, policy),
        inArray(policyVersions.status, begun),
        lte(policyVersions.effectiveFrom, at),
      ),
    )
    .orderBy(desc(policyVersions.effectiveFrom), desc(policyVersions.number))
    .limit(1)})`

/** The version in force; while there is none yet, the draft. */
export const shownId = (db: TenantDb, policy: PolicyKind, at: Date): VersionId =>
  sql`coalesce(${inForceId(db, policy, at)}, ${draftId(db, policy)})`

export const draftId = (db: TenantDb, policy: PolicyKind): VersionId =>
  sql`(${db.select({ id: policyVersions.id }).from(policyVersions).where(isDraftOf(policy)).limit(1)})`

/** The version that the draft was made from. */
export const baseOfDraftId = (db: TenantDb, policy: PolicyKind): VersionId =>
  sql`(${db.select({ id: policyVersions.basedOn }).from(policyVersions).where(isDraftOf(policy)).limit(1)})`

/** What a new draft starts from: the version that was published to take effect last; without one, the newest. */
export const latestId = (db: TenantDb, policy: PolicyKind): VersionId =>
  sql`(${db
    .select({ id: policyVersions.id })
    .from(policyVersions)
    .where(eq(policyVersions.policy, policy))
    .orderBy(
      desc(inArray(policyVersions.status, begun)),
      desc(policyVersions.effectiveFrom),
      desc(policyVersions.number),
    )
    .limit(1)})`

export const numberedId = (db: TenantDb, policy: PolicyKind, number: number): VersionId =>
  sql`(${db.select({ id: policyVersions.id }).from(policyVersions).where(isNumbered(policy, number))})`

/** The version that this one was made from. */
export const baseId = (db: TenantDb, policy: PolicyKind, number: number): VersionId =>
  sql`(${db.select({ id: policyVersions.basedOn }).from(policyVersions).where(isNumbered(policy, number))})`

/** Whoever was active enough to share the opening hours. */
export const countColleagues = (db: TenantDb) =>
  db
    .select({ people: count() })
    .from(members)
    .where(and(isNull(members.disabledAt), isNotNull(members.joinedAt)))

/** Who may take a finding on. */
export const listApprovers = (db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name, role: members.role })
    .from(members)
    .where(and(inArray(members.role, ['owner', 'admin']), isNull(members.disabledAt), isNotNull(members.joinedAt)))
    .orderBy(asc(members.name), asc(members.id))
    .limit(100)

export const listMemberNames = (db: TenantDb) =>
  db.select({ id: members.id, name: members.name }).from(members).limit(1000)

export const writePolicyVersion = (db: TenantDb, row: typeof policyVersions.$inferInsert) =>
  db.insert(policyVersions).values(row)

/** Only a draft, and only as it was loaded: what is published stays as it is (GR-29). */
export const writeDraft = (db: TenantDb, draft: PolicyVersion, columns: Partial<PolicyVersion>) =>
  db
    .update(policyVersions)
    .set({ ...columns, version: draft.version + 1 })
    .where(
      and(
        eq(policyVersions.id, draft.id),
        eq(policyVersions.version, draft.version),
        inArray(policyVersions.status, unfinished),
      ),
    )

/** Only before its first moment: from then on it binds. The reason stays with it. */
export const writeCalledOff = (db: TenantDb, { id, version }: PolicyVersion, reason: string, now: Date) =>
  db
    .update(policyVersions)
    .set({ status: 'withdrawn', note: reason, version: version + 1 })
    .where(
      and(
        eq(policyVersions.id, id),
        eq(policyVersions.version, version),
        eq(policyVersions.status, 'published'),
        gt(policyVersions.effectiveFrom, now),
      ),
    )

/** What a version is compared with. */
export const writeBaseOf = (db: TenantDb, { id }: PolicyVersion, basedOn: string | null) =>
  db.update(policyVersions).set({ basedOn }).where(eq(policyVersions.id, id))

const isDraftOf = (policy: PolicyKind) =>
  and(eq(policyVersions.policy, policy), inArray(policyVersions.status, unfinished))
const isNumbered = (policy: PolicyKind, number: number) =>
  and(eq(policyVersions.policy, policy), eq(policyVersions.number, number))
