import type { InLangs, Lang } from '#rules/lang.ts'

/** Keys that are stored, and the words a person reads for them. */
export type Vocabulary<K extends string = string> = Readonly<Record<K, InLangs>>

export const inLangs = (zh: string, en: string): InLangs => ({ 'zh-CN': zh, en })

/** Nothing chosen, in the words of a sentence. */
export const nothing = inLangs('无', 'none')

/** A key no vocabulary knows is a name that the company gave itself. */
export const wordsOf = (vocabulary: Vocabulary, key: string, lang: Lang) => vocabulary[key]?.[lang] ?? key

/** What somebody typed: the known key behind those words in either language, or a name of their own. */
export function keyOf(vocabulary: Vocabulary, typed: string): string {
  const plain = normalised(typed)
  const known = Object.entries(vocabulary).find(([key, words]) =>
    [key, words['zh-CN'], words.en].some((word) => normalised(word) === plain),
  )
  return known?.[0] ?? typed.trim()
}

const normalised = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/** "甲、乙、丙", "a, b and c". */
export function listed(items: readonly string[], lang: Lang): string {
  if (lang === 'zh-CN') return items.join('、')
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Items that have commas of their own inside. */
export const listedLong = (items: readonly string[], lang: Lang) => items.join(lang === 'zh-CN' ? '\uff1b' : '; ')

type UnitWords = { zh: string; one: string; many: string }

export const units = {
  seconds: { zh: ' 秒', one: ' second', many: ' seconds' },
  minutes: { zh: ' 分钟', one: ' minute', many: ' minutes' },
  hours: { zh: ' 小时', one: ' hour', many: ' hours' },
  working_hours: { zh: ' 个工作小时', one: ' working hour', many: ' working hours' },
  days: { zh: ' 天', one: ' day', many: ' days' },
  months: { zh: ' 个月', one: ' month', many: ' months' },
  times: { zh: ' 次', one: ' time', many: ' times' },
  visits: { zh: ' 次', one: ' visit', many: ' visits' },
  persons: { zh: ' 名', one: ' person', many: ' persons' },
  grades: { zh: ' 档', one: ' grade', many: ' grades' },
  points: { zh: ' 分', one: ' point', many: ' points' },
  fold: { zh: ' 倍', one: ' time', many: ' times' },
  percent: { zh: '%', one: '%', many: '%' },
} satisfies Record<string, UnitWords>
export type Unit = keyof typeof units

export function quantity(amount: number, unit: Unit, lang: Lang): string {
  return `${amount}${unitName(unit, lang, amount)}`
}

export function unitName(unit: Unit, lang: Lang, amount = 2): string {
  const words: UnitWords = units[unit]
  if (lang === 'zh-CN') return words.zh
  return amount === 1 ? words.one : words.many
}

/** "08:30–17:30": two digits, as every other time is written. */
export const interval = ([open, close]: readonly [string, string]) => `${open}–${close}`
