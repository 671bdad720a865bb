import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import type { Notice } from '#schema/notice.ts'
import { renderEmail } from './render.tsx'
import { staffMessage } from './staff-message.ts'
import { emailTemplates, isEmailTemplate, type Letterhead } from './template.ts'
import { textMessage } from './text-message.ts'

export type NoticePreview = {
  lang: Lang
  subject: string | null
  text: string
  /** It carries a link that works once: nobody but its recipient sees that. */
  hasLink: boolean
}

type Told = Pick<Notice, 'channel' | 'template' | 'lang' | 'data' | 'why' | 'kind'>

/** Stands where a secret will; taken out again before anybody reads it. */
const placeholder = 'preview'.repeat(6)
const secrets = { token: placeholder, unsubscribe: placeholder }

/** A message as its recipient reads it, without the secrets of its links. Null: its data does not tell. */
export function previewOf(
  notice: Told,
  items: readonly Pick<Notice, 'data'>[],
  head: Letterhead,
): NoticePreview | null {
  const { template, lang, why, kind } = notice
  if (!isEmailTemplate(template)) return null
  const together = kind === 'digest' ? { items: items.map(({ data }) => ({ ...data, ...secrets })) } : {}
  const plain = { clause: why?.clauseNumber ?? null, ...notice.data, ...together }
  const written = writtenBy(notice, { ...plain, ...secrets }, head)
  if (!written) return null
  const hasLink = kind === 'message' && !v.safeParse(emailTemplates[template], plain).success
  return { lang, subject: written.subject, text: written.text.replaceAll(placeholder, '…').trim(), hasLink }
}

function writtenBy({ channel, template, lang }: Told, data: Record<string, unknown>, head: Letterhead) {
  if (channel === 'sms') {
    const message = textMessage(template, data, { lang, head })
    return message && { subject: null, text: message.text }
  }
  if (channel === 'staff') {
    const message = staffMessage(template, data, { lang, head })
    return message && { subject: message.title, text: [...message.lines, message.url].join('\n') }
  }
  if (!isEmailTemplate(template)) return undefined
  const parsed = v.safeParse(emailTemplates[template], data)
  return parsed.success ? renderEmail(template, lang, parsed.output as never, head) : undefined
}

/** All that it says stands in its data, or can be made anew from it. */
export function isWhole({ kind, template, data, sealed }: Notice): boolean {
  if (kind !== 'message' || sealed) return true
  return isEmailTemplate(template) && v.safeParse(emailTemplates[template], data).success
}
