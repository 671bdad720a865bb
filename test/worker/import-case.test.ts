import { beforeAll, describe, expect, test } from 'vitest'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { columnLabel } from '#web/words/import.ts'
import { deflation } from '#worker/platform/deflation.ts'
import expected from '../cases/import/assets.expected.json'
import gb18030 from '../cases/import/assets.gb18030.csv'
import utf8 from '../cases/import/assets.utf8-bom.csv'
import { type Product, startProduct } from '../harness.ts'
import { importer, type Table } from './import-ground.ts'

type Expected =
  | { row: number; ok: true; serial: string; invoiceOn: string; installedOn: string; months: number; zone: string }
  | { row: number; ok: false; column: string; problem: string }

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

function workbook() {
  const opened = openSpreadsheet(bytesOf(utf8), deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  const rows = [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : []))
  return writtenWorkbook({ name: '台账', header: rows[0]!, rows: rows.slice(1) }, deflation)
}

let product: Product
beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-11-22T09:00:00+08:00') })
}, 60_000)

const files: [string, () => Table, string][] = [
  ['UTF-8', () => bytesOf(utf8), '台账.csv'],
  ['GB18030', () => bytesOf(gb18030), '台账.csv'],
  ['XLSX', workbook, '台账.xlsx'],
]

describe.each(files)('1,500 machines as a company keeps them, in %s', (name, file, fileName) => {
  test('each row has the outcome that it should have, and the good ones are machines afterwards', async () => {
    const company = await product.company(`case-${name.toLowerCase().replace(/\W/g, '')}`)
    const desk = importer(product, company, await company.cookieOf('supervisor'))
    const id = await desk.checked(file(), 'guess', fileName)
    expect(await desk.recordOf(id)).toMatchObject({ kind: 'asset', status: 'checked', good: expected.good, bad: 87 })
    const verdicts = await desk.verdictsOf(id)
    const told = (expected.expected as Expected[]).map((row) => {
      const verdict = verdicts.get(row.row)
      if (!verdict || verdict.ok) return { row: row.row, ok: verdict?.ok ?? null }
      const [fault] = verdict.faults!
      return { row: row.row, ok: false, column: columnLabel('asset', fault!.column, 'zh-CN'), problem: fault!.reason }
    })
    expect(told).toEqual((expected.expected as Expected[]).map((row) => (row.ok ? { row: row.row, ok: true } : row)))

    expect((await desk.post(`/console/imports/${id}/entry`, { noticesFrom: '2026-12-01' })).status).toBe(303)
    await desk.run(id)
    const stored = await company.db.$client.execute(
      `select serial_number serial, invoice_on invoiceOn, installed_on installedOn, agreed_months months,
        coalesce(s.zone, c.zone) zone, notices_from, warranty_ends_on from assets a join customers c on c.id = a.customer_id
        left join sites s on s.id = a.site_id`,
    )
    const bySerial = new Map(stored.rows.map((row) => [row.serial, row]))
    expect(stored.rows).toHaveLength(expected.good)
    const good = (expected.expected as Expected[]).filter((row) => row.ok)
    for (const { serial, invoiceOn, installedOn, months } of good)
      expect(bySerial.get(serial)).toMatchObject({ serial, invoiceOn, installedOn, months, notices_from: '2026-12-01' })
    expect(stored.rows.filter((row) => row.warranty_ends_on === null)).toEqual([])
    expect(await desk.count('select count(*) from events where subject in (select id from imports)')).toBe(4)
    expect(await desk.count("select count(*) from search_entries where kind = 'asset'")).toBe(expected.good)

    await desk.undone(id)
    for (const table of ['assets', 'customers', 'contacts', 'sites', 'products', 'search_entries', 'decisions'])
      expect([table, await desk.count(`select count(*) from ${table}`)]).toEqual([table, 0])
  }, 60_000)
})
