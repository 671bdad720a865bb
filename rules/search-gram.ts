const letter = '[\\p{L}\\p{N}\\p{M}]'
const scripts = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer'].map((name) => `\\p{Script=${name}}`)
/** Letters of scripts without spaces: found by pairs of characters. Those scripts have signs that are no letters too: ៛. */
const unspaced = `[${letter}&&[${scripts.join('')}]]`
/** A word of another script ends where one of those begins: "KFR35空调". */
const runs = new RegExp(`(${unspaced}+)|([${letter}--${unspaced}]+)`, 'gv')

/** A text as the search table keeps it: pairs of Chinese characters, lower-cased words of other scripts. */
export function gramsOf(text: string): string[] {
  return runsOf(text).flatMap(({ word, isUnspaced }) => (isUnspaced ? [...pairsOf(word), [...word].at(-1)!] : [word]))
}

/** A phone or serial number as it may be asked for: whole, and every ending of at least four characters. */
export function endingsOf(number: string, limit = 24): string[] {
  const plain = runsOf(number)
    .map(({ word }) => word)
    .join('')
  const start = Math.max(0, plain.length - limit)
  const count = Math.max(1, plain.length - start - 3)
  return plain ? [...new Set([plain, ...Array.from({ length: count }, (_, index) => plain.slice(start + index))])] : []
}

export type Searchable = { texts: readonly string[]; numbers: readonly string[] }

/** Everything of one request that can be found, in one line; each gram once a text is enough for a match. */
export const searchTextOf = ({ texts, numbers }: Searchable) =>
  [...texts.flatMap(gramsOf), ...numbers.flatMap((number) => [...gramsOf(number), ...endingsOf(number)])].join(' ')

const maxTyped = 100
const maxTerms = 12

/**
 * A MATCH expression that means "all of these": a run of Chinese as a phrase of its pairs, a word by its beginning. Only
 * letters and digits get in, each term in quotes, so that nothing typed is read as an operator. Null: nothing to find.
 */
export function matchOf(typed: string): string | null {
  const terms = runsOf(typed.slice(0, maxTyped))
    .slice(0, maxTerms)
    .map(({ word, isUnspaced }) => (isUnspaced && [...word].length > 1 ? `"${pairsOf(word).join(' ')}"` : `"${word}"*`))
  return terms.length > 0 ? terms.join(' AND ') : null
}

function runsOf(text: string) {
  return [...text.normalize('NFKC').toLowerCase().matchAll(runs)].map(([word, isUnspaced]) => ({
    word,
    isUnspaced: isUnspaced !== undefined,
  }))
}

function pairsOf(run: string): string[] {
  const chars = [...run]
  return chars.slice(1).map((char, index) => chars[index]! + char)
}
