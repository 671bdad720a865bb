import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '#rules/day.ts'
import type { DayOrder } from '#rules/import.ts'
import { dayOrderOf, readDay } from '#rules/import-day.ts'
import { plainCode } from '#rules/import-text.ts'

const read = (typed: string, order: DayOrder = 'year_first') => {
  const found = readDay(plainCode(typed), order, '2026-11-22')
  return 'value' in found ? [found.value, ...found.warnings].join(' ') : found.reason
}

test.each([
  '2024-3-5',
  '2024-03-05',
  '2024/03/05',
  '2024.3.5',
  '2024 3 5',
  '2024年3月5日',
  '2024年03月05号',
  '2024 年 3 月 5 日',
  '２０２４年３月５日',
  '２０２４．３．５',
  '20240305',
  '45356',
  '45356.75',
  '2024-03-05 00:00:00',
  '2024/3/5 8:30',
  '2024/3/5 下午8:30',
  '2024-03-05T08:30:00Z',
  '2024-03-05T00:00:00.000+08:00',
  '5 Mar 2024',
  'March 5, 2024',
  'Mar 5 2024',
  '5-March-2024',
  ' \u30002024-03-05\u00a0',
  "'2024-03-05",
])('%j is 5 March 2024', (typed) => {
  expect(read(typed)).toBe('2024-03-05')
})

test.each([
  ['24年3月5日', '2024-03-05 short_year'],
  ['05-Mar-24', '2024-03-05 short_year'],
  ['98年3月5日', '1998-03-05 short_year'],
  ['36年3月5日', '2036-03-05 short_year'],
  ['37年3月5日', 'not_a_date'],
])('the century of %s is told to a person', (typed, day) => {
  expect(read(typed)).toBe(day)
})

describe('day and month in a row', () => {
  test.each<[string, DayOrder, string]>([
    ['3/5/2024', 'month_first', '2024-03-05 order_assumed'],
    ['3/5/2024', 'day_first', '2024-05-03 order_assumed'],
    ['3/5/2024', 'year_first', 'ambiguous_date'],
    ['3.5.2024', 'day_first', '2024-05-03 order_assumed'],
    ['3/25/2024', 'day_first', '2024-03-25'],
    ['25/3/2024', 'month_first', '2024-03-25'],
    ['25-3-2024', 'year_first', '2024-03-25'],
    ['4/4/2024', 'year_first', '2024-04-04'],
    ['3/5/24', 'month_first', '2024-03-05 short_year order_assumed'],
    ['24-3-5', 'year_first', 'not_a_date'],
    ['24-03-05', 'year_first', '2024-03-05 short_year order_assumed'],
    ['24-03-05', 'day_first', '2005-03-24 short_year order_assumed'],
    ['25/25/2024', 'day_first', 'not_a_date'],
    ['3/5-2024', 'day_first', 'not_a_date'],
  ])('%s is read %s as %s', (typed, order, day) => {
    expect(read(typed, order)).toBe(day)
  })

  test('China writes the year first, the United States the month, Britain the day', () => {
    expect(['CN', 'US', 'GB'].map(dayOrderOf)).toEqual(['year_first', 'month_first', 'day_first'])
  })
})

test.each([
  '2024-02-30',
  '2023-02-29',
  '2024-13-01',
  '20241301',
  '2024年3月',
  '2024',
  '3月5日',
  'soon',
  '0204-03-05',
  '2204-03-05',
  '12345678',
  '99999',
  '1234',
  '2024-3-5-6',
  '8:30',
  '5 Foo 2024',
  'M 5 2024',
])('%s is no day', (typed) => {
  expect(read(typed)).toBe('not_a_date')
})

test('every day of our time is read back from each form that spreadsheets write', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 54_000 }), (offset) => {
      const day = addDays('1952-01-01' as Day, offset)
      const [year, month, date] = day.split('-').map(Number) as [number, number, number]
      const forms = [
        day,
        `${year}/${month}/${date}`,
        `${year}.${month}.${date}`,
        `${year}年${month}月${date}日`,
        day.replaceAll('-', ''),
        String(offset + 18_994),
      ]
      for (const form of forms) expect(read(form)).toBe(day)
    }),
  )
})
