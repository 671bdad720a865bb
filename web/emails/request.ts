import * as v from 'valibot'
import { zones } from '#rules/policy-vocabulary.ts'
import { channels, clockKinds, priorities, requestTypes, urgencies } from '#rules/service-request.ts'
import { consolePaths } from '#web/paths.ts'
import { emailWords, type Letter } from '#web/words/email.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullMomentWords } from '#web/words/moment.ts'
import { reportWords } from '#web/words/report.ts'
import { requestNoticeWords } from '#web/words/request-notice.ts'
import { channelWords, clockWords, requestTypeWords } from '#web/words/service-request.ts'
import { zoneLabel } from '#web/words/zone.ts'
import type { Letterhead } from './template.ts'

const about = { requestId: v.string(), number: v.pipe(v.number(), v.integer()) }
const deadline = v.object({
  clock: v.picklist(clockKinds),
  dueAt: v.pipe(v.number(), v.integer()),
  clause: v.nullable(v.number()),
})

/** By name, where it goes to one person. */
const toWhom = { to: v.optional(v.string()) }

const requestNew = v.object({
  topic: v.literal('new'),
  ...about,
  type: v.picklist(requestTypes),
  urgency: v.picklist(urgencies),
  channel: v.picklist(channels),
  zone: v.nullable(v.string()),
  /** What is due first; none where nothing is promised. */
  due: v.nullable(deadline),
})
const requestLate = v.object({
  topic: v.literal('late'),
  ...about,
  priority: v.picklist(priorities),
  due: deadline,
  /** Percent of the limit that is used; 100 and more is late. */
  percent: v.pipe(v.number(), v.integer()),
  /** The clause that wants it told, and the position that it names. */
  clause: v.number(),
  told: v.string(),
  ...toWhom,
})

/** To the staff, and to their robots and webhooks: no name of the customer's, no address, no phone, nothing that the customer wrote. */
export const requestTemplates = {
  request_new: requestNew,
  request_late: requestLate,
  /** More of them at once than anybody reads one by one. */
  requests_digest: v.object({ items: v.array(v.union([requestNew, requestLate])), more: v.number(), ...toWhom }),
} as const

type Data<T extends keyof typeof requestTemplates> = v.InferOutput<(typeof requestTemplates)[T]>
type Item = Data<'request_new'> | Data<'request_late'>

export const requestLetters: {
  [T in keyof typeof requestTemplates]: (data: Data<T>, lang: Lang, head: Letterhead) => Letter
} = {
  request_new: (data, lang, head) => oneLetter(data, newFacts(data, lang, head), lang, head),
  request_late: (data, lang, head) => oneLetter(data, lateFacts(data, lang, head), lang, head),
  requests_digest: ({ items, more, to }, lang, head) => {
    const t = requestNoticeWords[lang]
    return {
      subject: t.digest(items.length + more),
      greeting: greetingOf(to, lang),
      paragraphs: [t.digestText],
      facts: items.map((item) => ({ label: requestTitle(item, lang), text: dueText(item, lang, head) })),
      action: { label: t.actionAll, url: head.origin + consolePaths.requests() },
    }
  },
}

export function requestTitle(item: Item, lang: Lang): string {
  const t = requestNoticeWords[lang]
  const number = String(item.number)
  if (item.topic === 'new') return t.new(number)
  const clock = clockWords[lang][item.due.clock]
  return item.percent >= 100 ? t.late(number, clock) : t.nearlyLate(number, clock, item.percent)
}

function dueText({ due }: Item, lang: Lang, { timeZone }: Letterhead): string {
  if (!due) return '–'
  return requestNoticeWords[lang].dueText(fullMomentWords(new Date(due.dueAt), timeZone, lang), due.clause)
}

const oneLetter = (item: Item, facts: NonNullable<Letter['facts']>, lang: Lang, head: Letterhead): Letter => ({
  subject: requestTitle(item, lang),
  greeting: greetingOf('to' in item ? item.to : undefined, lang),
  paragraphs: [requestNoticeWords[lang].text],
  facts,
  action: { label: requestNoticeWords[lang].action, url: head.origin + consolePaths.request(item.requestId) },
})

const greetingOf = (to: string | undefined, lang: Lang) => (to ? emailWords[lang].hello(to) : emailWords[lang].helloAll)

function newFacts(data: Data<'request_new'>, lang: Lang, head: Letterhead) {
  const t = requestNoticeWords[lang]
  const { type, urgency, channel, zone, due } = data
  return [
    { label: t.type, text: requestTypeWords[lang][type] },
    { label: t.urgency, text: reportWords[lang].urgencies[urgency].label },
    { label: t.channel, text: channelWords[lang][channel] },
    // Whoever reports may write anything there; only what the policy's words know is passed on.
    ...(zone && Object.hasOwn(zones, zone) ? [{ label: t.zone, text: zoneLabel(zone, lang) }] : []),
    ...(due ? [{ label: t.due(clockWords[lang][due.clock]), text: dueText(data, lang, head) }] : []),
  ]
}

function lateFacts(data: Data<'request_late'>, lang: Lang, head: Letterhead) {
  const t = requestNoticeWords[lang]
  return [
    { label: t.due(clockWords[lang][data.due.clock]), text: dueText(data, lang, head) },
    { label: t.priority, text: data.priority },
    { label: t.told, text: data.told },
    { label: t.basis, text: t.clause(data.clause) },
  ]
}
