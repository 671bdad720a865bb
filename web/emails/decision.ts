import * as v from 'valibot'
import { consolePaths } from '#web/paths.ts'
import { decisionDifferenceWords } from '#web/words/decision-difference.ts'
import type { Letter } from '#web/words/email.ts'
import type { Lang } from '#web/words/lang.ts'
import type { Letterhead } from './template.ts'

export const decisionTemplates = {
  /** To the owner and the admins: stored decisions that come out otherwise today. */
  decisions_differ: v.object({ to: v.string(), count: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
} as const

export const decisionLetters = {
  decisions_differ: ({ to, count }: { to: string; count: number }, lang: Lang, head: Letterhead): Letter => {
    const words = decisionDifferenceWords[lang]
    const { subject, text, action } = words.mail(count)
    return {
      subject: `${subject} · ${head.company}`,
      greeting: words.hello(to),
      paragraphs: [text],
      action: { label: action, url: head.origin + consolePaths.audit() },
    }
  },
}
