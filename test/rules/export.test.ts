import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '#rules/day.ts'
import { exportedSheet, templateSheet } from '#rules/export.ts'
import { type ImportColumn, type ImportFacts, type ImportKind, type ImportValues, importKinds } from '#rules/import.ts'
import { type CellValue, readCell } from '#rules/import-cell.ts'
import { importColumns } from '#rules/import-column.ts'
import { mapColumns, missingColumns } from '#rules/import-mapping.ts'
import { judgeRows } from '#rules/import-row.ts'
import { langs } from '#rules/lang.ts'
import type { WrittenSheet } from '#rules/spreadsheet.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { writtenCsv } from '#rules/spreadsheet-written-csv.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { deflation } from '#worker/platform/deflation.ts'

const facts: ImportFacts = {
  country: 'CN',
  currency: 'CNY',
  dayOrder: 'year_first',
  today: '2026-11-22',
  zones: ['urban', 'suburban', '高新区'],
  tiers: ['key', 'vip'],
  taken: new Set(),
}

const asCsv = (sheet: WrittenSheet) => new TextEncoder().encode([...writtenCsv(sheet)].join(''))
const formats = { csv: asCsv, xlsx: (sheet: WrittenSheet) => writtenWorkbook(sheet, deflation) }

function rowsOf(bytes: Uint8Array) {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  return [...opened.result.rows].map((next) => {
    if (!next.allowed) throw new Error(next.reason)
    return next.result
  })
}

/** Cells that spreadsheets are tempted to run, to count or to cut. */
const temptations = [
  '=1+1',
  "'=1+1",
  "''@x",
  '+8613800138000',
  '-',
  '@SUM(A1)',
  '\t=x',
  '\r=x',
  '\n=x',
  '＝1',
  "'",
  '0571',
  '1E5',
  'TRUE',
  '_x000D_',
  '_x005F_',
  'sep=,',
  ' a ',
  '"',
  'a"b',
  'a;b',
  'a,b\nc',
  '<&>',
  ']]>',
  '1/2',
  '2024-03-05',
  '#N/A',
]
/** What a database may hold: everything but control characters and halves of characters. */
const stored = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(text))
const anyText = fc.oneof(
  stored,
  fc.constantFrom(...temptations),
  fc.tuple(fc.constantFrom(...temptations), stored).map((parts) => parts.join('')),
)
const anyRow = fc.array(anyText, { minLength: 1, maxLength: 6 }).filter((cells) => cells.at(-1)!.trim() !== '')

describe.each(Object.entries(formats))('a file written as %s', (format, written) => {
  test('reads back cell for cell, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 6 }), (rows) => {
        const sheet = { name: '表', header: ['一', '二', '三', '四', '五', '六'], rows }
        expect(
          rowsOf(written(sheet))
            .slice(1)
            .map(({ cells }) => cells),
        ).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })

  test('keeps numbers and days', () => {
    const rows = [[1.5, -12, 0, 12_800.5, { day: '2024-02-29' as Day }, { day: '1900-01-05' as Day }, null, 'x']]
    expect(rowsOf(written({ name: 'n', header: ['a'], rows }))[1]!.cells).toEqual([
      '1.5',
      '-12',
      '0',
      '12800.5',
      '2024-02-29',
      '1900-01-05',
      '',
      'x',
    ])
  })

  test.each(importKinds)(`imported again, a list of %s as ${format} is equal`, (kind) => {
    fc.assert(
      fc.property(
        fc.array(recordOf(kind), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...langs),
        (records, lang) => {
          const [header, ...rows] = rowsOf(written(exportedSheet(kind, '名', records, lang)))
          const verdicts = [...judgeRows(kind, rows, mapColumns(kind, header!.cells), facts)]
          const read = verdicts.map((verdict) =>
            verdict.outcome === 'good'
              ? verdict.values
              : verdict.outcome === 'bad'
                ? duplicatesOnly(verdict.faults)
                : verdict,
          )
          expect(read).toEqual(read.map((value, at) => (value === 'duplicate' ? value : records[at])))
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each(importKinds.flatMap((kind) => langs.map((lang) => [kind, lang] as const)))(
    'the template of %s in %s is understood, and its example good but never imported',
    (kind, lang) => {
      const [header, example] = rowsOf(written(templateSheet(kind, '模板', lang)))
      const mapping = mapColumns(kind, header!.cells)
      expect(mapping).toEqual(importColumns[kind].map(({ key }) => key))
      expect(missingColumns(kind, mapping)).toEqual([])
      expect([...judgeRows(kind, [example!], mapping, facts)]).toEqual([{ outcome: 'blank', row: 2 }])
      const own = example!.cells.map((cell) => (cell === example!.cells[0] ? `${cell}1` : cell))
      expect([...judgeRows(kind, [{ row: 2, cells: own }], mapping, facts)]).toMatchObject([
        { outcome: 'good', warnings: [] },
      ])
    },
  )
})

test('no cell of a CSV file begins as a formula does', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 4 }), (rows) => {
      const text = [...writtenCsv({ header: ['h'], rows })].join('').slice(1)
      const cells = [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
        (found) => found[1] ?? found[2] ?? '',
      )
      expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([])
    }),
  )
})

