import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decidePassword, type PasswordReason } from '#rules/password.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { writeFreshStart } from '../queries/attempt.ts'
import { commit } from '../queries/event.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import { findMemberByEmail, writeMemberChange } from '../queries/member.ts'
import { findOwnCompany, writeSessionsEnd } from '../queries/session.ts'
import { countedFor, countedForNetwork, countTries, type Reached } from './attempt.ts'
import { newMailedLink } from './link.ts'
import { hashPassword } from './password.ts'
import { passwordChangedMail } from './password-changed-mail.ts'

/**
 * For an unknown or a disabled address everything happens as for a known one, but the mail: a link that belongs to
 * nobody is made and forgotten.
 */
export async function askForPasswordReset(scope: Reached, email: string, address: string) {
  const counted = await Promise.all([
    countedFor(scope, 'reset account', email),
    countedForNetwork(scope, 'reset network', address),
    countedFor(scope, 'reset company', ''),
  ])
  const [[found]] = await countTries(scope, counted, [findMemberByEmail(scope.db, email)])
  const member = found?.joinedAt && !found.disabledAt ? found : undefined
  const mail = await newMailedLink(scope, 'password_reset', member ?? nobody)
  const subject = { id: `password-reset:${crypto.randomUUID()}`, version: 0 }
  const event = { name: 'password_reset.asked', detail: member ? { member: member.id } : {} }
  await commit(scope, subject, event, member ? [...mail.link, mail.notice] : mail.link)
}

const nobody = { id: 'nobody', email: '', name: '', lang: 'en' } as const

/** Ends every session; whoever has a second factor is still asked for it when signing in. */
export async function resetPassword(
  scope: Reached,
  token: string,
  password: string,
): Promise<Decision<true, PasswordReason | 'link'>> {
  const { db, now, tenant } = scope
  const [[found], [company]] = await read(db, [
    findLink(db, 'password_reset', await hashOf(token), now),
    findOwnCompany(db),
  ])
  if (!found || found.member.disabledAt) return refuse('link')
  const { member } = found
  const chosen = decidePassword(password, [company?.name ?? '', tenant.slug, member.name, member.email])
  if (!chosen.allowed) return chosen
  const passwordHash = await hashPassword(password)
  const account = await countedFor(scope, 'sign-in account', member.email)
  await commit({ ...scope, actor: member }, member, { name: 'member.password_reset' }, [
    writeMemberChange(db, member, { passwordHash, emailVerifiedAt: member.emailVerifiedAt ?? now }),
    writeSessionsEnd(db, member.id),
    writeLinksUsed(db, member.id, 'password_reset', now),
    writeLinksUsed(db, member.id, 'sign_in_code', now),
    writeFreshStart(db, [account.key]),
    ...(await passwordChangedMail(scope, member)),
  ])
  return allow(true)
}
