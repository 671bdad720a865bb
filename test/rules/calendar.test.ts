import { describe, expect, test } from 'vitest'
import { type CalendarOverride, calendarFaultsOf, decideCalendar, type WorkCalendar } from '#rules/calendar.ts'
import {
  addWorkingTime,
  isOpen,
  nextOpen,
  openingsOf,
  previousClose,
  subtractWorkingTime,
  workingTimeBetween,
} from '#rules/calendar-time.ts'
import {
  addWorkingDays,
  endOfSameDay,
  endOfWorkingDays,
  isWorkingDay,
  shiftToWorkingDay,
} from '#rules/calendar-working-day.ts'
import type { Day } from '#rules/day.ts'
import { answer, calendarNamed, instantAt } from '../cases/time.ts'

const cn = calendarNamed('CAL-CN')
const at = (local: string, zone = 'Asia/Shanghai') => instantAt(local, zone)
const withDays = (...overrides: CalendarOverride[]): WorkCalendar => ({ ...cn, overrides })

describe('a calendar is refused', () => {
  const faultsWith = (change: Partial<WorkCalendar>) => calendarFaultsOf({ ...cn, ...change })

  test('without any opening hours', () => {
    expect(decideCalendar({ ...cn, week: { mon: [] } })).toEqual({ allowed: false, reason: 'empty_week' })
    expect(decideCalendar(cn)).toEqual({ allowed: true, result: cn })
  })

  test('with intervals that overlap, on one day or from one night into the next day', () => {
    const lunch = { mon: [['08:00', '12:00'] as const, ['11:59', '17:00'] as const] }
    expect(faultsWith({ week: lunch })).toEqual([{ reason: 'overlapping_intervals', at: 'mon' }])
    const night = { sun: [['22:00', '06:00'] as const], mon: [['05:00', '12:00'] as const] }
    expect(faultsWith({ week: night })).toEqual([{ reason: 'overlapping_intervals', at: 'mon' }])
    const touching = {
      mon: [['12:00', '17:00'] as const, ['08:00', '12:00'] as const],
      sun: [['22:00', '08:00'] as const],
    }
    expect(faultsWith({ week: touching })).toEqual([])
  })

  test('with times and days that do not exist', () => {
    expect(faultsWith({ week: { tue: [['08:00', '25:00']] } })).toEqual([{ reason: 'bad_time', at: 'tue' }])
    expect(faultsWith({ week: { tue: [['24:00', '08:00']] } })).toEqual([{ reason: 'bad_time', at: 'tue' }])
    expect(faultsWith({ overrides: [{ day: '2026-02-30', kind: 'off' }] })).toEqual([
      { reason: 'bad_day', at: '2026-02-30' },
    ])
    expect(faultsWith({ timeZone: 'Asia/Nowhere' })).toEqual([{ reason: 'unknown_time_zone', at: null }])
  })

  test('with two entries for one date, because nobody could say which one counts', () => {
    const day: Day = '2026-05-01'
    const overrides: CalendarOverride[] = [
      { day, kind: 'off' },
      { day, kind: 'open', intervals: [['09:00', '12:00']] },
    ]
    expect(faultsWith({ overrides })).toEqual([{ reason: 'two_entries_for_one_day', at: day }])
  })
})

describe('[K4] what beats what', () => {
  test('a holiday beats the week, a make-up workday opens with the hours of a Monday, the tenant beats both', () => {
    const saturdays = { ...calendarNamed('CAL-6D'), overrides: [{ day: '2026-05-02', kind: 'open' }] } as WorkCalendar
    expect(openingsOf(saturdays, '2026-05-01')).toEqual([])
    expect(openingsOf(saturdays, '2026-05-09')).toEqual([
      { from: at('2026-05-09 09:00'), until: at('2026-05-09 18:00') },
    ])
    expect(openingsOf(saturdays, '2026-05-02')).toEqual([
      { from: at('2026-05-02 09:00'), until: at('2026-05-02 18:00') },
    ])
    expect(isWorkingDay(withDays({ day: '2026-05-09', kind: 'off' }), '2026-05-09')).toBe(false)
  })

  test('a company that is closed on Mondays keeps the own hours of a make-up workday', () => {
    const tueToSat = { ...cn, week: { tue: [['09:00', '17:00']], sat: [['10:00', '15:00']] } } as WorkCalendar
    expect(openingsOf(tueToSat, '2026-05-09')).toEqual([
      { from: at('2026-05-09 10:00'), until: at('2026-05-09 15:00') },
    ])
  })

  test('a night shift belongs to the day on which it opens, whatever the next day is', () => {
    const night = {
      ...calendarNamed('daily 22:00–06:00'),
      overrides: [{ day: '2026-01-13', kind: 'off' }],
    } as WorkCalendar
    expect(isOpen(night, at('2026-01-13 05:59'))).toBe(true)
    expect(isOpen(night, at('2026-01-13 23:00'))).toBe(false)
    expect(isOpen(night, at('2026-01-14 05:59'))).toBe(false)
  })

  test('what two windows share counts once', () => {
    const night = calendarNamed('daily 22:00–06:00')
    const early: CalendarOverride = { day: '2026-01-13', kind: 'open', intervals: [['05:00', '08:00']] }
    const hours =
      workingTimeBetween({ ...night, overrides: [early] }, at('2026-01-12 12:00'), at('2026-01-13 12:00')) / 60
    expect(hours).toBe(10)
  })
})