test('in a workbook a formula that somebody typed is a text', () => {
  const bytes = writtenWorkbook({ name: 'x', header: ['a'], rows: [['=1+1']] }, deflation)
  const start = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml')
  const packed = bytes.subarray(start + 'xl/worksheets/sheet1.xml'.length)
  const xml = new TextDecoder().decode(deflation.inflate(packed, 100_000)!)
  expect(xml).toContain('t="inlineStr"><is><t xml:space="preserve">=1+1</t>')
  expect(xml).not.toContain('<f')
})

test('a sheet may have any name', () => {
  for (const name of ['a/b:c[d]*?\\', "'quoted'", 'x'.repeat(99), '', '设备 & <台账>']) {
    const opened = openSpreadsheet(writtenWorkbook({ name, header: ['h'], rows: [] }, deflation), deflation)
    expect(opened.allowed && opened.result.sheets[0]).toMatch(/^[^\\/?*[\]:']{1,31}$/)
  }
})

const duplicatesOnly = (faults: readonly { reason: string }[]) =>
  faults.every(({ reason }) => reason === 'duplicate') ? 'duplicate' : faults

const day = fc.integer({ min: 0, max: 2_000 }).map((offset) => addDays('2020-01-01' as Day, offset))
const typedBy: Partial<Record<ImportColumn['type'], fc.Arbitrary<string>>> = {
  text: anyText,
  code: anyText,
  list: fc.array(anyText, { maxLength: 3 }).map((items) => items.join('、')),
  day,
  phone: fc.constantFrom('13800138000', '+86 138 0013 8000', '0571-87654321转8', '+44 20 7946 0000', '(0571) 87654321'),
  email: fc.constantFrom('a@example.com', 'b.c@example.cn'),
  zone: fc.constantFrom(...facts.zones),
  tier: fc.constantFrom(...facts.tiers),
  money: fc.integer({ min: 0, max: 1e12 }).map((minor) => (minor / 100).toFixed(2)),
  number: fc.integer({ min: 0, max: 300 }).map(String),
  yes_no: fc.constantFrom('是', '否'),
}

/** A record as importing makes one: each value read from something typed, and nothing where that is no value. */
function recordOf<K extends ImportKind>(kind: K): fc.Arbitrary<ImportValues<K>> {
  const columns: readonly ImportColumn[] = importColumns[kind]
  return fc.tuple(...columns.map((column) => cellOf(column))).map((values) => {
    const record = Object.fromEntries(columns.map(({ key }, at) => [key, values[at]])) as Record<
      string,
      CellValue | null
    >
    for (const later of ['installedOn', 'commissionedOn', 'endsOn'])
      if (record[later]) record[later] = addDays('2030-01-01' as Day, 1)
    if (record.parentSerialNumber) record.parentSerialNumber = 'PARENT-1'
    if (kind === 'customer' && !record.phone && !record.email) record.kind = 'company'
    return record as ImportValues<K>
  })
}

function cellOf(column: ImportColumn): fc.Arbitrary<CellValue | null> {
  const typed = column.choices ? fc.constantFrom(...Object.keys(column.choices)) : typedBy[column.type]!
  const value = typed.map((text) => {
    const read = readCell(text, column, facts)
    return 'value' in read ? read.value : null
  })
  return column.required ? value.filter((found) => found !== null) : fc.option(value)
}
