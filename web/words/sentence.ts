import type { Lang } from './lang.ts'
import { momentWords } from './moment.ts'

/** A moment where it does not begin the sentence: "by tomorrow 13:30"; names of days keep their capital. */
export function momentInSentence(at: Date, now: Date, timeZone: string, lang: Lang): string {
  const words = momentWords(at, now, timeZone, lang)
  return /^(?:Today|Tomorrow|Yesterday)\b/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
}
