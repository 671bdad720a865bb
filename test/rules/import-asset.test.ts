import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ImportFacts, RowVerdict } from '#rules/import.ts'
import { mapColumns, missingColumns } from '#rules/import-mapping.ts'
import { judgeRows } from '#rules/import-row.ts'
import type { SheetRow } from '#rules/spreadsheet.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { columnLabel } from '#web/words/import.ts'
import { deflation } from '#worker/platform/deflation.ts'
import expected from '../cases/import/assets.expected.json'

/** 1,500 rows as small companies keep them. */
type Expected =
  | { row: number; ok: true; serial: string; invoiceOn: string; installedOn: string; months: number; zone: string }
  | { row: number; ok: false; column: string; problem: string }

const facts: ImportFacts = {
  country: 'CN',
  currency: 'CNY',
  dayOrder: 'year_first',
  today: '2026-11-22',
  zones: ['urban', 'suburban'],
  tiers: [],
  taken: new Set(),
}

const readRows = (bytes: Uint8Array): SheetRow[] => {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  return [...opened.result.rows].map((next) => {
    if (!next.allowed) throw new Error(next.reason)
    return next.result
  })
}

function judge(bytes: Uint8Array): Map<number, RowVerdict<'asset'>> {
  const [header, ...rows] = readRows(bytes)
  const mapping = mapColumns('asset', header!.cells)
  expect(missingColumns('asset', mapping)).toEqual([])
  expect(mapping).not.toContain(null)
  return new Map([...judgeRows('asset', rows, mapping, facts)].map((verdict) => [verdict.row, verdict]))
}

/** The verdict in the words of the expectation. */
function told(verdict: RowVerdict<'asset'> | undefined) {
  if (verdict?.outcome === 'bad') {
    const { row, faults } = verdict
    return faults.map(({ column, reason }) => ({
      row,
      ok: false,
      column: columnLabel('asset', column, 'zh-CN'),
      problem: reason,
    }))
  }
  if (verdict?.outcome !== 'good') return [verdict]
  const { serialNumber, invoiceOn, installedOn, warrantyMonths, zone } = verdict.values
  return [{ row: verdict.row, ok: true, serial: serialNumber, invoiceOn, installedOn, months: warrantyMonths, zone }]
}

const files = ['utf8-bom', 'gb18030'].map((name) => readFileSync(`test/cases/import/assets.${name}.csv`))
const asWorkbook = (bytes: Uint8Array) => {
  const [header, ...rows] = readRows(bytes)
  return writtenWorkbook({ name: '台账', header: header!.cells, rows: rows.map(({ cells }) => cells) }, deflation)
}
const verdicts = { 'UTF-8': judge(files[0]!), GB18030: judge(files[1]!), XLSX: judge(asWorkbook(files[0]!)) }

describe('a company keeps its machines in a table', () => {
  const bad = (expected.expected as Expected[]).filter(({ ok }) => !ok)

  test('every row of the table has a verdict, and as many are good as should be', () => {
    expect(expected.expected).toHaveLength(expected.rows)
    for (const verdict of Object.values(verdicts)) {
      expect(verdict.size).toBe(expected.rows)
      expect([...verdict.values()].filter(({ outcome }) => outcome === 'good')).toHaveLength(expected.good)
    }
    expect(bad).toHaveLength(87)
  })

  describe.each(Object.entries(verdicts))('as %s', (_, verdict) => {
    test.each(expected.expected as Expected[])('row $row is judged as expected', (row) => {
      expect(told(verdict.get(row.row))).toEqual([row])
    })
  })

  test('a repeated serial number names the row that has it first', () => {
    const verdict = verdicts['UTF-8'].get(897)
    expect(verdict?.outcome === 'bad' && verdict.faults).toEqual([
      { column: 'serialNumber', reason: 'duplicate', typed: 'F2009-28866', otherRow: 23 },
    ])
  })

  test('what looks like a formula in a remark stays what was written', () => {
    const verdict = verdicts.XLSX.get(64 - 2)
    const notes = [...verdicts.XLSX.values()].flatMap((row) => (row.outcome === 'good' ? [row.values.note] : []))
    expect(verdict?.outcome).toBe('good')
    expect(notes).toContain('=HYPERLINK("http://evil.example","点我")')
    expect(notes.filter((note) => note?.includes('\n')).length).toBeGreaterThan(100)
  })
})
