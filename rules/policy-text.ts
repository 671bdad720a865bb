import type { InLangs, Lang } from '#rules/lang.ts'
import { type ParameterKey, parameterOf } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { parametersOf } from '#rules/policy-rule.ts'

/** A clause as it is read: plain words, and the words that a parameter puts into its slot. */
export type Piece = { text: string } | { slot: ParameterKey; words: string }

export function renderClause(clause: Clause, lang: Lang): Piece[] {
  const pieces = clause.text[lang].split(/(\{\{[^{}]*\}\})/u).filter((part) => part !== '')
  const filled = pieces.map((part) =>
    part.startsWith('{{') ? slotPiece(clause, part.slice(2, -2), lang) : { text: part },
  )
  return lang === 'zh-CN' ? filled.map(spaced) : filled
}

export const plainText = (clause: Clause, lang: Lang) => renderClause(clause, lang).map(wordsIn).join('')

function slotPiece(clause: Clause, key: string, lang: Lang): Piece {
  const slot = key as ParameterKey
  const set = clause.rules.map(parametersOf).find((values) => Object.hasOwn(values, slot))
  if (!set) throw new Error(`clause ${clause.key} shows ${key} and sets it nowhere`)
  return { slot, words: parameterOf(slot).value.words(set[slot], lang) }
}

const wordsIn = (piece: Piece) => ('text' in piece ? piece.text : piece.words)

/** A space between Chinese characters and digits or Latin letters, wherever a slot happens to bring them together. */
function spaced(piece: Piece, index: number, all: readonly Piece[]): Piece {
  if (!('text' in piece)) return piece
  const [before, after] = [all[index - 1], all[index + 1]]
  const opening = before && meets(wordsIn(before).at(-1), piece.text.at(0)) ? ' ' : ''
  const closing = after && meets(piece.text.at(-1), wordsIn(after).at(0)) ? ' ' : ''
  return { text: opening + piece.text + closing }
}

const han = /\p{Script=Han}/u
const latin = /[0-9A-Za-z%]/u
const meets = (left = '', right = '') => (han.test(left) && latin.test(right)) || (latin.test(left) && han.test(right))

export type Chapter = { number: number; title: InLangs; clauses: Clause[] }

export function chaptersOf(clauses: readonly Clause[]): Chapter[] {
  const chapters: Chapter[] = []
  for (const clause of clauses) {
    const last = chapters.at(-1)
    if (last && last.title['zh-CN'] === clause.chapter['zh-CN']) last.clauses.push(clause)
    else chapters.push({ number: chapters.length + 1, title: clause.chapter, clauses: [clause] })
  }
  return chapters
}

/** "第 12 条", "Clause 12": how everything that follows from a clause names it. */
export const clauseLabel = (number: number, lang: Lang) => (lang === 'zh-CN' ? `第 ${number} 条` : `Clause ${number}`)

export const chapterLabel = (number: number, lang: Lang) =>
  lang === 'zh-CN' ? `第${chineseNumeral(number)}章` : `Chapter ${number}`

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

function chineseNumeral(number: number): string {
  const tens = Math.floor(number / 10)
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`
}
