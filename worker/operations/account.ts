import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Lang } from '#rules/lang.ts'
import { decidePassword, type PasswordReason } from '#rules/password.ts'
import type { Company } from '#schema/tenant/company.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { commitAs } from '../queries/guard.ts'
import { findMember, writeMemberChange } from '../queries/member.ts'
import { writeSessionsEnd } from '../queries/session.ts'
import { hashPassword } from './password.ts'
import { passwordChangedMail } from './password-changed-mail.ts'
import { checkPassword, type ProofReason, type Seat } from './proof.ts'
import { startSession, type Visit } from './session.ts'

export async function changeProfile(scope: TenantScope, profile: { name: string; lang: Lang }) {
  const [[member]] = await read(scope.db, [findMember(scope.db, scope.actor.id)])
  if (!member) throw new NotFound('member')
  if (member.name === profile.name && member.lang === profile.lang) return
  await commitAs(scope, member, { name: 'member.profile_changed' }, [writeMemberChange(scope.db, member, profile)])
}

type PasswordChange = { password: string; newPassword: string }
type PasswordRefusal =
  | { field: 'password'; reason: ProofReason }
  | { field: 'newPassword'; reason: PasswordReason | 'same_password' }

/** Every session ends; this browser goes on with a new one. A proved address is told. */
export async function changePassword(
  seat: Seat & { company: Company },
  { password, newPassword }: PasswordChange,
  visit: Visit,
): Promise<{ cookie: string } | { refused: PasswordRefusal }> {
  const { db, actor, company, tenant } = seat
  const chosen = decideNewPassword(password, newPassword, [company.name, tenant.slug, actor.name, actor.email])
  if (!chosen.allowed) return { refused: { field: 'newPassword', reason: chosen.reason } }
  const proof = await checkPassword(seat, password)
  if (!proof.allowed) return { refused: { field: 'password', reason: proof.reason } }
  const { member } = proof.result
  const passwordHash = await hashPassword(newPassword)
  const mail = member.emailVerifiedAt ? await passwordChangedMail(seat, member) : []
  const { cookie } = await startSession(seat, member, visit, {
    by: 'password',
    of: { subject: member, event: 'member.password_changed' },
    writes: [
      ...proof.result.writes,
      writeMemberChange(db, member, { passwordHash }),
      writeSessionsEnd(db, member.id),
      ...mail,
    ],
  })
  return { cookie }
}

function decideNewPassword(
  password: string,
  newPassword: string,
  ownWords: string[],
): Decision<string, PasswordReason | 'same_password'> {
  const chosen = decidePassword(newPassword, ownWords)
  if (!chosen.allowed) return chosen
  return newPassword === password ? refuse('same_password') : allow(newPassword)
}
