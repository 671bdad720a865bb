import { allow, type Decision } from '#rules/decision.ts'
import { decideAccessEnd, decideDisabling, decideEnabling, decideRoleChange, type MemberReason } from '#rules/member.ts'
import type { Role } from '#rules/role.ts'
import type { Member } from '#schema/tenant/member.ts'
import { NotFound } from '#tenants/errors.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import type { NewEvent } from '../queries/event.ts'
import { commitAs, writeGuard } from '../queries/guard.ts'
import { writeLinksUsed } from '../queries/link.ts'
import {
  countOwners,
  findMember,
  hasOtherOwner,
  writeMemberChange,
  writeRecoveryCodesRemoval,
} from '../queries/member.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { listSessions, writeSessionsEnd } from '../queries/session.ts'
import { checkPassword, type ProofReason, prove, type Seat } from './proof.ts'

export type MemberChangeReason = MemberReason | ProofReason
type Change = Decision<true, MemberChangeReason>

/** The new rights hold from the member's next request on. What is so already is done: a form sent twice changes once. */
export async function changeRole(
  seat: Seat,
  memberId: string,
  wish: { role: Role; position: string | null; password?: string | undefined },
): Promise<Change> {
  const { member, otherOwners } = await loadMember(seat, memberId)
  const decided = decideRoleChange(seat.actor, member, wish.role, otherOwners)
  if (!decided.allowed) return decided
  if (member.role === wish.role && member.position === wish.position) return allow(true)
  const proof = await prove(seat, wish.password)
  if (!proof.allowed) return proof
  const detail = { from: member.role, to: wish.role, position: wish.position }
  await store(seat, member, { name: 'member.role_changed', detail }, wish.role === 'owner', [
    ...proof.result.writes,
    writeMemberChange(seat.db, member, { role: wish.role, position: wish.position }),
  ])
  return allow(true)
}

/** Every session of theirs ends at once. */
export async function disableMember(seat: Seat, memberId: string, password?: string): Promise<Change> {
  const { member, otherOwners } = await loadMember(seat, memberId)
  const decided = decideDisabling(seat.actor, member, otherOwners)
  if (!decided.allowed) return decided
  if (member.disabledAt) return allow(true)
  const proof = await prove(seat, password)
  if (!proof.allowed) return proof
  await store(seat, member, { name: 'member.disabled' }, false, [
    ...proof.result.writes,
    writeMemberChange(seat.db, member, { disabledAt: seat.now }),
    writeSessionsEnd(seat.db, member.id),
  ])
  return allow(true)
}

export async function enableMember(seat: Seat, memberId: string, password?: string): Promise<Change> {
  const { member } = await loadMember(seat, memberId)
  const decided = decideEnabling(seat.actor, member)
  if (!decided.allowed) return decided
  if (!member.disabledAt) return allow(true)
  const proof = await prove(seat, password)
  if (!proof.allowed) return proof
  await store(seat, member, { name: 'member.enabled' }, true, [
    ...proof.result.writes,
    writeMemberChange(seat.db, member, { disabledAt: null }),
    writeSessionsEnd(seat.db, member.id),
  ])
  return allow(true)
}

/** Signed out everywhere at once (ASVS 7.4.5); the password still lets them in again. */
export async function endMemberSessions(seat: Seat, memberId: string, password?: string): Promise<Change> {
  const { db, now } = seat
  const [[member], sessions] = await read(db, [findMember(db, memberId), listSessions(db, memberId, now)])
  if (!member) throw new NotFound('member')
  const decided = decideAccessEnd(seat.actor, member)
  if (!decided.allowed) return decided
  if (sessions.length === 0) return allow(true)
  const proof = await prove(seat, password)
  if (!proof.allowed) return proof
  await commitAs(seat, member, { name: 'member.sessions_ended' }, [
    ...proof.result.writes,
    writeMemberChange(db, member, {}),
    writeSessionsEnd(db, member.id),
  ])
  return allow(true)
}

/** For whoever lost the phone and the recovery codes. Always asks for the password; they sign in anew everywhere. */
export async function removeMemberSecondFactor(seat: Seat, memberId: string, password?: string): Promise<Change> {
  const { db, now } = seat
  const [[member]] = await read(db, [findMember(db, memberId)])
  if (!member) throw new NotFound('member')
  const decided = decideAccessEnd(seat.actor, member)
  if (!decided.allowed) return decided
  const proof = await checkPassword(seat, password)
  if (!proof.allowed) return proof
  if (!member.totpEnabledAt) return allow(true)
  await commitAs(seat, member, { name: 'member.second_factor_removed' }, [
    ...proof.result.writes,
    writeMemberChange(db, member, { totpSecret: null, totpEnabledAt: null }),
    writeRecoveryCodesRemoval(db, member.id),
    writeSessionsEnd(db, member.id),
    writeLinksUsed(db, member.id, 'sign_in_code', now),
  ])
  return allow(true)
}

async function loadMember({ db }: TenantScope, memberId: string) {
  const [[member], [owners]] = await read(db, [findMember(db, memberId), countOwners(db)])
  if (!member) throw new NotFound('member')
  const isOne = member.role === 'owner' && !member.disabledAt && member.joinedAt
  return { member, otherOwners: (owners?.owners ?? 0) - (isOne ? 1 : 0) }
}

/** Two owners who both step down at the same moment: inside the batch, one of them is the last and stays. */
const store = (seat: Seat, member: Member, event: NewEvent, staysOwner: boolean, writes: Statement[]) =>
  commitAs(seat, member, event, [
    ...(member.role === 'owner' && !staysOwner ? [writeGuard(hasOtherOwner(member.id))] : []),
    ...writes,
    // Clauses name roles and positions: another person is told from now on.
    writePlanningChanged(seat.db, seat.now),
  ])
