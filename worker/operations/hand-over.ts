import { allow, type Decision, refuse } from '#rules/decision.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import { writeMemberChange } from '../queries/member.ts'
import type { Reached } from './attempt.ts'
import { newBrowserMark } from './known-browser.ts'
import { newMailedLink } from './link.ts'
import { startSession, type Visit } from './session.ts'

/** The owner arrives from the sign-up page of the base host with a code of one minute: signed in, and asked by mail. */
export async function redeemHandOver(
  scope: Reached,
  code: string,
  visit: Visit,
): Promise<Decision<{ cookies: string[] }, 'link'>> {
  const { db, now } = scope
  const [[found]] = await read(db, [findLink(db, 'hand_over', await hashOf(code), now)])
  if (!found || found.member.disabledAt || found.member.totpEnabledAt) return refuse('link')
  const { member } = found
  const mail = member.emailVerifiedAt ? undefined : await newMailedLink(scope, 'email_verification', member)
  const { cookie } = await startSession(scope, member, visit, {
    by: 'hand_over',
    of: { subject: member, event: 'session.started' },
    writes: [
      writeMemberChange(db, member, {}),
      writeLinksUsed(db, member.id, 'hand_over', now),
      ...(mail ? [...mail.link, mail.notice] : []),
    ],
  })
  return allow({ cookies: [cookie, await newBrowserMark(scope, member.email)] })
}
