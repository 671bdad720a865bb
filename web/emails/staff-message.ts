import * as v from 'valibot'
import { consolePaths } from '#web/paths.ts'
import { endingEmailWords } from '#web/words/ending-email.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullDayWords } from '#web/words/moment.ts'
import { channelLetters } from './channel.ts'
import { endingLetters } from './ending.ts'
import { requestLetters } from './request.ts'
import { type EmailData, emailTemplates, type Letterhead } from './template.ts'

export type StaffText = { event: string; title: string; lines: string[]; url: string; data: Record<string, unknown> }
type Told = { lang: Lang; head: Letterhead }

/** What robots and webhooks are told: the letter's facts, without greeting, and what a program reads beside it. */
export function staffMessage(template: string, data: unknown, told: Told): StaffText | undefined {
  switch (template) {
    case 'ending_internal':
      return made(template, data, (known) => ending(known, told))
    case 'ending_digest':
      return made(template, data, (known) => digest(known, told))
    case 'channel_disabled':
      return made(template, data, (known) => disabled(known, told))
    case 'request_new':
      return made(template, data, (known) => request('service_request.received', 'request_new', known, told))
    case 'request_late':
      return made(template, data, (known) => request('service_request.late', 'request_late', known, told))
    case 'requests_digest':
      return made(template, data, (known) => request('service_requests.digest', 'requests_digest', known, told))
    default:
      return undefined
  }
}

type Requests = 'request_new' | 'request_late' | 'requests_digest'
type Texts = 'ending_internal' | 'ending_digest' | 'channel_disabled' | Requests

function made<T extends Texts>(template: T, data: unknown, make: (data: EmailData<T>) => StaffText) {
  const parsed = v.safeParse(emailTemplates[template], data)
  return parsed.success ? make(parsed.output as EmailData<T>) : undefined
}

const colon = (lang: Lang) => (lang === 'en' ? ': ' : '：')

function ending(data: EmailData<'ending_internal'>, { lang, head }: Told): StaffText {
  const letter = endingLetters.ending_internal(data, lang, head)
  const { kind, of, customer, name, number, endsOn, isLate, clause, renewalId } = data
  return {
    event: kind === 'auto_renewal' ? 'contract.renewing' : `${of}.ending`,
    title: letter.subject,
    lines: [
      ...(isLate ? [endingEmailWords[lang].internalLate] : []),
      ...(letter.facts ?? []).map(({ label, text }) => label + colon(lang) + text),
    ],
    url: head.origin + consolePaths.renewal(renewalId),
    data: { customer, name, number, endsOn, isLate, clause, renewalId },
  }
}

function digest(data: EmailData<'ending_digest'>, { lang, head }: Told): StaffText {
  const letter = endingLetters.ending_digest(data, lang, head)
  const items = data.items.map(({ of, customer, name, number, endsOn }) => ({ of, customer, name, number, endsOn }))
  return {
    event: 'endings.digest',
    title: endingEmailWords[lang].digest(items.length + data.more).subject,
    lines: items.map(({ customer, ...item }) => {
      const line = endingEmailWords[lang].digestLine({
        ...item,
        customer,
        company: '',
        endsOn: fullDayWords(item.endsOn, lang),
      })
      return `${customer}${colon(lang)}${line}`
    }),
    url: letter.action?.url ?? head.origin + consolePaths.renewals(),
    data: { items, more: data.more },
  }
}

function disabled(data: EmailData<'channel_disabled'>, { lang, head }: Told): StaffText {
  const { subject, facts, action } = channelLetters.channel_disabled(data, lang, head)
  const { provider, channel, since } = data
  return {
    event: 'channel.disabled',
    title: subject,
    lines: (facts ?? []).map(({ label, text }) => label + colon(lang) + text),
    url: action?.url ?? head.origin + consolePaths.channels(),
    data: { provider, channel, since: new Date(since).toISOString() },
  }
}

function request<T extends Requests>(event: string, template: T, data: EmailData<T>, { lang, head }: Told): StaffText {
  const { subject, facts = [], action } = requestLetters[template](data, lang, head)
  return {
    ...{ event, title: subject, url: action?.url ?? head.origin + consolePaths.requests(), data },
    lines: facts.map(({ label, text }) => label + colon(lang) + text),
  }
}