describe('[K17] when the clocks change', () => {
  test('an interval that loses its beginning to the gap never hides the one after it', () => {
    const week = { sun: [['02:15', '02:45'] as const, ['03:00', '05:00'] as const] }
    const berlin: WorkCalendar = { timeZone: 'Europe/Berlin', week, holidays: 'none', overrides: [] }
    const hours = (day: string, next: string) =>
      workingTimeBetween(berlin, at(`${day} 00:00`, 'Europe/Berlin'), at(`${next} 00:00`, 'Europe/Berlin')) / 60
    expect(hours('2026-03-22', '2026-03-23')).toBe(2.5)
    expect(hours('2026-03-29', '2026-03-30')).toBe(2)
    expect(hours('2026-10-25', '2026-10-26')).toBe(2.5)
  })

  test('a night shift into the change is not taken for one of the whole weeks before it', () => {
    const tehran: WorkCalendar = { ...calendarNamed('daily 22:00–06:00'), timeZone: 'Asia/Tehran' }
    const [from, to] = [at('2016-03-06 12:00', 'Asia/Tehran'), at('2016-03-22 12:00', 'Asia/Tehran')]
    expect(workingTimeBetween(tehran, from, to) / 60).toBe(15 * 8 + 7)
  })

  test('a night shift counts up to the very instant, after whole weeks too', () => {
    const night = calendarNamed('daily 22:00–06:00')
    expect(workingTimeBetween(night, at('2026-01-08 12:00'), at('2026-01-26 02:00')) / 60).toBe(17 * 8 + 4)
  })
})

describe('[R-HOL-4] [GR-23] a year without a published holiday table', () => {
  const due = (calendar: WorkCalendar, from: string, hours: number) =>
    answer(addWorkingTime(calendar, at(from), hours * 60))

  test('makes a date provisional as soon as the span touches it', () => {
    expect(due(cn, '2026-12-31 10:00', 7.5)).toMatchObject({ at: at('2026-12-31 17:30'), provisional: false })
    expect(due(cn, '2026-12-31 10:00', 7.6).provisional).toBe(true)
    expect(due(cn, '2023-12-29 17:00', 1)).toMatchObject({ at: at('2024-01-02 09:00'), provisional: true })
    expect(answer(shiftToWorkingDay(cn, '2027-02-06', 'next')).provisional).toBe(true)
    expect(answer(endOfWorkingDays(cn, at('2026-12-30 10:00'), 2)).provisional).toBe(true)
    expect(answer(endOfSameDay(cn, at('2026-12-31 18:00'))).provisional).toBe(true)
    expect(answer(endOfSameDay(cn, at('2026-12-31 16:00'))).provisional).toBe(false)
  })

  test('does not end a year early: midnight still belongs to the old one', () => {
    const allDay = { ...cn, week: { ...cn.week, thu: [['00:00', '24:00']] } } as WorkCalendar
    expect(due(allDay, '2026-12-31 12:00', 12)).toMatchObject({ at: at('2027-01-01 00:00'), provisional: false })
  })

  test('is no matter for a company without the holiday table', () => {
    expect(due({ ...cn, holidays: 'none' }, '2027-09-30 16:30', 6)).toMatchObject({
      at: at('2027-10-01 13:30'),
      provisional: false,
    })
  })

  test('takes the tenant’s own days at once', () => {
    const overrides: CalendarOverride[] = [{ day: '2027-10-04', kind: 'off', note: 'our guess' }]
    expect(due({ ...cn, overrides }, '2027-09-30 16:30', 6).at).toEqual(at('2027-10-05 13:30'))
  })
})

