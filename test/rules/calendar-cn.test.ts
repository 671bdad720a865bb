import { describe, expect, test } from 'vitest'
import { addDays, type Day, weekdayOf } from '#rules/day.ts'
import { cnDayOf, cnHolidayNames, cnNoticeOf, isCnYearPublished, nextCnDay } from '#rules/holidays/cn.ts'
import table from '../cases/cn-calendar-2024-2026.json' with { type: 'json' }

const daysOf = (first: Day, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n))
const statutoryIn = (year: number) =>
  daysOf(`${year}-01-01`, 366).filter((day) => day.startsWith(`${year}`) && cnDayOf(day)?.kind === 'statutory')

describe('[R-HOL-4] the holiday table of mainland China', () => {
  test('equals the cross-checked calendar on all 1,096 days', () => {
    const days = daysOf('2024-01-01', 1096)
    expect(days.at(-1)).toBe('2026-12-31')
    expect(days.filter((day) => cnDayOf(day)?.kind === 'makeup_workday')).toEqual(table.makeup)
    expect(days.filter((day) => cnDayOf(day) && cnDayOf(day)?.kind !== 'makeup_workday')).toEqual(table.off)
  })

  test('leaves 251, 248 and 248 working days', () => {
    const isWorking = (day: Day) => {
      const cn = cnDayOf(day)
      return cn ? cn.kind === 'makeup_workday' : !['sat', 'sun'].includes(weekdayOf(day))
    }
    const working = [2024, 2025, 2026].map(
      (year) => daysOf(`${year}-01-01`, 366).filter((day) => day.startsWith(`${year}`) && isWorking(day)).length,
    )
    expect(working).toEqual([251, 248, 248])
  })

  test('names its notice for every published year, and 2027 has none yet', () => {
    expect([2023, 2024, 2025, 2026, 2027].map(isCnYearPublished)).toEqual([false, true, true, true, false])
    expect([2024, 2025, 2026].map(cnNoticeOf)).toEqual([
      { number: '国办发明电〔2023〕7号', on: '2023-10-25' },
      { number: '国办发明电〔2024〕12号', on: '2024-11-12' },
      { number: '国办发明电〔2025〕7号', on: '2025-11-04' },
    ])
    expect([2023, 2027, 2050].map(cnNoticeOf)).toEqual([null, null, null])
  })

  test('[R-HOL-1] has the 11 statutory days of 2024 and the 13 of every year since', () => {
    expect([2024, 2025, 2026, 2027].map((year) => statutoryIn(year).length)).toEqual([11, 13, 13, 13])
  })

  test('puts the lunar festivals where the lunar calendar has them', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
    const festivals = { '1/1': 'spring_festival', '5/5': 'dragon_boat', '8/15': 'mid_autumn' }
    for (const year of [2024, 2025, 2026, 2027]) {
      const days = daysOf(`${year}-01-01`, 365)
      for (const [date, festival] of Object.entries(festivals)) {
        const day = days.find((candidate) => lunar.format(new Date(candidate)) === date)!
        expect(cnDayOf(day)?.kind).toBe('statutory')
        expect(cnDayOf(day)?.holiday).toContain(festival)
      }
    }
  })

  test('knows only the statutory days of an unpublished year', () => {
    expect(statutoryIn(2027)).toEqual([
      ...['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-04-05', '2027-05-01'],
      ...['2027-05-02', '2027-06-09', '2027-09-15', '2027-10-01', '2027-10-02', '2027-10-03'],
    ])
    expect(statutoryIn(2031)).toEqual([
      '2031-01-01',
      '2031-05-01',
      '2031-05-02',
      '2031-10-01',
      '2031-10-02',
      '2031-10-03',
    ])
    const spoken = daysOf('2027-01-01', 365).filter((day) => cnDayOf(day))
    expect(spoken).toEqual(statutoryIn(2027))
  })

  test('has words for every holiday in both languages', () => {
    expect(Object.values(cnHolidayNames).every(({ zh, en }) => zh.length > 1 && en.length > 1)).toBe(true)
    expect(cnDayOf('2025-10-06')).toEqual({ kind: 'statutory', holiday: 'national_day_mid_autumn' })
    expect(cnDayOf('2025-10-08')?.kind).toBe('bridge')
    expect(cnDayOf('2026-01-05')).toBeNull()
  })

  test('finds the next day it speaks of, over the end of a year too', () => {
    const serial = (day: Day) => Date.parse(day) / 86_400_000
    expect(nextCnDay(serial('2026-02-24'))).toBe(serial('2026-02-28'))
    expect(nextCnDay(serial('2026-02-28'))).toBe(serial('2026-02-28'))
    expect(nextCnDay(serial('2026-10-11'))).toBe(serial('2027-01-01'))
  })
})
