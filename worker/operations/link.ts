import type { Member } from '#schema/tenant/member.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { type LinkPurpose, writeLink, writeLinksUsed } from '../queries/link.ts'
import { noticeBinding, writeNotice } from '../queries/notice.ts'
import type { Reached } from './attempt.ts'

const hour = 60

/** How long a one-time link or code can be used. */
export const linkMinutes: Record<LinkPurpose, number> = {
  invitation: 72 * hour,
  password_reset: 15,
  email_verification: 24 * hour,
  hand_over: 1,
  sign_in_code: 10,
}

/**
 * A fresh secret and its row; those of the same purpose made before end now. Questions for a code stay side by side:
 * whoever else knows the password must not be able to end them.
 */
export async function newLink(scope: PublicScope, purpose: LinkPurpose, memberId: string) {
  const { db, now } = scope
  const secret = newSecret()
  const id = crypto.randomUUID()
  const expiresAt = new Date(now.getTime() + linkMinutes[purpose] * 60_000)
  const earlier = purpose === 'sign_in_code' ? [] : [writeLinksUsed(db, memberId, purpose, now)]
  const writes: Statement[] = [
    ...earlier,
    writeLink(db, { hash: await hashOf(secret), id, purpose, memberId, createdAt: now, expiresAt }),
  ]
  return { id, secret, writes }
}

type Addressee = Pick<Member, 'id' | 'email' | 'name' | 'lang'>
type MailedPurpose = Exclude<LinkPurpose, 'hand_over' | 'sign_in_code'>

/** The link and the mail that carries it; the secret lies sealed until it is sent. */
export async function newMailedLink(
  scope: Reached,
  purpose: MailedPurpose,
  to: Addressee,
  data: Record<string, string> = { name: to.name },
) {
  const { id, secret, writes } = await newLink(scope, purpose, to.id)
  const { tenant, platform, now } = scope
  const key = await hashOf(`${tenant.id} ${purpose} ${id}`)
  const sealed = await platform.vault.seal(JSON.stringify({ token: secret }), noticeBinding(tenant.id, key))
  const notice = writeNotice(scope.db, {
    key,
    recipient: to.email,
    template: purpose,
    lang: to.lang,
    data,
    sealed,
    subject: to.id,
    createdAt: now,
    generation: tenant.generation,
  })
  return { link: writes, notice }
}