describe('the edges of opening hours', () => {
  test('[K1] closing time is closed, and nothing to add is due at the next opening', () => {
    expect(isOpen(cn, at('2026-01-12 17:30'))).toBe(false)
    expect(isOpen(cn, at('2026-01-12 08:30'))).toBe(true)
    expect(answer(nextOpen(cn, at('2026-01-12 17:30'))).at).toEqual(at('2026-01-13 08:30'))
    expect(answer(nextOpen(cn, at('2026-01-12 17:29'))).at).toEqual(at('2026-01-12 17:29'))
    expect(answer(previousClose(cn, at('2026-01-12 17:30'))).at).toEqual(at('2026-01-12 17:30'))
    expect(answer(previousClose(cn, at('2026-01-12 08:30'))).at).toEqual(at('2026-01-09 17:30'))
  })

  test('[K2] used up exactly at closing is due then, and the way back ends at the opening', () => {
    expect(answer(addWorkingTime(cn, at('2026-01-12 17:30'), 9 * 60)).at).toEqual(at('2026-01-13 17:30'))
    expect(answer(subtractWorkingTime(cn, at('2026-01-13 17:30'), 9 * 60)).at).toEqual(at('2026-01-13 08:30'))
    expect(workingTimeBetween(cn, at('2026-01-13 17:30'), at('2026-01-12 17:30'))).toBe(0)
  })

  test('hours that never come are an answer, not an endless search', () => {
    const never: WorkCalendar = { ...cn, week: {} }
    expect(nextOpen(never, at('2026-01-12 08:30'))).toEqual({ allowed: false, reason: 'never_open' })
    expect(previousClose(never, at('2026-01-12 08:30')).allowed).toBe(false)
    expect(endOfSameDay(never, at('2026-01-12 08:30')).allowed).toBe(false)
    expect(addWorkingDays(never, '2026-01-12', 1).allowed).toBe(false)
    expect(addWorkingTime(cn, at('2026-01-12 08:30'), 60e6)).toEqual({ allowed: false, reason: 'never_open' })
  })
})

describe('the steps of a count', () => {
  const steps = (calendar: WorkCalendar, from: string, hours: number, zone?: string) =>
    answer(addWorkingTime(calendar, at(from, zone), hours * 60)).steps

  test('[A24] read like a person would say it: one hour on Friday, the weekend, two days, five hours', () => {
    expect(steps(cn, '2026-01-09 16:30', 24)).toEqual([
      { kind: 'counts', from: '2026-01-09T08:30:00.000Z', to: '2026-01-09T09:30:00.000Z', minutes: 60, days: 1 },
      { kind: 'closed', from: '2026-01-10', to: '2026-01-11', why: 'weekend' },
      { kind: 'counts', from: '2026-01-12T00:30:00.000Z', to: '2026-01-13T09:30:00.000Z', minutes: 1080, days: 2 },
      { kind: 'counts', from: '2026-01-14T00:30:00.000Z', to: '2026-01-14T05:30:00.000Z', minutes: 300, days: 1 },
      { kind: 'due', at: '2026-01-14T05:30:00.000Z' },
    ])
  })

  test('say which days were off and why, and which were open and why', () => {
    const own = withDays(
      { day: '2025-10-09', kind: 'off', note: 'stocktaking' },
      { day: '2025-10-06', kind: 'open', intervals: [['09:00', '12:00']], note: 'emergency team' },
    )
    expect(steps(own, '2025-09-30 16:30', 5).slice(1, -2)).toEqual([
      { kind: 'closed', from: '2025-10-01', to: '2025-10-05', why: 'holiday', name: 'national_day_mid_autumn' },
      { kind: 'open', day: '2025-10-06', why: 'tenant', name: 'emergency team' },
      { kind: 'counts', from: '2025-10-06T01:00:00.000Z', to: '2025-10-06T04:00:00.000Z', minutes: 180, days: 1 },
      { kind: 'closed', from: '2025-10-07', to: '2025-10-08', why: 'holiday', name: 'national_day_mid_autumn' },
      { kind: 'closed', from: '2025-10-09', to: '2025-10-09', why: 'tenant', name: 'stocktaking' },
    ])
  })

  test('put whole equal weeks into one line', () => {
    const weeks = steps(calendarNamed('CAL-BER'), '2026-05-04 08:30', 10 * 45, 'Europe/Berlin')
    expect(weeks).toHaveLength(5)
    expect(weeks[2]).toEqual({
      kind: 'weeks',
      from: '2026-05-11',
      to: '2026-07-05',
      weeks: 8,
      days: 40,
      minutes: 21_600,
    })
  })
})
