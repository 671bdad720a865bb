import { and, desc, eq, gt, lte, ne } from 'drizzle-orm'
import { companies } from '#schema/tenant/company.ts'
import { members } from '#schema/tenant/member.ts'
import { type Session, sessions } from '#schema/tenant/session.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** `id` is the hash of what the cookie holds. */
export const findSession = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({ session: sessions, member: members })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(eq(sessions.id, id))
    .limit(1),
)

/** The one row that says how the tenant shows itself. */
export const findOwnCompany = prepared((db: TenantDb) =>
  db.select().from(companies).where(eq(companies.id, 'company')).limit(1),
)

/** Last used first. */
export const listSessions = (db: TenantDb, memberId: string, now: Date) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.memberId, memberId), gt(sessions.expiresAt, now), gt(sessions.endsAt, now)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100)

export const writeSession = (db: TenantDb, session: Session) => db.insert(sessions).values(session)

export const writeTouch = (db: TenantDb, id: string, touched: Pick<Session, 'lastSeenAt' | 'expiresAt'>) =>
  db
    .update(sessions)
    .set(touched)
    .where(and(eq(sessions.id, id), lte(sessions.lastSeenAt, touched.lastSeenAt)))

export const writeProof = (db: TenantDb, id: string, provedAt: Date) =>
  db.update(sessions).set({ provedAt }).where(eq(sessions.id, id))

export const writeSessionEnd = (db: TenantDb, id: string) => db.delete(sessions).where(eq(sessions.id, id))

export const writeSessionsEnd = (db: TenantDb, memberId: string) =>
  db.delete(sessions).where(eq(sessions.memberId, memberId))

export const writeOtherSessionsEnd = (db: TenantDb, memberId: string, keptId: string) =>
  db.delete(sessions).where(and(eq(sessions.memberId, memberId), ne(sessions.id, keptId)))
