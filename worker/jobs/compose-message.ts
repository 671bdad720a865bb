import * as v from 'valibot'
import type { Notice } from '#schema/notice.ts'
import { type RenderedEmail, renderEmail } from '#web/emails/render.tsx'
import { type EmailTemplate, emailTemplates, isEmailTemplate, type Letterhead } from '#web/emails/template.ts'
import { renewalToken } from '../operations/renewal-token.ts'
import { unsubscribeTicket } from '../operations/unsubscribe-ticket.ts'
import type { Platform } from '../platform/platform.ts'
import type { Outgoing } from '../platform/sender.ts'
import { noticeBinding } from '../queries/notice.ts'

type Sheet = { owner: string; letterhead: Letterhead; replyTo?: string }

/** The whole message; undefined where its data does not fit the template: never sent half-filled. */
export async function composeMessage(
  platform: Platform,
  { owner, letterhead, replyTo }: Sheet,
  notice: Notice,
): Promise<Outgoing | undefined> {
  if (!isEmailTemplate(notice.template)) return undefined
  const opened = notice.sealed ? await openSealed(platform, owner, notice.key, notice.sealed) : {}
  if (!opened) return undefined
  const to = notice.recipient || opened.recipient
  const derived = await derivedSecrets(platform, owner, notice)
  const clause = { clause: notice.why?.clauseNumber ?? null }
  const rendered = render(notice.template, notice, { ...clause, ...notice.data, ...derived, ...opened }, letterhead)
  if (typeof to !== 'string' || !rendered) return undefined
  return {
    via: 'email',
    key: notice.key,
    from: { name: letterhead.company },
    ...(replyTo ? { replyTo } : {}),
    to,
    ...rendered,
  }
}

function render(template: EmailTemplate, { lang }: Notice, data: unknown, head: Letterhead): RenderedEmail | undefined {
  const parsed = v.safeParse(emailTemplates[template], data)
  return parsed.success ? renderEmail(template, lang, parsed.output as never, head) : undefined
}

/** What lay sealed is opened here, for this one message. */
async function openSealed(platform: Platform, owner: string, key: string, sealed: string) {
  try {
    const opened: unknown = JSON.parse(await platform.vault.open(sealed, noticeBinding(owner, key)))
    return typeof opened === 'object' && opened ? (opened as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Secrets of links that are made anew each time, since nothing is stored that could make them. */
async function derivedSecrets({ vault }: Platform, owner: string, { key, data, content }: Notice) {
  const { renewalId } = data
  return {
    ...(typeof renewalId === 'string' ? { token: await renewalToken(vault, { id: owner }, renewalId) } : {}),
    ...(content === 'commercial' ? { unsubscribe: await unsubscribeTicket(vault, { id: owner }, key) } : {}),
  }
}
