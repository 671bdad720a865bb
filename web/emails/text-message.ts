import * as v from 'valibot'
import { advertisingMark } from '#rules/advertising.ts'
import type { SmsTemplate } from '#rules/channel.ts'
import { publicPaths } from '#web/paths.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullDayWords } from '#web/words/moment.ts'
import { type Texted, textMessageWords } from '#web/words/text-message.ts'
import { type EmailData, emailTemplates, type Letterhead } from './template.ts'

export type TextMessage = { template: SmsTemplate; parameters: Texted; text: string }
type Told = { lang: Lang; head: Letterhead }

/** The few messages that customers get by text; undefined for all others, and where the data does not fit. */
export function textMessage(template: string, data: unknown, told: Told): TextMessage | undefined {
  switch (template) {
    case 'ending_customer':
      return made(template, data, (known) => ending(known, told))
    case 'ending_digest':
      return made(template, data, (known) => digest(known, told))
    case 'request_received':
      return made(template, data, ({ number, token }) => tracked('request_received', String(number), token, told))
    case 'request_reply':
      // Neither who wrote nor what: a text message is read by whoever holds the phone, and by carriers.
      return made(template, data, ({ number, token }) => tracked('request_reply', String(number), token, told))
    default:
      return undefined
  }
}

type Texts = 'ending_customer' | 'ending_digest' | 'request_received' | 'request_reply'

function made<T extends Texts>(template: T, data: unknown, make: (data: EmailData<T>) => TextMessage | undefined) {
  const parsed = v.safeParse(emailTemplates[template], data)
  return parsed.success ? make(parsed.output as EmailData<T>) : undefined
}

const nothing: Omit<Texted, 'company' | 'link'> = { name: '', day: '', latest: '', count: '', number: '' }

function ending(data: EmailData<'ending_customer'>, { lang, head }: Told): TextMessage {
  const words = textMessageWords[lang]
  const name = short(data.name)
  const latest = data.latestOn ?? data.endsOn
  const parameters = {
    ...nothing,
    company: short(head.company),
    name: data.of === 'warranty' ? words.warranty(name) : words.contract(name),
    day: fullDayWords(data.endsOn, lang),
    latest: fullDayWords(latest, lang),
    link: head.origin + publicPaths.renewal(data.token),
  }
  if (data.kind === 'auto_renewal') return { template: 'ending_auto', parameters, text: words.auto(parameters) }
  const mark = advertisingMark(data.content, { country: data.country, channel: 'sms', lang })
  if (!mark) return { template: 'ending_service', parameters, text: words.ending(parameters) }
  const text = [words.offer(parameters), mark.optOutText].filter(Boolean).join(lang === 'en' ? '. ' : '，')
  return { template: 'ending_offer', parameters, text }
}

function digest(data: EmailData<'ending_digest'>, { lang, head }: Told): TextMessage | undefined {
  const token = data.items[0]?.token
  if (data.audience !== 'customer' || !token) return undefined
  const count = String(data.items.length + data.more)
  const parameters = { ...nothing, company: short(head.company), count, link: head.origin + publicPaths.renewal(token) }
  return { template: 'ending_digest', parameters, text: textMessageWords[lang].digest(parameters) }
}

function tracked(
  template: 'request_received' | 'request_reply',
  number: string,
  token: string,
  { lang, head }: Told,
): TextMessage {
  const link = head.origin + publicPaths.tracking(token)
  const parameters = { ...nothing, company: short(head.company), number, link }
  const { received, reply } = textMessageWords[lang]
  return { template, parameters, text: (template === 'request_received' ? received : reply)(parameters) }
}

const longestName = 20

/** Providers refuse long values, and each costs. */
const short = (name: string) => {
  const signs = [...name]
  return signs.length <= longestName ? name : `${signs.slice(0, longestName - 1).join('')}…`
}
