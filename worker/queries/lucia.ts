import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Role } from '#rules/role.ts'
import { newSessionTimes, sessionLeftMs, sessionLimitsOf, touchedSession } from '#rules/session.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { Member } from '#schema/tenant/member.ts'
import type { Session } from '#schema/tenant/session.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { type Awaited, listAwaited } from './policy-awaited.ts'
import { findOwnCompany, findSession, writeSession, writeSessionEnd, writeTouch } from './session.ts'

/**
 * The one file behind which lucia lives. It keeps the protocol of sessions and the cookie; rows, limits and the clock
 * are ours. Its writes are collected, to ride in a batch of the caller's.
 */
export type LiveSession = { session: Session; member: Member; company: Company; awaited: Awaited[] }

/** One round trip. `writes` move the session on, or clear away one that is over. */
export async function validateSession(scope: PublicScope, secret: string) {
  const adapter = adapterFor(scope)
  const { session } = await luciaWith(adapter).validateSession(secret)
  const found = adapter.found()
  if (!session || !found) return { live: undefined, known: found !== undefined, writes: adapter.writes }
  const touched = touchedSession(found.session, found.member.role, scope.now)
  return {
    live: found,
    known: true,
    writes: touched ? [writeTouch(scope.db, found.session.id, touched)] : [],
  }
}

/** A new session to be stored by the caller, and the cookie that carries its secret. */
export async function newSession(scope: PublicScope, member: { id: string; role: Role }, device: string) {
  const adapter = adapterFor(scope, { ...newSessionTimes(member.role, scope.now), device })
  const lucia = luciaWith(adapter, member.role)
  const { id: secret } = await lucia.createSession(member.id, {}, { sessionId: newSecret() })
  return {
    id: await hashOf(secret),
    writes: adapter.writes,
    cookie: lucia.createSessionCookie(secret).serialize(),
  }
}

export const blankSessionCookie = () => luciaWith(silent).createBlankSessionCookie().serialize()

/**
 * The secret in a cookie header. Undefined: none. Null: more than one, or nothing that we ever gave out. Read without
 * decoding: lucia's own reader takes `%5F_Host-session`, which a sibling host may set, for the real name.
 */
export function readSessionSecret(header: string): string | undefined | null {
  const own = header.split(';').filter((pair) => pair.trim().startsWith(`${cookieName}=`))
  if (own.length === 0) return undefined
  const secret = own[0]!.trim().slice(cookieName.length + 1)
  return own.length === 1 && header.length <= 8_192 && /^[\w-]{43}$/.test(secret) ? secret : null
}

const cookieName = '__Host-session'

const luciaWith = (adapter: Adapter, role: Role = 'agent') =>
  new Lucia(adapter, {
    /** The cookie's life only: the rows have limits of their own. */
    sessionExpiresIn: new TimeSpan(sessionLimitsOf(role).absoluteMs, 'ms'),
    sessionCookie: { name: cookieName, attributes: { secure: true, sameSite: 'lax', path: '/' } },
  })

/** `starting`: what a row needs beyond what lucia knows. */
function adapterFor(scope: PublicScope, starting?: Omit<Session, 'id' | 'memberId'>) {
  const writes: Statement[] = []
  let found: LiveSession | undefined
  return {
    ...silent,
    writes,
    found: () => found,
    async getSessionAndUser(secret: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const id = await hashOf(secret)
      const [[row], [company], awaited] = await read(scope.db, [
        findSession(scope.db, { id }),
        findOwnCompany(scope.db),
        listAwaited(scope.db, { sessionId: id, now: scope.now }),
      ])
      if (!row || !company) return [null, null]
      found = { ...row, company, awaited }
      const user = { id: row.member.id, attributes: {} }
      const expiresAt = onLuciasClock(sessionLeftMs(row.session, row.member.role, scope.now))
      const session = { id: secret, userId: row.member.id, expiresAt, attributes: {} }
      return [session, row.member.disabledAt ? null : user]
    },
    async setSession({ id, userId }: DatabaseSession) {
      if (starting) writes.push(writeSession(scope.db, { id: await hashOf(id), memberId: userId, ...starting }))
    },
    async deleteSession(secret: string) {
      writes.push(writeSessionEnd(scope.db, await hashOf(secret)))
    },
  }
}

/** lucia reads the machine's clock; what is left by ours is told to it in its own time. */
const onLuciasClock = (leftMs: number) => new Date(Date.now() + leftMs)

/** Sliding and mass ending are queries of our own; lucia's are never asked for. */
const silent: Adapter = {
  getSessionAndUser: async () => [null, null],
  getUserSessions: async () => [],
  setSession: async () => {},
  updateSessionExpiration: async () => {},
  deleteSession: async () => {},
  deleteUserSessions: async () => {},
  deleteExpiredSessions: async () => {},
}
