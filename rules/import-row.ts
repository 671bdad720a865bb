import type { Day } from '#rules/day.ts'
import type {
  BadRow,
  CellFault,
  CellNote,
  CellReason,
  CellWarning,
  ColumnMapping,
  GoodRow,
  ImportFacts,
  ImportKind,
  ImportValues,
  RowVerdict,
} from '#rules/import.ts'
import { type CellValue, readCell } from '#rules/import-cell.ts'
import { importColumns } from '#rules/import-column.ts'
import { isNothing, plainCode } from '#rules/import-text.ts'
import { langs } from '#rules/lang.ts'
import { modelKeyOf, serialKeyOf } from '#rules/serial-number.ts'
import type { SheetRow } from '#rules/spreadsheet.ts'

/**
 * One verdict for each row. `earlier` has the keys of rows that came before these ones, with their numbers, where a file is
 * judged in parts; rows that are bad for another reason count as well.
 */
export function* judgeRows<K extends ImportKind>(
  kind: K,
  rows: Iterable<SheetRow>,
  mapping: ColumnMapping,
  facts: ImportFacts,
  earlier: Iterable<readonly [string, number]> = [],
): Generator<RowVerdict<K>> {
  const seen = new Map(earlier)
  for (const { row, cells } of rows) {
    if (isBlank(cells, mapping) || isExample(kind, cells, mapping)) {
      yield { outcome: 'blank', row }
      continue
    }
    const read = readRow(kind, cells, mapping, facts)
    const key = importKeyOf(kind, read.values)
    const repeated = key === null ? null : repetitionOf(kind, read, key, seen.get(key), facts)
    if (key !== null && !seen.has(key)) seen.set(key, row)
    yield verdictOf<K>(kind, row, repeated ? { ...read, faults: [...read.faults, repeated] } : read)
  }
}

type RowRead = {
  values: Record<string, CellValue | null>
  faults: readonly CellFault[]
  warnings: readonly CellNote[]
  typed: ReadonlyMap<string, string>
}

const isBlank = (cells: readonly string[], mapping: ColumnMapping) =>
  mapping.every((key, at) => key === null || (cells[at] ?? '').trim() === '')

/** The template's own second row, left where it was; its days look different once a spreadsheet has saved them. */
function isExample(kind: ImportKind, cells: readonly string[], mapping: ColumnMapping): boolean {
  return langs.some((lang) => {
    const shown = importColumns[kind].filter(
      ({ type, example }) => (type === 'text' || type === 'code') && example[lang] !== '',
    )
    return shown.every(({ key, example }) => (cells[mapping.indexOf(key)] ?? '').trim() === example[lang])
  })
}

function readRow(kind: ImportKind, cells: readonly string[], mapping: ColumnMapping, facts: ImportFacts): RowRead {
  const values: Record<string, CellValue | null> = {}
  const faults: CellFault[] = []
  const warnings: CellNote[] = []
  const texts = new Map<string, string>()
  for (const column of importColumns[kind]) {
    const at = mapping.indexOf(column.key)
    const typed = at < 0 ? '' : (cells[at] ?? '')
    texts.set(column.key, typed)
    const read = readCell(typed, column, facts)
    values[column.key] = 'value' in read ? read.value : null
    if ('reason' in read) faults.push({ column: column.key, reason: read.reason, typed })
    else for (const warning of read.warnings ?? []) warnings.push({ column: column.key, warning, typed })
  }
  const between = compare(kind, values, facts.today)
  const cell = <T>({ column, ...rest }: { column: string } & T) => ({ column, ...rest, typed: texts.get(column) ?? '' })
  return {
    values,
    faults: [...faults, ...between.faults.map(cell)],
    warnings: [...warnings, ...between.warnings.map(cell)],
    typed: texts,
  }
}

type Comparison = {
  faults: { column: string; reason: CellReason }[]
  warnings: { column: string; warning: CellWarning }[]
}

