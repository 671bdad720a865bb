import { allow, type Decision, refuse } from './decision.ts'
import { roleOfPosition } from './packs/position.ts'
import { mayManage, type Role } from './role.ts'

export const memberReasons = ['not_yours_to_change', 'yourself', 'own_account', 'last_owner', 'not_joined'] as const
export type MemberReason = (typeof memberReasons)[number]

type Person = { id: string; role: Role }
type Subject = Person & { joinedAt: Date | null; disabledAt: Date | null }

/** `otherOwners`: owners who can sign in, without the one this is about. */
export function decideRoleChange(
  actor: Person,
  subject: Subject,
  role: Role,
  otherOwners: number,
): Decision<Role, MemberReason> {
  if (!mayManage(actor.role, subject.role) || !mayManage(actor.role, role)) return refuse('not_yours_to_change')
  if (isLastOwner(subject, otherOwners) && role !== 'owner') return refuse('last_owner')
  return allow(role)
}

/** Nobody shuts themselves out, and somebody always remains who can let others in. */
export function decideDisabling(actor: Person, subject: Subject, otherOwners: number): Decision<true, MemberReason> {
  if (!mayManage(actor.role, subject.role)) return refuse('not_yours_to_change')
  if (actor.id === subject.id) return refuse('yourself')
  if (!subject.joinedAt) return refuse('not_joined')
  if (isLastOwner(subject, otherOwners)) return refuse('last_owner')
  return allow(true)
}

export const decideEnabling = (actor: Person, subject: Subject): Decision<true, MemberReason> =>
  mayManage(actor.role, subject.role) ? allow(true) : refuse('not_yours_to_change')

/** Ending sessions or the second factor of somebody who lost a phone; one's own account has a page for that. */
export function decideAccessEnd(actor: Person, subject: Subject): Decision<true, MemberReason> {
  if (!mayManage(actor.role, subject.role)) return refuse('not_yours_to_change')
  if (actor.id === subject.id) return refuse('own_account')
  return subject.joinedAt ? allow(true) : refuse('not_joined')
}

export const byPosition = 'by_position'

/** Left to the position, the role is the one that the position has in the packs. */
export function decideInvitedRole(
  wish: Role | typeof byPosition,
  position: string | null,
): Decision<Role, 'position_needed'> {
  const role = wish === byPosition ? position !== null && roleOfPosition[position] : wish
  return role ? allow(role) : refuse('position_needed')
}

export const invitationReasons = ['role_not_yours', 'member_exists', 'unverified', 'position_needed'] as const
export type InvitationReason = (typeof invitationReasons)[number]

/** Whoever has not proved their own address yet invites nobody. An open invitation may be sent again. */
export function decideInvitation(
  inviter: { role: Role; emailVerifiedAt: Date | null },
  role: Role,
  existing: { role: Role; joinedAt: Date | null } | undefined,
): Decision<Role, InvitationReason> {
  if (!inviter.emailVerifiedAt) return refuse('unverified')
  if (existing?.joinedAt) return refuse('member_exists')
  if (!mayManage(inviter.role, role) || (existing && !mayManage(inviter.role, existing.role)))
    return refuse('role_not_yours')
  return allow(role)
}

const isLastOwner = ({ role, disabledAt }: Subject, otherOwners: number) =>
  role === 'owner' && !disabledAt && otherOwners === 0
