import * as v from 'valibot'
import type { Notice } from '#schema/notice.ts'
import { read } from '#tenants/round-trip.ts'
import type { Database, TenantDb } from '#tenants/scope.ts'
import { type RenderedEmail, renderEmail } from '#web/emails/render.tsx'
import { staffMessage } from '#web/emails/staff-message.ts'
import { type EmailTemplate, emailTemplates, isEmailTemplate, type Letterhead } from '#web/emails/template.ts'
import { textMessage } from '#web/emails/text-message.ts'
import { publicPaths } from '#web/paths.ts'
import { renewalToken } from '../operations/renewal-token.ts'
import { unsubscribeTicket } from '../operations/unsubscribe-ticket.ts'
import type { Platform } from '../platform/platform.ts'
import type { Outgoing } from '../platform/sender.ts'
import { listDigestItems } from '../queries/digest.ts'
import { noticeBinding } from '../queries/notice.ts'

type Sheet = { db: Database; owner: string; letterhead: Letterhead; replyTo?: string }

/** The whole message; undefined where its data does not fit the template: never sent half-filled. */
export async function composeMessage(
  platform: Platform,
  { db, owner, letterhead, replyTo }: Sheet,
  notice: Notice,
): Promise<Outgoing | undefined> {
  if (!isEmailTemplate(notice.template)) return undefined
  const opened = notice.sealed ? await openSealed(platform, owner, notice.key, notice.sealed) : {}
  if (!opened) return undefined
  const to = notice.recipient || opened.recipient
  const derived = await derivedSecrets(platform, owner, notice)
  const digested = notice.kind === 'digest' ? await digestOf(platform, db as TenantDb, owner, notice.key) : {}
  const clause = { clause: notice.why?.clauseNumber ?? null }
  const data = { ...clause, ...notice.data, ...derived, ...digested, ...opened }
  if (typeof to !== 'string') return undefined
  return messageOf(notice, { data, to, letterhead, ...(replyTo ? { replyTo } : {}) })
}

type Whole = { data: Record<string, unknown>; to: string; letterhead: Letterhead; replyTo?: string }

function messageOf(notice: Notice, { data, to, letterhead: head, replyTo }: Whole): Outgoing | undefined {
  const { key, lang, template, channel } = notice
  if (channel === 'sms') {
    const text = textMessage(template, data, { lang, head })
    return text && { via: 'sms', key, to: `+${to}`, since: earliest(notice), ...text }
  }
  if (channel === 'staff') {
    const told = staffMessage(template, data, { lang, head })
    return told && { via: 'staff', key, at: notice.createdAt, ...told }
  }
  const rendered = isEmailTemplate(template) ? render(template, notice, data, head) : undefined
  if (!rendered) return undefined
  const { unsubscribe } = data
  return {
    ...{ via: 'email', key, from: { name: head.company }, to, ...rendered },
    ...(replyTo ? { replyTo } : {}),
    ...(typeof unsubscribe === 'string' ? { unsubscribeUrl: head.origin + publicPaths.unsubscribe(unsubscribe) } : {}),
  }
}

/** It cannot have left before: planned again after a restore, it may have left when it was due the first time. */
function earliest({ createdAt, dueAt, why }: Notice): Date {
  const due = why?.steps.find((step) => step.kind === 'send_at')
  const times = [createdAt, dueAt, ...(due?.kind === 'send_at' ? [new Date(due.at)] : [])]
  return new Date(Math.min(...times.map((at) => at.getTime())))
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

const mostItems = 40

/** Each with the way to its own page; a very long list ends with how many more there are. */
async function digestOf({ vault }: Platform, db: TenantDb, owner: string, key: string) {
  const [rows] = await read(db, [listDigestItems(db, key)])
  const items = rows.slice(0, mostItems).map(async ({ data }) => {
    const { renewalId } = data
    return typeof renewalId === 'string'
      ? { ...data, token: await renewalToken(vault, { id: owner }, renewalId) }
      : data
  })
  return { items: await Promise.all(items), more: Math.max(0, rows.length - mostItems) }
}