/** What no cell says alone. */
function compare(kind: ImportKind, values: RowRead['values'], today: Day): Comparison {
  const found: Comparison = { faults: [], warnings: [] }
  const day = (column: string) => (values[column] ?? null) as Day | null
  const isBefore = (column: string, other: string) => {
    const [own, limit] = [day(column), day(other)]
    return own !== null && limit !== null && own < limit
  }
  if (kind === 'customer' && values.kind !== 'company' && values.phone === null && values.email === null)
    found.faults.push({ column: 'phone', reason: 'missing' })
  if (kind === 'contract' && isBefore('endsOn', 'startsOn'))
    found.faults.push({ column: 'endsOn', reason: 'before_start' })
  if (kind !== 'asset') return found
  const start = day('installedOn') === null ? 'commissionedOn' : 'installedOn'
  if (isBefore(start, 'invoiceOn')) found.faults.push({ column: start, reason: 'before_invoice' })
  if (isBefore('installedOn', 'deliveredOn')) found.warnings.push({ column: 'installedOn', warning: 'before_delivery' })
  if (isBefore('commissionedOn', 'installedOn'))
    found.warnings.push({ column: 'commissionedOn', warning: 'before_installation' })
  for (const column of ['manufacturedOn', 'invoiceOn', 'deliveredOn', 'installedOn', 'commissionedOn'])
    if ((day(column) ?? today) > today) found.warnings.push({ column, warning: 'in_future' })
  const serial = serialKeyOf(String(values.serialNumber ?? ''))
  if (serial === null) found.warnings.push({ column: 'serialNumber', warning: 'no_serial_number' })
  else if (serial === serialKeyOf(String(values.parentSerialNumber ?? '')))
    found.faults.push({ column: 'parentSerialNumber', reason: 'own_parent' })
  return found
}

/** By what a row is known again; null: by nothing. Two rows of one customer are its contacts or sites. */
export function importKeyOf(kind: ImportKind, values: Readonly<Record<string, unknown>>): string | null {
  const text = (column: string) => (typeof values[column] === 'string' ? values[column] : '')
  switch (kind) {
    case 'customer':
      return null
    case 'product':
      return modelKeyOf(text('model')) ?? modelKeyOf(text('name'))
    case 'asset':
      return serialKeyOf(text('serialNumber'))
    case 'contract':
      return serialKeyOf(text('number'))
  }
}

/** For judging a file in parts: the key of a row that has not been read. */
export function rowKeyOf(kind: ImportKind, cells: readonly string[], mapping: ColumnMapping): string | null {
  const typed = Object.fromEntries(
    mapping.flatMap((key, at) => (key === null ? [] : [[key, meantBy(cells[at] ?? '')]])),
  )
  return importKeyOf(kind, typed)
}

function meantBy(typed: string): string {
  const code = plainCode(typed)
  return isNothing(code) ? '' : code
}

const keyColumns = {
  customer: ['name'],
  product: ['model', 'name'],
  asset: ['serialNumber'],
  contract: ['number'],
} as const

function repetitionOf(
  kind: ImportKind,
  { values, typed }: RowRead,
  key: string,
  otherRow: number | undefined,
  facts: ImportFacts,
): CellFault | null {
  const column = keyColumns[kind].find((name) => values[name] !== null) ?? keyColumns[kind][0]
  const cell = { column, typed: typed.get(column) ?? '' }
  if (otherRow !== undefined) return { ...cell, reason: 'duplicate', otherRow }
  return facts.taken.has(key) ? { ...cell, reason: 'taken' } : null
}

function verdictOf<K extends ImportKind>(kind: K, row: number, { values, faults, warnings }: RowRead): RowVerdict<K> {
  if (faults.length === 0) {
    const good: GoodRow<K> = { outcome: 'good', row, values: values as ImportValues<K>, warnings }
    return good
  }
  const order = importColumns[kind].map(({ key }) => key)
  const bad: BadRow = {
    outcome: 'bad',
    row,
    faults: faults.toSorted((one, other) => order.indexOf(one.column) - order.indexOf(other.column)),
    warnings,
  }
  return bad
}
