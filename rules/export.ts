import type { Day } from '#rules/day.ts'
import type { ColumnValues, ImportColumn, ImportedPhone, ImportKind, ImportValues } from '#rules/import.ts'
import type { CellValue } from '#rules/import-cell.ts'
import { importColumns } from '#rules/import-column.ts'
import type { Lang } from '#rules/lang.ts'
import { decimalOf, type Money } from '#rules/money.ts'
import { tiers, zones } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { Permission } from '#rules/role.ts'
import type { WrittenCell, WrittenSheet } from '#rules/spreadsheet.ts'

/** What is read and kept, and never imported. */
export const recordKinds = ['request', 'notice', 'renewal', 'member', 'event'] as const
export type RecordKind = (typeof recordKinds)[number]

/** Whoever takes it out may read it too. */
export const recordPermission: Record<RecordKind, Permission> = {
  request: 'requests.read',
  notice: 'notices.read',
  renewal: 'register.read',
  member: 'members.read',
  event: 'audit.read',
}

/** A list with the columns that importing knows: importing it again changes nothing. `name` is the sheet's. */
export function exportedSheet<K extends ImportKind>(
  kind: K,
  name: string,
  records: Iterable<ImportValues<K>>,
  lang: Lang,
): WrittenSheet {
  const columns = importColumns[kind]
  return { name, header: columns.map(({ names }) => names[lang][0]), rows: rowsOf(columns, records, lang) }
}

function* rowsOf(columns: readonly ImportColumn[], records: Iterable<object>, lang: Lang): Generator<WrittenCell[]> {
  for (const record of records) {
    const values = record as Record<string, CellValue | null>
    yield columns.map((column) => {
      const value = values[column.key] ?? null
      return value === null ? null : writers[column.type](value as never, lang, column)
    })
  }
}

type Writers = { [T in keyof ColumnValues]: (value: ColumnValues[T], lang: Lang, column: ImportColumn) => WrittenCell }

const writers: Writers = {
  text: (text) => text,
  code: (text) => text,
  list: (items, lang) => items.join(lang === 'zh-CN' ? '、' : ', '),
  day: (day: Day) => ({ day }),
  phone: ({ shown }: ImportedPhone) => shown,
  email: (text) => text,
  zone: (key, lang) => wordsOf(zones, key, lang),
  tier: (key, lang) => wordsOf(tiers, key, lang),
  money: (money: Money) => Number(decimalOf(money)),
  number: (number) => number,
  yes_no: (isSo, lang) => (lang === 'zh-CN' ? (isSo ? '是' : '否') : isSo ? 'Yes' : 'No'),
  choice: (key, lang, { choices }) => choices?.[key]?.[lang][0] ?? key,
}

/** A header and a row that shows how; a star marks what must be filled in, and reading ignores it. */
export function templateSheet(kind: ImportKind, name: string, lang: Lang): WrittenSheet {
  const columns = importColumns[kind]
  return {
    name,
    header: columns.map(({ names, required }) => (required ? `${names[lang][0]}*` : names[lang][0])),
    rows: [columns.map((column) => exampleCell(column, lang))],
  }
}

function exampleCell({ type, example }: ImportColumn, lang: Lang): WrittenCell {
  const text = example[lang]
  if (text === '') return null
  if (type === 'day') return { day: text as Day }
  return type === 'number' || type === 'money' ? Number(text) : text
}
