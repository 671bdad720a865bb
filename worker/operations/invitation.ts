import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Lang } from '#rules/lang.ts'
import { decideInvitation, type InvitationReason } from '#rules/member.ts'
import { decidePassword, type PasswordReason } from '#rules/password.ts'
import { mayManage, type Role } from '#rules/role.ts'
import { Conflict, Forbidden, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { memberAddressHash } from '#tenants/member-address.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { Platform } from '../platform/platform.ts'
import { listEventsOf } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import {
  findMember,
  findMemberByEmail,
  writeMember,
  writeMemberAddress,
  writeMemberChange,
  writeMemberRemoval,
} from '../queries/member.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { findOwnCompany } from '../queries/session.ts'
import { countedFor, countTries, type Reached } from './attempt.ts'
import { newBrowserMark } from './known-browser.ts'
import { newMailedLink } from './link.ts'
import { hashPassword } from './password.ts'
import { sendingOf, storeOnce } from './sending.ts'
import { startSession, type Visit } from './session.ts'

export type Invitation = { email: string; name: string; role: Role; position: string | null; lang: Lang }

/**
 * A member who has not joined yet, and the mail that lets them. Somebody invited already gets a new link; the same form
 * sent again changes nothing.
 */
export async function invite(
  scope: Reached & TenantScope,
  invitation: Invitation,
  formKey?: string,
): Promise<Decision<{ id: string }, InvitationReason>> {
  const { db, now, actor } = scope
  const sending = await sendingOf(scope, 'invitation', formKey, JSON.stringify(invitation))
  const counted = await countedFor(scope, 'invitation company', '')
  const [[inviter], [existing], [before]] = await countTries(
    scope,
    [counted],
    [findMember(db, actor.id), findMemberByEmail(db, invitation.email), findIdempotency(db, sending.key)],
  )
  if (!inviter) throw new Forbidden('members.manage')
  if (before) return allow({ id: before.subjectId })
  const decided = decideInvitation(inviter, invitation.role, existing)
  if (!decided.allowed) return decided

  const member = existing ?? { id: newId(now), version: 0 }
  const { email, name, lang } = invitation
  const mail = await newMailedLink(scope, 'invitation', { id: member.id, email, name, lang }, { inviter: actor.name })
  const row = existing
    ? writeMemberChange(db, existing, { ...invitation, disabledAt: null })
    : writeMember(db, { id: member.id, version: 1, ...invitation, createdAt: now })
  const event = { name: 'member.invited', detail: { role: invitation.role } }
  await storeOnce(scope, sending, member.id, (guard) =>
    commitAs(scope, member, event, [guard, row, ...mail.link, mail.notice]),
  )
  return allow({ id: member.id })
}

const withdrawal = 'member.invitation_withdrawn'

/** Only while nobody has accepted it. One that was withdrawn before is as withdrawn as can be. */
export async function withdrawInvitation(scope: TenantScope, memberId: string): Promise<void> {
  await withdraw(scope, memberId).catch((error: unknown) => {
    // Two at the same moment: the other one may have been the same wish.
    if (!(error instanceof Conflict)) throw error
    return withdraw(scope, memberId)
  })
}

async function withdraw(scope: TenantScope, memberId: string) {
  const { db, now, actor } = scope
  const [[member], past] = await read(db, [findMember(db, memberId), listEventsOf(db, [memberId])])
  if (!member && past.some(({ name }) => name === withdrawal)) return
  if (!member || member.joinedAt) throw new NotFound('invitation')
  if (!mayManage(actor.role, member.role)) throw new Forbidden('members.manage')
  await commitAs(scope, member, { name: withdrawal }, [
    writeLinksUsed(db, member.id, 'invitation', now),
    writeMemberRemoval(db, member.id),
  ])
}

/** What the page of an invitation shows; undefined when it was used, withdrawn or is over. */
export async function findInvitation(scope: Reached, token: string) {
  const { db, now } = scope
  const hash = await hashOf(token)
  const [[found], [company]] = await read(db, [findLink(db, 'invitation', hash, now), findOwnCompany(db)])
  const open = found && !found.member.disabledAt && !found.member.joinedAt
  return { member: open ? found.member : undefined, company }
}

type Acceptance = { token: string; name: string; password: string; lang: Lang }

export async function acceptInvitation(
  scope: Reached,
  { token, name, password, lang }: Acceptance,
  visit: Visit,
): Promise<Decision<{ cookies: string[]; email: string }, PasswordReason | 'link'>> {
  const { db, now, tenant } = scope
  const { member, company } = await findInvitation(scope, token)
  if (!member) return refuse('link')
  const chosen = decidePassword(password, [company?.name ?? '', tenant.slug, name, member.email])
  if (!chosen.allowed) return chosen
  const passwordHash = await hashPassword(password)
  const { cookie } = await startSession(scope, member, visit, {
    by: 'invitation',
    of: { subject: member, event: 'member.joined' },
    writes: [
      writeMemberChange(db, member, { name, lang, passwordHash, joinedAt: now, emailVerifiedAt: now }),
      writeLinksUsed(db, member.id, 'invitation', now),
      writePlanningChanged(db, now),
    ],
  })
  return allow({ cookies: [cookie, await newBrowserMark(scope, member.email)], email: member.email })
}

/** For "find my company's address": the register keeps only a keyed hash. */
export async function rememberAddress(platform: Platform, tenantId: string, email: string) {
  const db = platform.controlPlane()
  const emailHash = await memberAddressHash(platform.vault, email)
  await write(db, [writeMemberAddress(db, { id: newId(platform.now()), emailHash, tenantId })], { repeatable: true })
}
