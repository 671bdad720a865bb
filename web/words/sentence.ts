import type { Lang } from './lang.ts'
import { fullMomentWords, momentWords } from './moment.ts'

/**
 * A moment inside a sentence: "by tomorrow 13:30", where names of days keep their capital; in Chinese with a space before
 * a digit and none before a character.
 */
export function momentInSentence(at: Date, now: Date, timeZone: string, lang: Lang): string {
  const words = momentWords(at, now, timeZone, lang)
  if (lang === 'zh-CN') return /^\d/.test(words) ? ` ${words}` : words
  return withinSentence(words)
}

/** "today" after other words; names of days and months keep their capital. */
export const withinSentence = (words: string): string =>
  words.replace(/^(?:Today|Tomorrow|Yesterday)\b/, (day) => day.toLowerCase())

/** The same for paper: the year always, never "today". */
export function fullMomentInSentence(at: Date, timeZone: string, lang: Lang): string {
  const words = fullMomentWords(at, timeZone, lang)
  return lang === 'zh-CN' ? ` ${words}` : words
}
