import * as v from 'valibot'
import { advertisingMark } from '#rules/advertising.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { Letter } from '#web/words/email.ts'
import { type EndingTold, endingEmailWords } from '#web/words/ending-email.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullDayWords } from '#web/words/moment.ts'
import type { Letterhead } from './template.ts'

const line = v.pipe(v.string(), v.minLength(1))
const day = v.pipe(v.string(), v.isoDate())
const token = v.pipe(v.string(), v.regex(/^[\w.-]{20,}$/))

/** What ends, of whom, when: the same for whoever is told. */
const ending = {
  of: v.picklist(['warranty', 'contract']),
  kind: v.picklist(['warranty_end', 'contract_end', 'auto_renewal']),
  to: v.string(),
  customer: line,
  name: line,
  number: v.nullable(v.string()),
  endsOn: day,
  latestOn: v.optional(v.nullable(day)),
  isLate: v.boolean(),
  /** Null: the law asks for it, no clause. */
  clause: v.nullable(v.number()),
}

export const endingTemplates = {
  /** To the customer; `unsubscribe` stands in what sells, and only there. */
  ending_customer: v.object({
    ...ending,
    content: v.picklist(['service', 'commercial']),
    country: v.string(),
    token,
    unsubscribe: v.optional(token),
  }),
  /** To whoever follows it up. */
  ending_internal: v.object({ ...ending, renewalId: line }),
  /** Several of them to one person on one day. */
  ending_digest: v.object({
    audience: v.picklist(['customer', 'internal']),
    to: v.string(),
    items: v.pipe(
      v.array(
        v.object({
          of: ending.of,
          customer: line,
          name: line,
          number: ending.number,
          endsOn: day,
          token: v.optional(token),
        }),
      ),
      v.minLength(1),
    ),
    more: v.optional(v.number(), 0),
  }),
  /** To the owner of a renewal, on the day it is to be followed up. */
  follow_up: v.object({ to: v.string(), customer: line, name: line, renewalId: line }),
} as const

type Data<T extends keyof typeof endingTemplates> = v.InferOutput<(typeof endingTemplates)[T]>
type Write<T extends keyof typeof endingTemplates> = (data: Data<T>, lang: Lang, head: Letterhead) => Letter

export const endingLetters: { [T in keyof typeof endingTemplates]: Write<T> } = {
  ending_customer: (data, lang, head) => {
    const words = endingEmailWords[lang]
    const { subject, text } = opening(data, lang, head)
    const mark = advertisingMark(data.content, { country: data.country, channel: 'email', lang })
    return {
      subject: `${mark?.subjectPrefix ?? ''}${subject}`,
      greeting: words.hello(data.to),
      paragraphs: [text, ...(mark ? [words.offer] : [words.answer]), ...(data.isLate ? [words.late] : [])],
      facts: factsOf(data, lang),
      action: { label: words.action, url: head.origin + publicPaths.renewal(data.token) },
      ...(mark && data.unsubscribe
        ? { links: [{ label: words.unsubscribe, url: head.origin + publicPaths.unsubscribe(data.unsubscribe) }] }
        : {}),
    }
  },
  ending_internal: (data, lang, head) => {
    const words = endingEmailWords[lang]
    const { subject, text } = words.internal(told(data, lang, head))
    return {
      subject,
      greeting: words.hello(data.to),
      paragraphs: [text, ...(data.isLate ? [words.internalLate] : [])],
      facts: [{ label: words.customer, text: data.customer }, ...factsOf(data, lang)],
      action: { label: words.internalAction, url: head.origin + consolePaths.renewal(data.renewalId) },
    }
  },
  ending_digest: (data, lang, head) => {
    const words = endingEmailWords[lang]
    const { subject, text } = words.digest(data.items.length + data.more)
    return {
      subject: `${subject} · ${head.company}`,
      greeting: words.hello(data.to),
      paragraphs: [text],
      facts: data.items.map((item) => ({
        label:
          [data.audience === 'internal' ? item.customer : null, item.number].filter(Boolean).join(' · ') || item.name,
        text: words.digestLine(told(item, lang, head)),
      })),
      action: digestAction(data, lang, head),
    }
  },
  follow_up: (data, lang, head) => {
    const words = endingEmailWords[lang]
    const { subject, text } = words.followUp(data)
    return {
      subject,
      greeting: words.hello(data.to),
      paragraphs: [text],
      action: { label: words.internalAction, url: head.origin + consolePaths.renewal(data.renewalId) },
    }
  },
}

function opening(data: Data<'ending_customer'>, lang: Lang, head: Letterhead) {
  const words = endingEmailWords[lang]
  const about = told(data, lang, head)
  if (data.kind === 'auto_renewal') return words.autoRenewal(about)
  return data.of === 'warranty' ? words.warranty(about) : words.contract(about)
}

type About = {
  of: 'warranty' | 'contract'
  name: string
  customer: string
  endsOn: string
  latestOn?: string | null | undefined
}

const told = ({ of, name, customer, endsOn, latestOn }: About, lang: Lang, { company }: Letterhead): EndingTold => ({
  ...{ company, of, name, customer },
  endsOn: fullDayWords(endsOn, lang),
  ...(latestOn ? { latestOn: fullDayWords(latestOn, lang) } : {}),
})

function factsOf(data: Data<'ending_customer'> | Data<'ending_internal'>, lang: Lang) {
  const words = endingEmailWords[lang]
  const numbered = data.of === 'warranty' ? words.serialNumber : words.contractNumber
  return [
    ...(data.of === 'warranty' ? [{ label: words.machine, text: data.name }] : []),
    ...(data.number ? [{ label: numbered, text: data.number }] : []),
    { label: words.lastDay, text: fullDayWords(data.endsOn, lang) },
    { label: words.basis, text: data.clause === null ? words.law : words.clause(data.clause) },
  ]
}

/** A customer sees the first one's page, which lists the others too; the staff their list. */
function digestAction(data: Data<'ending_digest'>, lang: Lang, head: Letterhead) {
  const words = endingEmailWords[lang]
  const [first] = data.items
  return data.audience === 'customer' && first?.token
    ? { label: words.action, url: head.origin + publicPaths.renewal(first.token) }
    : { label: words.internalAction, url: head.origin + consolePaths.renewals() }
}
