import type { Lang } from './lang.ts'
import { fullMomentWords, momentWords } from './moment.ts'

/**
 * A moment inside a sentence: "by tomorrow 13:30", where names of days keep their capital; in Chinese with a space before
 * a digit and none before a character.
 */
export function momentInSentence(at: Date, now: Date, timeZone: string, lang: Lang): string {
  const words = momentWords(at, now, timeZone, lang)
  if (lang === 'zh-CN') return /^\d/.test(words) ? ` ${words}` : words
  return /^(?:Today|Tomorrow|Yesterday)\b/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
}

/** The same for paper: the year always, never "today". */
export function fullMomentInSentence(at: Date, timeZone: string, lang: Lang): string {
  const words = fullMomentWords(at, timeZone, lang)
  return lang === 'zh-CN' ? ` ${words}` : words
}
