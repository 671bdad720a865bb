import * as v from 'valibot'
import { channelProviders } from '#rules/channel.ts'
import { consolePaths } from '#web/paths.ts'
import { channelWords } from '#web/words/channel.ts'
import { channelEmailWords } from '#web/words/channel-email.ts'
import { answerText, providerNames } from '#web/words/channel-provider.ts'
import { emailWords, type Letter } from '#web/words/email.ts'
import type { Lang } from '#web/words/lang.ts'
import { fullMomentWords } from '#web/words/moment.ts'
import type { Letterhead } from './template.ts'

export const channelTemplates = {
  /** To owners and administrators: a way out kept failing and was switched off. */
  channel_disabled: v.object({
    to: v.string(),
    channel: v.pipe(v.string(), v.minLength(1)),
    provider: v.picklist(channelProviders),
    since: v.pipe(v.number(), v.integer()),
    failure: v.string(),
  }),
  /** To whoever tries it. */
  channel_test: v.object({ channel: v.pipe(v.string(), v.minLength(1)) }),
} as const

type Data = v.InferOutput<typeof channelTemplates.channel_disabled>

export const channelLetters = {
  channel_disabled: (data: Data, lang: Lang, head: Letterhead): Letter => {
    const words = channelEmailWords[lang]
    const { subject, text } = words.disabled(data.channel)
    return {
      subject,
      greeting: data.to ? emailWords[lang].hello(data.to) : emailWords[lang].helloAll,
      paragraphs: [text],
      facts: [
        { label: words.provider, text: providerNames[lang][data.provider] },
        { label: words.since, text: fullMomentWords(new Date(data.since), head.timeZone, lang) },
        ...(data.failure ? [{ label: words.failure, text: answerText(data.failure, lang) }] : []),
      ],
      action: { label: words.action, url: head.origin + consolePaths.channels() },
      after: [words.next],
    }
  },
  channel_test: (_data: object, lang: Lang, head: Letterhead): Letter => {
    const { subject, text } = channelWords[lang].testMail
    return {
      subject: subject(head.company),
      greeting: emailWords[lang].helloAll,
      paragraphs: [text],
      action: { label: channelEmailWords[lang].action, url: head.origin + consolePaths.channels() },
    }
  },
}
