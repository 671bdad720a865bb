import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnType, ImportColumn, ImportFacts } from '#rules/import.ts'
import { readCell } from '#rules/import-cell.ts'
import { isNothing, plainCode, plainText } from '#rules/import-text.ts'
import { fileRefusals } from '#web/words/import.ts'

const facts: ImportFacts = {
  country: 'CN',
  currency: 'CNY',
  dayOrder: 'year_first',
  today: '2026-11-22',
  zones: ['urban', 'suburban', '高新区'],
  tiers: ['key', 'regular', 'Gold'],
  taken: new Set(),
}
const column = (type: ColumnType, more: Partial<ImportColumn> = {}): ImportColumn => ({
  key: 'x',
  type,
  required: false,
  names: { 'zh-CN': ['列'], en: ['Column'] },
  example: { 'zh-CN': '', en: '' },
  ...more,
})
const read = (type: ColumnType, typed: string, more?: Partial<ImportColumn>, other?: Partial<ImportFacts>) => {
  const found = readCell(typed, column(type, more), { ...facts, ...other })
  return 'reason' in found ? found.reason : found.warnings?.length ? [found.value, ...found.warnings] : found.value
}

test.each<[ColumnType, string, unknown]>([
  ['text', '　杭州（示例）公司，ＡＣ－３５ ', '杭州（示例）公司，AC－35'],
  ['text', 'a\u200b \t b\r\nc', 'a b c'],
  ['text', '乱\ufffd码', 'not_text'],
  ['text', 'bell\u0007', 'not_text'],
  ['text', '#N/A', 'formula_failed'],
  ['text', '########', 'hashes'],
  ['text', '无', '无'],
  ['code', 'ＡＣ－３５ＧＷ／Ａ', 'AC-35GW/A'],
  ['code', "'00123", '00123'],
  ['code', '1.23457E+17', 'digits_lost'],
  ['code', '1E10', '1E10'],
  ['code', '/', null],
  ['phone', '1.38E+10', 'digits_lost'],
  ['phone', '12345', 'not_a_phone'],
  ['phone', '０５７１－８７６５４３２１', { shown: '0571-87654321', key: '8657187654321' }],
  ['phone', '138 0013 8000', { shown: '138 0013 8000', key: '8613800138000' }],
  ['phone', '0571-87654321转801', { shown: '0571-87654321转801', key: '8657187654321' }],
  ['phone', '13800138000/0571-87654321', [{ shown: '13800138000', key: '8613800138000' }, 'first_phone']],
  ['phone', '13800138000或12', 'not_a_phone'],
  ['phone', '暂无', null],
  ['email', 'Ann@Example.com', 'ann@example.com'],
  ['email', 'ann@', 'not_an_email'],
  ['zone', '市区', 'urban'],
  ['zone', 'Suburban', 'suburban'],
  ['zone', '高新区', '高新区'],
  ['zone', '外地', 'unknown_zone'],
  ['tier', '重点客户', 'key'],
  ['tier', '重点', 'key'],
  ['tier', 'gold', 'Gold'],
  ['tier', '贵宾', 'unknown_tier'],
  ['money', '¥12,800.50', { minor: 1_280_050, currency: 'CNY' }],
  ['money', '￥１２８００元', { minor: 1_280_000, currency: 'CNY' }],
  ['money', '12800.00', { minor: 1_280_000, currency: 'CNY' }],
  ['money', 'RMB 5', { minor: 500, currency: 'CNY' }],
  ['money', '$5', 'not_an_amount'],
  ['money', '1.234', 'not_an_amount'],
  ['money', '-5', 'not_an_amount'],
  ['yes_no', '是', true],
  ['yes_no', '√', true],
  ['yes_no', '无', false],
  ['yes_no', 'FALSE', false],
  ['yes_no', 'maybe', 'not_yes_or_no'],
  ['list', 'A-1、A-2,\nA-3; A-1', ['A-1', 'A-2', 'A-3']],
  ['list', ' - ', null],
  ['list', 'A-1\r\nA-2', ['A-1', 'A-2']],
  ['list', 'A-1、#REF!', 'formula_failed'],
])('%s %j', (type, typed, value) => {
  expect(read(type, typed)).toEqual(value)
})

describe('numbers', () => {
  test.each<[string, Partial<ImportColumn>, unknown]>([
    ['1,200', {}, 1_200],
    ['１２', {}, 12],
    ['12.0', {}, 12],
    ['12.5', {}, 'not_a_number'],
    ['1,2', {}, 'not_a_number'],
    ['十二', { unit: 'months' }, 'not_a_number'],
    ['12个月', { unit: 'months' }, 12],
    ['2年', { unit: 'months' }, 24],
    ['18 months', { unit: 'months' }, 18],
    ['1 year', { unit: 'months' }, 12],
    ['30天', { unit: 'months' }, 'not_a_number'],
    ['30天', { unit: 'days' }, 30],
    ['12个月', {}, 'not_a_number'],
    ['-12', {}, 'out_of_range'],
    ['-0', {}, 0],
    ['601', { most: 600 }, 'out_of_range'],
    ['51年', { most: 600, unit: 'months' }, 'out_of_range'],
  ])('%s', (typed, more, value) => {
    expect(read('number', typed, more)).toEqual(value)
  })
})

test('amounts are read in the currency of the company', () => {
  expect(read('money', '$1,200.50', {}, { currency: 'USD' })).toEqual({ minor: 120_050, currency: 'USD' })
  expect(read('money', '1200 EUR', {}, { currency: 'EUR' })).toEqual({ minor: 120_000, currency: 'EUR' })
  expect(read('money', '1200', {}, { currency: 'JPY' })).toEqual({ minor: 1_200, currency: 'JPY' })
  expect(read('money', '￥5', {}, { currency: 'USD' })).toBe('not_an_amount')
})

test('what must be there is missed, also where a dash stands for nothing', () => {
  expect(read('text', ' \u3000', { required: true })).toBe('missing')
  expect(read('phone', '——', { required: true })).toBe('missing')
  expect(read('text', 'x'.repeat(11), { most: 10 })).toBe('too_long')
  expect(read('text', '😀'.repeat(10), { most: 10 })).toBe('😀'.repeat(10))
})

test('cleaning a text twice changes nothing more', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(text, fc.boolean(), (typed, hasLines) => {
      const once = plainText(typed, hasLines)
      expect(plainText(once, hasLines)).toBe(once)
      const code = plainCode(typed)
      expect(plainCode(code)).toBe(code)
    }),
    { numRuns: 500 },
  )
  expect(isNothing('')).toBe(true)
})

test('whatever stands in a cell has an answer', () => {
  const types: ColumnType[] = [
    'text',
    'code',
    'list',
    'day',
    'phone',
    'email',
    'zone',
    'tier',
    'money',
    'number',
    'yes_no',
    'choice',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.string({ unit: 'binary' }), (type, typed) => {
      expect(readCell(typed, column(type), facts)).toBeTypeOf('object')
    }),
    { numRuns: 1_000 },
  )
})

test('a refused file is told in Chinese with Chinese punctuation', () => {
  for (const text of Object.values(fileRefusals['zh-CN'])) expect(text).toMatch(/^(?:[^,;:?!]|,(?=\d))+。$/)
})
