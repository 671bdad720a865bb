import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  endOfSameDay,
  endOfWorkingDays,
  lastWorkingDayOfMonth,
  shiftToWorkingDay,
} from '#rules/calendar-working-day.ts'
import { addMonths, type Day } from '#rules/day.ts'
import { answer, calendarNamed, instantAt } from '../cases/time.ts'

const cn = calendarNamed('CAL-CN')
const at = (local: string, zone = 'Asia/Shanghai') => instantAt(local, zone)

describe('working days', () => {
  test('[D04] [D05] [R-HOL-4] a notice moves off the holiday, onto a make-up Saturday if that is nearest', () => {
    const shifted = (day: Day) =>
      (['none', 'previous', 'next'] as const).map((way) => answer(shiftToWorkingDay(cn, day, way)).on)
    expect(shifted(addMonths('2025-06-01', -1))).toEqual(['2025-05-01', '2025-04-30', '2025-05-06'])
    expect(shifted(addMonths('2026-03-16', -1))).toEqual(['2026-02-16', '2026-02-14', '2026-02-24'])
    expect(answer(shiftToWorkingDay(cn, '2025-05-01', 'previous')).steps).toEqual([
      { kind: 'closed', from: '2025-05-01', to: '2025-05-01', why: 'holiday', name: 'labour_day' },
      { kind: 'shifted', from: '2025-05-01', to: '2025-04-30', direction: 'previous' },
    ])
  })

  test('[G07] the last working day of a month can be a make-up Saturday', () => {
    expect(answer(lastWorkingDayOfMonth(cn, '2026-01-09')).on).toBe('2026-01-30')
    expect(answer(lastWorkingDayOfMonth(cn, '2026-02-01')).on).toBe('2026-02-28')
    expect(lastWorkingDayOfMonth({ ...cn, week: {} }, '2026-02-01').allowed).toBe(false)
  })

  test('[I05] [R-EC-7] seven working days end with the close of the seventh after the start', () => {
    const { at: due, steps } = answer(endOfWorkingDays(cn, at('2026-09-30 10:00'), 7))
    expect(due).toEqual(at('2026-10-15 17:30'))
    expect(steps).toEqual([
      { kind: 'closed', from: '2026-10-01', to: '2026-10-07', why: 'holiday', name: 'national_day' },
      { kind: 'days', from: '2026-10-08', to: '2026-10-09', days: 2 },
      { kind: 'open', day: '2026-10-10', why: 'makeup_workday', name: 'national_day' },
      { kind: 'days', from: '2026-10-10', to: '2026-10-10', days: 1 },
      { kind: 'closed', from: '2026-10-11', to: '2026-10-11', why: 'weekend' },
      { kind: 'days', from: '2026-10-12', to: '2026-10-15', days: 4 },
      { kind: 'due', at: due.toISOString() },
    ])
  })

  test('[A25] a business day keeps the time of day when the clocks change in between', () => {
    const berlin = calendarNamed('CAL-BER')
    const due = answer(addBusinessDays(berlin, at('2026-03-27 16:30', 'Europe/Berlin'), 1)).at
    expect(due).toEqual(at('2026-03-30 16:30', 'Europe/Berlin'))
  })

  test('[A31] the same day of a night shift is the day on which the shift opened', () => {
    const night = calendarNamed('daily 22:00–06:00')
    expect(answer(endOfSameDay(night, at('2026-01-13 01:00'))).at).toEqual(at('2026-01-13 06:00'))
    expect(answer(endOfSameDay(night, at('2026-01-13 12:00'))).at).toEqual(at('2026-01-14 06:00'))
  })
})
