import type { Member } from '#schema/tenant/member.ts'
import { Conflict } from '#tenants/errors.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { PublicScope, TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { commit, listEventsOf, type NewEvent, type Subject } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { newSession } from '../queries/lucia.ts'
import { findSession, listSessions, writeOtherSessionsEnd, writeSessionEnd } from '../queries/session.ts'

/** Who knocks: the browser in words, and the session that it brought along, which ends now. */
export type Visit = { device: string; previousSecret?: string | null | undefined }

type Start = {
  by: 'password' | 'code' | 'recovery_code' | 'invitation' | 'hand_over'
  /** What is stored together with the session; the event is then this subject's own. */
  of?: { subject: Subject; event: string }
  writes?: readonly Statement[]
}

/** The only way to a session, whatever was proved before. Answers the cookie. */
export async function startSession(
  scope: PublicScope,
  member: Pick<Member, 'id' | 'role'>,
  visit: Visit,
  start: Start,
) {
  const session = await newSession(scope, member, visit.device)
  const subject = start.of?.subject ?? { id: sessionSubject(sessionHandle(session.id)), version: 0 }
  const event: NewEvent = {
    name: start.of?.event ?? 'session.started',
    detail: { by: start.by, member: member.id, session: sessionHandle(session.id), device: visit.device },
  }
  const previous = visit.previousSecret ? [writeSessionEnd(scope.db, await hashOf(visit.previousSecret))] : []
  await commit({ ...scope, actor: member }, subject, event, [...(start.writes ?? []), ...previous, ...session.writes])
  return { cookie: session.cookie, id: session.id }
}

/** A session that is gone already is as ended as one can be. */
export async function endSession(scope: PublicScope, secret: string) {
  const [[found]] = await read(scope.db, [findSession(scope.db, { id: await hashOf(secret) })])
  if (!found) return
  const { id } = found.session
  const member = { ...scope, actor: found.member }
  await once(commit(member, endOf(sessionHandle(id)), ended(id), [writeSessionEnd(scope.db, id)]))
}

/** False when there is no such session of one's own, and never was. */
export async function endOwnSession(scope: TenantScope, handle: string): Promise<boolean> {
  const { db, actor, now } = scope
  const subjects = [sessionSubject(handle), endOf(handle).id]
  const [own, past] = await read(db, [listSessions(db, actor.id, now), listEventsOf(db, subjects)])
  const session = own.find(({ id }) => sessionHandle(id) === handle)
  if (!session) return past.some((event) => event.actor === actor.id)
  await once(commitAs(scope, endOf(handle), ended(session.id), [writeSessionEnd(db, session.id)]))
  return true
}

export async function endOtherSessions(scope: TenantScope, keptId: string, proof: readonly Statement[]) {
  const event = { name: 'session.others_ended', detail: { member: scope.actor.id } }
  const subject = { id: `session-end:${crypto.randomUUID()}`, version: 0 }
  await commitAs(scope, subject, event, [...proof, writeOtherSessionsEnd(scope.db, scope.actor.id, keptId)])
}

/** Names a session in a list, a path or the audit log; opens nothing. */
export const sessionHandle = (id: string) => id.slice(0, 12)

/** A session ends once, and that has a line of its own in the log. */
const endOf = (handle: string) => ({ id: `session-end:${handle}`, version: 0 })

/** Two ends at the same moment are one. */
async function once(ending: Promise<void>) {
  await ending.catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error
  })
}

const sessionSubject = (handle: string) => `session:${handle}`
const ended = (id: string): NewEvent => ({ name: 'session.ended', detail: { session: sessionHandle(id) } })
