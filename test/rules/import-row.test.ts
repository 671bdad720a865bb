import { expect, test } from 'vitest'
import type { ImportFacts, ImportKind } from '#rules/import.ts'
import { mapColumns } from '#rules/import-mapping.ts'
import { importKeyOf, judgeRows, rowKeyOf } from '#rules/import-row.ts'
import { serialKeyOf } from '#rules/serial-number.ts'

const facts: ImportFacts = {
  country: 'CN',
  currency: 'CNY',
  dayOrder: 'year_first',
  today: '2026-11-22',
  zones: ['urban'],
  tiers: [],
  taken: new Set(),
}

/** A table given as lines of cells parted by `|`, and what is found, as one word a row. */
function judge(kind: ImportKind, lines: string[], more: Partial<ImportFacts> = {}, earlier?: [string, number][]) {
  const [header, ...rows] = lines.map((line) => line.split('|'))
  const sheet = rows.map((cells, at) => ({ row: at + 2, cells }))
  return [...judgeRows(kind, sheet, mapColumns(kind, header!), { ...facts, ...more }, earlier)].map((verdict) => {
    if (verdict.outcome === 'blank') return 'blank'
    const notes = verdict.warnings.map(({ column, warning }) => `${column} ${warning}`)
    const faults = verdict.outcome === 'bad' ? verdict.faults : []
    const found = [
      ...faults.map(({ column, reason, otherRow }) => [column, reason, otherRow].join(' ').trim()),
      ...notes,
    ]
    return `${verdict.outcome}${found.length > 0 ? `: ${found.join(', ')}` : ''}`
  })
}

test('a serial number that the company has, or an earlier row, is not taken in again', () => {
  const lines = ['客户|型号|序列号', '甲|A|X-1', '甲|A|x 1', '甲|A|Ｘ－２', '甲|A|X3']
  expect(judge('asset', lines, { taken: new Set([serialKeyOf('X2')!]) }, [['X3', 1]])).toEqual([
    'good',
    'bad: serialNumber duplicate 2',
    'bad: serialNumber taken',
    'bad: serialNumber duplicate 1',
  ])
})

test('the key of a row is the same before it is read and after', () => {
  const mapping = mapColumns('asset', ['客户', '序列号'])
  expect(rowKeyOf('asset', ['甲', "'ａ-１"], mapping)).toBe('A1')
  expect(importKeyOf('asset', { serialNumber: 'a-1' })).toBe('A1')
  expect(rowKeyOf('asset', ['甲', '无'], mapping)).toBeNull()
  expect(importKeyOf('product', { model: null, name: 'BX 120' })).toBe('BX120')
  expect(importKeyOf('contract', { number: 'HT-1' })).toBe('HT1')
  expect(importKeyOf('customer', { name: '甲' })).toBeNull()
})

test('every fault of a row is told, in the order of the columns', () => {
  expect(judge('asset', ['序列号|电话|客户|型号|安装日期', 'X1|12345||A|2024-02-30'])).toEqual([
    'bad: customer missing, phone not_a_phone, installedOn not_a_date',
  ])
})

test('days are compared with each other and with today', () => {
  const header = '客户|型号|序列号|发票日期|交货日期|安装日期|调试日期'
  expect(
    judge('asset', [
      header,
      '甲|A|1|2024-03-01|2024-03-05|2024-03-05|2024-03-05',
      '甲|A|2|2024-03-01||2024-02-29|',
      '甲|A|3|2024-03-01|||2024-02-29',
      '甲|A|4||2024-03-05|2024-03-04|2024-03-03',
      '甲|A|5|2026-11-22|||2026-11-23',
    ]),
  ).toEqual([
    'good',
    'bad: installedOn before_invoice',
    'bad: commissionedOn before_invoice',
    'good: installedOn before_delivery, commissionedOn before_installation',
    'good: commissionedOn in_future',
  ])
})

test('a machine is no part of itself, and one without a serial number is pointed out', () => {
  expect(judge('asset', ['客户|型号|序列号|主机序列号', '甲|A|X-1|x1', '甲|A|X-2|X-1', '甲|A||'])).toEqual([
    'bad: parentSerialNumber own_parent',
    'good',
    'good: serialNumber no_serial_number',
  ])
})

test('a contract does not end before it starts, and may last a day', () => {
  const header = '合同编号|客户|开始日期|结束日期'
  expect(judge('contract', [header, '1|甲|2026-01-01|2025-12-31', '2|甲|2026-01-01|2026-01-01'])).toEqual([
    'bad: endsOn before_start',
    'good',
  ])
})

test('two rows of one customer are its contacts, two products of one model are one too many', () => {
  expect(judge('customer', ['客户|联系人|电话', '甲|王|13800138000', '甲|李|13800138001'])).toEqual(['good', 'good'])
  expect(
    judge('product', ['产品名称|型号', '空压机|BX-120', '空压机（新）|bx- 120', '空压机|', '空压机三|BX120']),
  ).toEqual(['good', 'bad: model duplicate 2', 'good', 'good'])
})

test('rows that say nothing in the columns that are read keep their place', () => {
  expect(judge('customer', ['客户|电话|内部编号', '||7', ' | |', '甲|13800138000|8'])).toEqual([
    'blank',
    'blank',
    'good',
  ])
})
