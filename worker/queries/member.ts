import { and, asc, count, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { memberAddresses } from '#schema/control-plane/tenant.ts'
import { type Member, members, recoveryCodes } from '#schema/tenant/member.ts'
import type { ControlPlaneDb, TenantDb } from '#tenants/scope.ts'

/** `email` in lower case. Zero or one row. */
export const findMemberByEmail = (db: TenantDb, email: string) =>
  db.select().from(members).where(eq(members.email, email)).limit(1)

export const findMember = (db: TenantDb, id: string) => db.select().from(members).where(eq(members.id, id)).limit(1)

/** What a list of colleagues shows; no hash, no secret (I-08). */
export const listMembers = (db: TenantDb) =>
  db
    .select({
      id: members.id,
      name: members.name,
      email: members.email,
      role: members.role,
      position: members.position,
      lang: members.lang,
      joinedAt: members.joinedAt,
      disabledAt: members.disabledAt,
      createdAt: members.createdAt,
      totpEnabledAt: members.totpEnabledAt,
    })
    .from(members)
    .orderBy(asc(members.name), asc(members.id))
    .limit(500)

/** Owners who can sign in; the last one stays. */
export const countOwners = (db: TenantDb) => db.select({ owners: count() }).from(members).where(isWorkingOwner)

const isWorkingOwner = and(eq(members.role, 'owner'), isNull(members.disabledAt), isNotNull(members.joinedAt))

/** For a guard: somebody besides this member is an owner who can sign in. */
export const hasOtherOwner = (memberId: string) =>
  sql`exists (select 1 from ${members} where ${and(isWorkingOwner, ne(members.id, memberId))})`

/** For a guard: the password that was checked is still the password, and its owner may sign in. */
export const hasPassword = (memberId: string, passwordHash: string) =>
  sql`exists (select 1 from ${members} where ${and(
    eq(members.id, memberId),
    eq(members.passwordHash, passwordHash),
    isNull(members.disabledAt),
  )})`

export const writeMember = (db: TenantDb, member: typeof members.$inferInsert) => db.insert(members).values(member)

/** Only the version that was loaded is changed; the event row in the same batch is the lock. */
export const writeMemberChange = (db: TenantDb, member: { id: string; version: number }, change: Partial<Member>) =>
  db
    .update(members)
    .set({ ...change, version: member.version + 1 })
    .where(and(eq(members.id, member.id), eq(members.version, member.version)))

/** Same password, new parameters; unless it was changed meanwhile. */
export const writeRehash = (db: TenantDb, memberId: string, from: string, to: string) =>
  db
    .update(members)
    .set({ passwordHash: to })
    .where(and(eq(members.id, memberId), eq(members.passwordHash, from)))

/** A step is used once, and never an older one after it. */
export const writeTotpStep = (db: TenantDb, member: { id: string; version: number }, step: number) =>
  db
    .update(members)
    .set({ totpStep: step, version: member.version + 1 })
    .where(and(eq(members.id, member.id), or(isNull(members.totpStep), lt(members.totpStep, step))))

/** Only somebody who never joined can be removed; others are disabled. */
export const writeMemberRemoval = (db: TenantDb, id: string) =>
  db.delete(members).where(and(eq(members.id, id), isNull(members.joinedAt)))

export const findRecoveryCode = (db: TenantDb, memberId: string, hash: string) =>
  db
    .select()
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.hash, hash), eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt)))
    .limit(1)

export const countRecoveryCodes = (db: TenantDb, memberId: string) =>
  db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt)))

export const writeRecoveryCodes = (db: TenantDb, memberId: string, hashes: readonly string[]) =>
  db.insert(recoveryCodes).values(hashes.map((hash) => ({ hash, memberId })))

export const writeRecoveryCodeUsed = (db: TenantDb, hash: string, now: Date) =>
  db.update(recoveryCodes).set({ usedAt: now }).where(eq(recoveryCodes.hash, hash))

export const writeRecoveryCodesRemoval = (db: TenantDb, memberId: string) =>
  db.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId))

export const writeMemberAddress = (db: ControlPlaneDb, row: typeof memberAddresses.$inferInsert) =>
  db.insert(memberAddresses).values(row).onConflictDoNothing()
