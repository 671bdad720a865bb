import { allow, type Decision, refuse } from '#rules/decision.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { commit } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import { findMember, writeMemberChange } from '../queries/member.ts'
import { countedFor, countTries, type Reached } from './attempt.ts'
import { newMailedLink } from './link.ts'
import { sendingOf, storeOnce } from './sending.ts'

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

/** Another mail with a new link; the old one ends. The same form sent again is the same mail. */
export async function askForVerification(scope: Reached & TenantScope, formKey?: string) {
  const sending = await sendingOf(scope, 'email verification', formKey, '')
  const counted = await countedFor(scope, 'verification account', scope.actor.id)
  const [[member], [before]] = await countTries(
    scope,
    [counted],
    [findMember(scope.db, scope.actor.id), findIdempotency(scope.db, sending.key)],
  )
  if (!member || member.emailVerifiedAt || before) return
  const mail = await newMailedLink(scope, 'email_verification', member)
  const subject = { id: `email-verification:${crypto.randomUUID()}`, version: 0 }
  const event = { name: 'email_verification.asked', detail: { member: member.id } }
  await storeOnce(scope, sending, member.id, (guard) =>
    commitAs(scope, subject, event, [guard, ...mail.link, mail.notice]),
  )
}
