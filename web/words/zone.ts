import { zones } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { Lang } from './lang.ts'

/** A zone of the policy; one that the company named itself is called so. */
export const zoneWords = (zone: string, lang: Lang) => wordsOf(zones, zone, lang)

/** Standing alone, as a choice: "Urban". */
export function zoneLabel(zone: string, lang: Lang): string {
  const words = zoneWords(zone, lang)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
