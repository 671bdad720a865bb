import { allow, type Decision, refuse } from '#rules/decision.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { commit } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import { findMember, writeMemberChange } from '../queries/member.ts'
import { countedFor, countTries, type Reached } from './attempt.ts'
import { newMailedLink } from './link.ts'

/** The link alone proves the address; it signs nobody in. */
export async function confirmEmail(scope: Reached, token: string): Promise<Decision<true, 'link'>> {
  const { db, now } = scope
  const [[found]] = await read(db, [findLink(db, 'email_verification', await hashOf(token), now)])
  if (!found || found.member.disabledAt) return refuse('link')
  await commit({ ...scope, actor: found.member }, found.member, { name: 'member.email_verified' }, [
    writeMemberChange(db, found.member, { emailVerifiedAt: found.member.emailVerifiedAt ?? now }),
    writeLinksUsed(db, found.member.id, 'email_verification', now),
  ])
  return allow(true)
}

/** Another mail with a new link; the old one ends. */
export async function askForVerification(scope: Reached & TenantScope) {
  const counted = await countedFor(scope, 'verification account', scope.actor.id)
  const [[member]] = await countTries(scope, [counted], [findMember(scope.db, scope.actor.id)])
  if (!member || member.emailVerifiedAt) return
  const mail = await newMailedLink(scope, 'email_verification', member)
  const subject = { id: `email-verification:${crypto.randomUUID()}`, version: 0 }
  const event = { name: 'email_verification.asked', detail: { member: member.id } }
  await commitAs(scope, subject, event, [...mail.link, mail.notice])
}
