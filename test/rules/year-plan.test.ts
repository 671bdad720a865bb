import { expect, test } from 'vitest'
import type { WorkCalendar } from '#rules/calendar.ts'
import { decideOwnDays } from '#rules/own-day.ts'
import { holidayBlocks, plannedOn, yearPlan } from '#rules/year-plan.ts'

const office = [['08:30', '17:30']] as const
const calendar: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: 'cn',
  overrides: [{ day: '2026-05-02', kind: 'open', note: '值班' }],
}

test('a year has all its days, each month beginning on its weekday', () => {
  const year = yearPlan(calendar, 2028)
  expect(year.flatMap(({ days }) => days)).toHaveLength(366)
  expect(year[1]).toMatchObject({ month: 2, offset: 1 })
})

test('holidays, make-up workdays and the company’s own days are told apart', () => {
  expect(plannedOn(calendar, '2026-05-01')).toMatchObject({ status: 'holiday', name: 'labour_day', hours: [] })
  expect(plannedOn(calendar, '2026-05-02')).toMatchObject({ status: 'own_open', name: '值班' })
  expect(plannedOn(calendar, '2026-05-09')).toMatchObject({ status: 'makeup_workday', hours: [[510, 1050]] })
  expect(plannedOn(calendar, '2026-05-10')).toMatchObject({ status: 'closed', name: null })
  expect(plannedOn(calendar, '2026-05-11')).toMatchObject({ status: 'open' })
})

test('[R-HOL-4] the table of 2026 is seven holidays with the days worked instead', () => {
  const blocks = holidayBlocks(2026)
  expect(blocks).toHaveLength(7)
  expect(blocks[1]).toEqual({
    ...{ holiday: 'spring_festival', from: '2026-02-15', to: '2026-02-23', days: 9 },
    makeup: ['2026-02-14', '2026-02-28'],
  })
})

test('own days: today counts, yesterday is past, 31 days fit and 32 do not', () => {
  const wish = { from: '2026-06-01', until: '', kind: 'off' as const, hours: '' }
  expect(decideOwnDays(wish, [], '2026-06-01')).toMatchObject({ allowed: true })
  expect(decideOwnDays(wish, [], '2026-06-02')).toEqual({ allowed: false, reason: 'past' })
  expect(decideOwnDays({ ...wish, until: '2026-07-01' }, [], '2026-06-01')).toMatchObject({ allowed: true })
  expect(decideOwnDays({ ...wish, until: '2026-07-02' }, [], '2026-06-01')).toMatchObject({ reason: 'too_many_days' })
  expect(decideOwnDays({ ...wish, until: '2026-06-03' }, ['2026-06-02'], '2026-06-01')).toMatchObject({
    reason: 'taken',
  })
})
