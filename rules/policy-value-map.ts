import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import {
  because,
  type Called,
  type EditReason,
  keyIn,
  nameSchema,
  numberFrom,
  numberIn,
  optionsOf,
  type Reader,
  type ValueType,
} from '#rules/policy-value.ts'
import { keyOf, listed, nothing, quantity, type Unit, unitName, type Vocabulary, wordsOf } from '#rules/policy-words.ts'

type Amounts = Record<string, number>
type AmountsBy = { of: Vocabulary; unit: Unit; min: number; max: number; step?: number }

/** "市区 6 个工作小时、郊区 7 个工作小时", "urban 6, suburban 7 working hours". */
function amountsInWords(value: Amounts, of: Vocabulary, unit: Unit, lang: Lang): string {
  const entries = Object.entries(value)
  const named = entries.map(([key, amount]) => {
    const name = introduced(of, key, lang)
    return lang === 'zh-CN' ? `${name}${quantity(amount, unit, lang)}` : `${name}${amount}`
  })
  if (named.length === 0) return nothing[lang]
  if (lang === 'zh-CN') return listed(named, lang)
  return `${named.join(', ')}${unitName(unit, lang, entries.at(-1)?.[1])}`
}

/** "市区 6", but "特急（P1）：6", "critical (P1): 6". */
function introduced(of: Vocabulary, key: string, lang: Lang): string {
  const name = wordsOf(of, key, lang)
  if (!/[\d)\uff09]$/.test(name)) return `${name} `
  return lang === 'zh-CN' ? `${name}\uff1a` : `${name}: `
}

const filled = (value: Amounts) => Object.keys(value).length > 0
const amountsSchema = (key: v.GenericSchema<string>, bounds: AmountsBy): v.GenericSchema<Amounts> =>
  v.pipe(v.record(key, numberIn(bounds)), v.check<Amounts, EditReason>(filled, because('empty')))

/** One amount for some or all keys of a closed list; a key left blank has none. */
export function amountsBy({ of, unit, ...bounds }: AmountsBy): ValueType<Amounts> {
  return {
    shape: 'map',
    unit,
    schema: amountsSchema(keyIn(of), { of, unit, ...bounds }),
    words: (value, lang) => amountsInWords(value, of, unit, lang),
    controls: (value, lang) =>
      inOrder(of, value).map((key) => ({
        name: key,
        label: wordsOf(of, key, lang),
        input: 'number',
        value: value[key] === undefined ? '' : String(value[key]),
        unit: unitName(unit, lang).trim(),
        ...bounds,
      })),
    read: (form) =>
      Object.fromEntries(
        Object.keys(of)
          .map((key) => [key, numberFrom(form(key)[0])] as const)
          .filter(([, amount]) => amount !== undefined),
      ),
  }
}

/** What has an amount comes first, in its own order. */
const inOrder = (of: Vocabulary, value: object) => [...new Set([...Object.keys(value), ...Object.keys(of)])]

/** Names of the company's own beside the known ones: zones of a town, tiers of customers. A blank row takes one more. */
export function openAmountsBy({ of, unit, ...bounds }: AmountsBy): ValueType<Amounts> {
  return {
    shape: 'map',
    unit,
    schema: amountsSchema(nameSchema, { of, unit, ...bounds }),
    words: (value, lang) => amountsInWords(value, of, unit, lang),
    controls: (value, lang) =>
      [...Object.entries(value), null].flatMap((entry, index) => [
        {
          name: `${index}.name`,
          label: '',
          input: 'text' as const,
          value: entry ? wordsOf(of, entry[0], lang) : '',
          options: optionsOf(of, lang),
        },
        {
          name: `${index}.amount`,
          label: entry ? wordsOf(of, entry[0], lang) : '',
          input: 'number' as const,
          value: entry ? String(entry[1]) : '',
          unit: unitName(unit, lang).trim(),
          ...bounds,
        },
      ]),
    read: (form) =>
      Object.fromEntries(namedRows(form).map((row) => [keyOf(of, row.name), numberFrom(row.amount)] as const)),
    controlAt: (path, form) => {
      const row = namedRows(form).find(({ name }) => keyOf(of, name) === path[0])
      return row ? `${row.index}.amount` : '0.name'
    },
  }
}

const rowLimit = 40

