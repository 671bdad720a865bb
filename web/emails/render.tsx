import { basePaths, consolePaths, publicPaths } from '#web/paths.ts'
import { emailWords, type Letter } from '#web/words/email.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullMomentWords } from '#web/words/moment.ts'
import { channelLetters } from './channel.ts'
import { decisionLetters } from './decision.ts'
import { endingLetters } from './ending.ts'
import { LetterPage } from './letter.tsx'
import { requestLetters } from './request.ts'
import type { EmailData, EmailTemplate, Letterhead } from './template.ts'

export type RenderedEmail = { subject: string; text: string; html: string }

/** One mail, ready to send: a subject of one line, the whole message as text, the same as HTML. */
export function renderEmail<T extends EmailTemplate>(
  template: T,
  lang: Lang,
  data: EmailData<T>,
  head: Letterhead,
): RenderedEmail {
  const letter = letters[template](data, lang, head)
  const subject = oneLine(letter.subject)
  const html = LetterPage({ lang, head, letter: { ...letter, subject } })
  return { subject, text: textOf(letter, lang, head), html: `<!doctype html>${String(html)}` }
}

type Write<T extends EmailTemplate> = (data: EmailData<T>, lang: Lang, head: Letterhead) => Letter

const letters: { [T in EmailTemplate]: Write<T> } = {
  email_verification: ({ name, token }, lang, head) => {
    const words = emailWords[lang]
    const { subject, text, action } = words.emailVerification(head)
    return {
      subject,
      greeting: words.hello(name),
      paragraphs: [text],
      action: { label: action, url: head.origin + publicPaths.emailVerification(token) },
      after: [words.limited, words.notYou],
    }
  },
  password_reset: ({ name, token }, lang, head) => {
    const words = emailWords[lang]
    const { subject, text, action, notYou } = words.passwordReset(head)
    return {
      subject,
      greeting: words.hello(name),
      paragraphs: [text],
      action: { label: action, url: head.origin + publicPaths.passwordResetLink(token) },
      after: [words.limited, notYou],
    }
  },
  password_changed: ({ name, at }, lang, head) => {
    const words = emailWords[lang]
    const { subject, text, when, notYou, action } = words.passwordChanged(head)
    return {
      subject,
      greeting: words.hello(name),
      paragraphs: [text],
      facts: [{ label: when, text: fullMomentWords(new Date(at), head.timeZone, lang) }],
      links: [{ label: action, url: head.origin + publicPaths.passwordReset() }],
      after: [notYou],
    }
  },
  invitation: ({ inviter, token }, lang, head) => {
    const words = emailWords[lang]
    const { subject, text, action, notYou } = words.invitation({ ...head, inviter })
    return {
      subject,
      greeting: words.helloAll,
      paragraphs: [text],
      action: { label: action, url: head.origin + publicPaths.invitation(token) },
      after: [words.limited, notYou],
    }
  },
  company_addresses: ({ companies }, lang) => {
    const words = emailWords[lang]
    return {
      subject: words.companyAddresses.subject,
      greeting: words.helloAll,
      paragraphs: [words.companyAddresses.text],
      links: companies.map(({ name, url }) => ({ label: name, url })),
      after: [words.notYou],
    }
  },
  request_received: ({ number, promises, token }, lang, head) => {
    const words = emailWords[lang]
    const received = words.requestReceived({ ...head, number: String(number) })
    const facts = promises.map(({ kind, dueAt, clause }) =>
      words.promise({ kind, clause, at: fullMomentWords(new Date(dueAt), head.timeZone, lang) }),
    )
    return {
      subject: received.subject,
      greeting: words.helloAll,
      paragraphs: facts.length > 0 ? [received.text] : [received.text, received.unpromised],
      facts,
      action: { label: received.action, url: head.origin + publicPaths.tracking(token) },
      after: [received.keep],
    }
  },
  request_reply: ({ number, author, body, token }, lang, head) => {
    const words = emailWords[lang]
    const reply = words.requestReply({ ...head, number: String(number), author })
    return {
      subject: reply.subject,
      greeting: words.helloAll,
      paragraphs: [reply.text],
      quote: body,
      action: { label: reply.action, url: head.origin + publicPaths.tracking(token) },
      after: [reply.answer],
    }
  },
  welcome: ({ name }, lang, head) => {
    const words = emailWords[lang]
    const welcome = words.welcome(head)
    return {
      subject: welcome.subject,
      greeting: words.hello(name),
      paragraphs: [welcome.text, welcome.steps],
      action: { label: welcome.action, url: head.origin + consolePaths.home() },
      links: [
        { label: welcome.form, url: head.origin + publicPaths.report() },
        { label: welcome.policy, url: head.origin + publicPaths.policy() },
      ],
    }
  },
  tick_silent: ({ since }, lang, head) => {
    const { subject, text, when } = emailWords[lang].tickSilent
    return {
      subject,
      paragraphs: [text],
      facts: [{ label: when, text: fullMomentWords(new Date(since), head.timeZone, lang) }],
      links: [{ label: head.company, url: head.origin + basePaths.health() }],
    }
  },
  ...endingLetters,
  ...channelLetters,
  ...decisionLetters,
  ...requestLetters,
}

/** Complete without the HTML: every link and every word stands in it. */
function textOf(letter: Letter, lang: Lang, head: Letterhead): string {
  const words = emailWords[lang]
  const colon = lang === 'en' ? ': ' : '：'
  const blocks = [
    letter.greeting,
    ...letter.paragraphs,
    letter.facts?.map(({ label, text }) => label + colon + text).join('\n'),
    letter.quote?.replace(/^/gm, '> '),
    letter.action && `${letter.action.label}${colon.trim()}\n${letter.action.url}`,
    letter.links?.map(({ label, url }) => `${label}${colon.trim()}\n${url}`).join('\n\n'),
    letter.after?.join('\n'),
    ['-- ', words.sentBy(head), words.automatic].join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** A name somebody chose must not begin a header of its own. */
const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
