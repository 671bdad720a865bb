import { allow, type Decision, refuse } from '#rules/decision.ts'
import { isTooLong } from '#rules/password.ts'
import { isProved } from '#rules/session.ts'
import type { Member } from '#schema/tenant/member.ts'
import { Forbidden } from '#tenants/errors.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { writeFreshStart } from '../queries/attempt.ts'
import { findMember } from '../queries/member.ts'
import { writeProof } from '../queries/session.ts'
import { countedFor, countTries, type Reached } from './attempt.ts'
import { verifyPassword } from './password.ts'

/** A member at work, with the session that says when they last proved who they are. */
export type Seat = Reached & TenantScope & { sessionId: string; sessionProvedAt: Date }

export type ProofReason = 'required' | 'wrong_password'
export type Proof = { member: Member; writes: Statement[] }

/** Proved minutes ago: fine. Otherwise the password is asked for. */
export async function prove(
  seat: Seat,
  password: string | undefined,
): Promise<Decision<Pick<Proof, 'writes'>, ProofReason>> {
  return isProved(seat.sessionProvedAt, seat.now) ? allow({ writes: [] }) : checkPassword(seat, password)
}

/** Asked in any case; tries are counted. */
export async function checkPassword(seat: Seat, password: string | undefined): Promise<Decision<Proof, ProofReason>> {
  const { db, actor, now, sessionId } = seat
  if (!password) return refuse('required')
  const counted = await countedFor(seat, 'proof account', actor.id)
  const [[member]] = await countTries(seat, [counted], [findMember(db, actor.id)])
  if (!member) throw new Forbidden('account.own')
  const { right } = isTooLong(password) ? { right: false } : await verifyPassword(password, member.passwordHash)
  if (!right) return refuse('wrong_password')
  return allow({ member, writes: [writeProof(db, sessionId, now), writeFreshStart(db, [counted.key])] })
}