/** Rows with a name; a row whose name was blanked is one taken away. */
function namedRows(form: Reader) {
  return Array.from({ length: rowLimit }, (_, index) => ({
    index,
    name: (form(`${index}.name`)[0] ?? '').trim(),
    amount: form(`${index}.amount`)[0],
  })).filter((row) => row.name !== '')
}

type NamesBy<A extends string> = {
  of: Vocabulary<A>
  is: Vocabulary
  called: Called
  says: (lang: Lang, key: string, value: string) => string
}

/** One position (or another name) for every key of a closed list. */
export function namesBy<A extends string>({ of, is, called, says }: NamesBy<A>): ValueType<Record<A, string>> {
  const keys = Object.keys(of) as A[]
  return {
    shape: 'map',
    schema: v.strictObject(
      Object.fromEntries(keys.map((key) => [key, nameSchema])) as Record<A, typeof nameSchema>,
    ) as v.GenericSchema<Record<A, string>>,
    words: (value, lang) =>
      listed(
        keys.map((key) => says(lang, wordsOf(of, key, lang), called(value[key], lang))),
        lang,
      ),
    controls: (value, lang) =>
      keys.map((key) => ({
        name: key,
        label: wordsOf(of, key, lang),
        input: 'text',
        value: wordsOf(is, value[key], lang),
        options: optionsOf(is, lang),
      })),
    read: (form) => Object.fromEntries(keys.map((key) => [key, keyOf(is, form(key)[0] ?? '')])),
  }
}

/** Weights that must make a hundred (GR-26). */
export function sharesOf(of: Vocabulary): ValueType<Amounts> {
  const shares = amountsBy({ of, unit: 'percent', min: 0, max: 100 })
  const makeHundred = (value: Amounts) => Object.values(value).reduce((sum, share) => sum + share, 0) === 100
  return { ...shares, schema: v.pipe(shares.schema, v.check(makeHundred, because('not_100'))) }
}

type Cells<R extends string, C extends string, T extends string> = Record<R, Record<C, T>>

/** A choice for every pair: urgency and impact to priority. Read aloud by what comes out, not by what goes in. */
export function matrix<R extends string, C extends string, T extends string>(
  rows: Vocabulary<R>,
  columns: Vocabulary<C>,
  results: Vocabulary<T>,
): ValueType<Cells<R, C, T>> {
  const rowKeys = Object.keys(rows) as R[]
  const columnKeys = Object.keys(columns) as C[]
  const row = v.strictObject(Object.fromEntries(columnKeys.map((key) => [key, keyIn(results)])))
  return {
    shape: 'map',
    schema: v.strictObject(Object.fromEntries(rowKeys.map((key) => [key, row]))) as unknown as v.GenericSchema<
      Cells<R, C, T>
    >,
    words: (value, lang) => matrixInWords(value, { rows, columns, results }, lang),
    controls: (value, lang) =>
      rowKeys.flatMap((r) =>
        columnKeys.map((c) => ({
          name: `${r}.${c}`,
          label: listed([wordsOf(rows, r, lang), wordsOf(columns, c, lang)], lang),
          input: 'select' as const,
          value: value[r][c],
          options: optionsOf(results, lang),
        })),
      ),
    read: (form) =>
      Object.fromEntries(rowKeys.map((r) => [r, Object.fromEntries(columnKeys.map((c) => [c, form(`${r}.${c}`)[0]]))])),
  }
}

type Axes = { rows: Vocabulary; columns: Vocabulary; results: Vocabulary }

function matrixInWords(value: Record<string, Record<string, string>>, { rows, columns, results }: Axes, lang: Lang) {
  const zh = lang === 'zh-CN'
  const pairsOf = (result: string) =>
    Object.keys(rows).flatMap((r) => {
      const hit = Object.keys(columns).filter((c) => value[r]?.[c] === result)
      if (hit.length === 0) return []
      const where = hit.map((c) => wordsOf(columns, c, lang)).join(zh ? '或' : ' or ')
      return [zh ? `${wordsOf(rows, r, lang)}且${where}` : `${wordsOf(rows, r, lang)} with ${where}`]
    })
  return Object.keys(results)
    .filter((result) => pairsOf(result).length > 0)
    .map(
      (result) => `${wordsOf(results, result, lang)}${zh ? '\uff1a' : ': '}${pairsOf(result).join(zh ? '、' : ', ')}`,
    )
    .join(zh ? '\uff1b' : '; ')
}
