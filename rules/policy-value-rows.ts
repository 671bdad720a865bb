import * as v from 'valibot'
import type { InLangs, Lang } from '#rules/lang.ts'
import { because, type Control, optionsOf, type Path, type Reader, type ValueType } from '#rules/policy-value.ts'
import type { Vocabulary } from '#rules/policy-words.ts'

/** A column of a table in a form. `select` always holds something, so it does not make a row. */
export type Column = {
  name: string
  label: InLangs
  input: 'text' | 'number' | 'select' | 'hidden'
  of?: Vocabulary
  min?: number
  max?: number
  step?: number
}
export type Cells = Record<string, string>

type Rows<T> = {
  row: v.GenericSchema<T>
  columns: readonly Column[]
  cells: (row: T, lang: Lang) => Cells
  /** What the cells hold, not yet checked. */
  build: (cells: Cells, index: number, currency: string) => unknown
  words: (rows: T[], lang: Lang) => string
}

const rowLimit = 40

/** A list of small records: a row for each, and a blank one for one more. A row that was blanked is taken away. */
export function rows<T>({ row, columns, cells, build, words }: Rows<T>): ValueType<T[]> {
  return {
    shape: 'rows',
    schema: v.pipe(v.array(row), v.maxLength(rowLimit, because('too_large'))),
    words,
    controls: (value, lang) =>
      [...value.map((one) => cells(one, lang)), {}].flatMap((filled, index) =>
        columns.map((column) => controlOf(column, index, filled, lang)),
      ),
    read: (form, currency) => rowsIn(columns, form).map(({ index, filled }) => build(filled, index, currency)),
    controlAt: (path, form) => cellAt(columns, path, form),
  }
}

function controlOf({ name, label, of, ...control }: Column, index: number, filled: Cells, lang: Lang): Control {
  const first = of ? (Object.keys(of)[0] ?? '') : ''
  return {
    ...control,
    name: `${index}.${name}`,
    label: label[lang],
    value: filled[name] ?? (control.input === 'select' ? first : ''),
    ...(of ? { options: optionsOf(of, lang) } : {}),
  }
}

export function rowsIn(columns: readonly Column[], form: Reader) {
  const typed = columns.filter(({ input }) => input === 'text' || input === 'number')
  return Array.from({ length: rowLimit + 1 }, (_, index) => ({
    index,
    filled: Object.fromEntries(columns.map(({ name }) => [name, (form(`${index}.${name}`)[0] ?? '').trim()])),
  })).filter(({ filled }) => typed.some(({ name }) => filled[name] !== ''))
}

/** Rows left blank do not count in the value, but they do on the screen. */
function cellAt(columns: readonly Column[], [at, ...rest]: Path, form: Reader): string {
  const index = rowsIn(columns, form)[Number(at ?? 0)]?.index ?? 0
  const place = rest.join('.')
  const column =
    columns.find(({ name }) => name === place) ?? columns.find(({ name }) => name.startsWith(place)) ?? columns[0]
  return `${index}.${column?.name ?? ''}`
}
