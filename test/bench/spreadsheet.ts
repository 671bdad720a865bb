import { templateSheet } from '#rules/export.ts'
import type { ImportFacts } from '#rules/import.ts'
import { mapColumns } from '#rules/import-mapping.ts'
import { judgeRows } from '#rules/import-row.ts'
import { type SheetRow, spreadsheetLimits, type WrittenCell, type WrittenSheet } from '#rules/spreadsheet.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { writtenCsv } from '#rules/spreadsheet-written-csv.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { deflation } from '#worker/platform/deflation.ts'

/** What the largest table costs: `node test/bench/spreadsheet.ts`. Processor time, the best of five. */

const facts: ImportFacts = {
  country: 'CN',
  currency: 'CNY',
  dayOrder: 'year_first',
  today: '2026-11-22',
  zones: ['urban', 'suburban'],
  tiers: [],
  taken: new Set(),
}

const example = templateSheet('asset', '', 'zh-CN')
const [cells] = [...example.rows]
const rows = spreadsheetLimits.rows
const machine = (nth: number) =>
  cells!.map(
    (cell, column): WrittenCell =>
      typeof cell === 'string' && column !== 2 && column !== 5 && column !== 16
        ? `${cell}${column < 9 ? nth : ''}`
        : cell,
  )
const machines: WrittenSheet = {
  name: '设备',
  header: example.header,
  rows: Array.from({ length: rows }, (_, nth) => machine(nth)),
}
const widest: WrittenSheet = {
  name: '最大',
  header: Array.from({ length: spreadsheetLimits.columns }, (_, nth) => `列${nth}`),
  rows: Array.from({ length: rows }, (_, nth) =>
    Array.from({ length: spreadsheetLimits.columns }, (_, column) => `第${nth}行${column}`),
  ),
}

function* read(bytes: Uint8Array): Generator<SheetRow> {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  for (const next of opened.result.rows) {
    if (!next.allowed) throw new Error(next.reason)
    yield next.result
  }
}

function measure(name: string, work: () => number) {
  let best = Number.POSITIVE_INFINITY
  let size = 0
  for (let nth = 0; nth < 5; nth++) {
    const before = process.cpuUsage()
    size = work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1_000)
  }
  console.log(`${name.padEnd(46)} ${best.toFixed(0).padStart(6)} ms   ${size.toLocaleString('en')}`)
}

const count = (all: Iterable<unknown>) => {
  let counted = 0
  for (const _ of all) counted++
  return counted
}

for (const [name, sheet] of Object.entries({ machines, widest })) {
  const csv = new TextEncoder().encode([...writtenCsv(sheet)].join(''))
  const xlsx = writtenWorkbook(sheet, deflation)
  measure(`${name}: write CSV (bytes)`, () => [...writtenCsv(sheet)].join('').length)
  measure(`${name}: write XLSX (bytes)`, () => writtenWorkbook(sheet, deflation).length)
  measure(`${name}: read CSV (rows)`, () => count(read(csv)))
  measure(`${name}: read XLSX (rows)`, () => count(read(xlsx)))
}
const [header, ...staged] = [...read(writtenWorkbook(machines, deflation))]
const mapping = mapColumns('asset', header!.cells)
measure(
  'machines: judge (good rows)',
  () => [...judgeRows('asset', staged, mapping, facts)].filter(({ outcome }) => outcome === 'good').length,
)
