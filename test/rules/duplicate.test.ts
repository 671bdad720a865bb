import { expect, test } from 'vitest'
import { duplicateTextOf, isWithinDuplicateWindow } from '#rules/duplicate.ts'

const reported = { phone: '138 0000 1234', product: 'KFR-35', serialNumber: '', description: '空调不制冷，有异响' }
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 12) + seconds * 1_000)

test('ten minutes from the first one are the same request, a second more is another (I04)', () => {
  expect([0, 5, 600, 601].map((seconds) => isWithinDuplicateWindow(at(0), at(seconds)))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('spaces, capitals, punctuation and the way a number is written make no difference', () => {
  const again = { phone: '+86 13800001234', product: 'kfr 35', serialNumber: '', description: ' 空调不制冷 有异响。\n' }
  expect(duplicateTextOf(again)).toBe(duplicateTextOf(reported))
})

test('another caller, machine or fault is another request', () => {
  for (const change of [
    { phone: '138 0000 1235' },
    { product: 'KFR-50' },
    { serialNumber: 'SN-2' },
    { description: '空调漏水' },
  ])
    expect(duplicateTextOf({ ...reported, ...change })).not.toBe(duplicateTextOf(reported))
})

test('the serial number tells the machine better than its name', () => {
  const one = { ...reported, serialNumber: 'HT-2041', product: '空调' }
  expect(duplicateTextOf({ ...one, product: '柜机' })).toBe(duplicateTextOf(one))
})
