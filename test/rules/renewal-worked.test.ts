import { expect, test } from 'vitest'
import { renewalWindow } from '#rules/auto-renewal.ts'
import { type Day, dayOf } from '#rules/day.ts'
import type { NoticeStep } from '#rules/notice.ts'
import { noticeDayOf } from '#rules/notice-day.ts'
import { plannedNotices } from '#rules/notice-plan.ts'
import type { RenewalTier } from '#rules/renewal.ts'
import { china, contract, everyDay, keysOf, planning, renewalCases, tier } from '../cases/renewal.ts'

const monthBefore = tier(1, 'month')
const dayOfTier = (one: RenewalTier, endsOn: Day) => noticeDayOf(one, endsOn, china).on
const window = (on: Day, place: { country: string; region: string | null }) =>
  renewalWindow(place, { startsOn: null, endsOn: on, autoRenewNoticeDays: null })

test('[D01] [R-CIV-3] [S4.4-28] [S4.2-37] one and three months before 31 May are the last days of their months', () => {
  expect(dayOfTier(monthBefore, '2025-05-31')).toBe('2025-04-30')
  expect(dayOfTier(tier(3, 'month', 'internal'), '2025-05-31')).toBe('2025-02-28')
})

test('[D03] [S4.4-28] four ends that share one notice day are four notices', () => {
  const ends: Day[] = ['2025-03-28', '2025-03-29', '2025-03-30', '2025-03-31']
  expect(ends.map((end) => dayOfTier(monthBefore, end))).toEqual(Array(4).fill('2025-02-28'))
  const keys = ends.flatMap((end) =>
    keysOf(plannedNotices(planning(contract(end), [monthBefore], '2025-03-01T00:00Z'))),
  )
  expect(new Set(keys).size).toBe(4)
})

test('[D04] [R-HOL-4] [S4.4-28] a notice due on Labour Day moves before or after the holiday', () => {
  expect(shifts('2025-06-01')).toEqual(['2025-05-01', '2025-04-30', '2025-05-06'])
})

test('[D05] [R-HOL-4] [S4.4-28] a shift lands on a make-up Saturday', () => {
  expect(shifts('2026-03-16')).toEqual(['2026-02-16', '2026-02-14', '2026-02-24'])
})

test('[D06] [S4.4-28] [S4.2-37] the 31st of January has its 31sts', () => {
  expect(dayOfTier(monthBefore, '2026-01-31')).toBe('2025-12-31')
  expect(dayOfTier(tier(3, 'month', 'internal'), '2026-01-31')).toBe('2025-10-31')
})

test('[D10] [R-MS-8] [S4.4-28] one sweep finds due what is due by each company’s own day', () => {
  const now = '2026-02-27T16:05:00Z'
  const isDue = (timeZone: string) => {
    const midnight = tier(1, 'month', 'customer', { sendTime: '00:00' })
    const calendar = everyDay(timeZone)
    const input = planning(contract('2026-03-28'), [midnight], now, { timeZone, calendar, quietHours: null })
    return plannedNotices(input).planned.length === 1
  }
  expect(['Asia/Shanghai', 'America/New_York', 'Europe/Berlin'].map(isDue)).toEqual([true, false, false])
})

test('[D11] [R-TZ-1] [S4.4-28] nine o’clock stays nine o’clock when the clocks change', () => {
  const timeZone = 'America/New_York'
  const dueAt = (endsOn: Day) =>
    plannedNotices(
      planning(contract(endsOn), [monthBefore], '2026-03-20T00:00Z', { timeZone, calendar: everyDay(timeZone) }),
    ).planned[0]!.dueAt
  expect(dueAt('2026-04-07')).toEqual(new Date('2026-03-07T14:00:00Z'))
  expect(dueAt('2026-04-08')).toEqual(new Date('2026-03-08T13:00:00Z'))
})

test('[D12] [R-MS-5] [GR-11] five days before an automatic renewal is the last day to tell of it', () => {
  const latest = (lastDay: Day) => window(lastDay, { country: 'CN', region: null }).latestOn
  expect(latest('2026-03-02')).toBe('2026-02-26')
  expect(latest('2026-05-31')).toBe('2026-05-27')
})

test('[D13] [R-US-2] California has a first day too', () => {
  const { earliestOn, latestOn } = window('2026-12-30', { country: 'US', region: 'CA' })
  expect([earliestOn, latestOn]).toEqual(['2026-11-16', '2026-12-16'])
})

test('[D15] [S4.4-28] two ends are clamped to the leap day', () => {
  expect((['2024-03-30', '2024-03-31'] as const).map((end) => dayOfTier(monthBefore, end))).toEqual([
    '2024-02-29',
    '2024-02-29',
  ])
})

test('[D16] [S4.4-28] thirty days are not one month', () => {
  expect(dayOfTier(tier(30, 'day'), '2025-05-31')).toBe('2025-05-01')
  expect(dayOfTier(monthBefore, '2025-05-31')).toBe('2025-04-30')
})

test('[D17] [S4.4-28] what a silent sweep missed is sent once, marked late', () => {
  const tiers = [tier(3, 'month', 'internal'), monthBefore]
  const subject = contract('2025-05-31')
  const internal = plannedNotices(planning(subject, tiers, '2025-02-28T02:00Z'))
  expect(internal.planned.map(({ key }) => key.recipient)).toEqual(['member li'])
  const existingKeys = new Set(keysOf(internal))
  const now = '2025-05-02T02:00:00Z'
  const [customer, ...others] = plannedNotices(planning(subject, tiers, now, { existingKeys })).planned
  expect(others).toEqual([])
  expect(customer).toMatchObject({ dueOn: '2025-04-30', sendAt: new Date(now), isLate: true })
  expect(customer!.why.steps.at(-1)).toEqual({
    kind: 'late',
    days: 2,
    at: new Date(now).toISOString(),
  } satisfies NoticeStep)
  for (const key of keysOf({ planned: [customer!], skipped: [] })) existingKeys.add(key)
  expect(plannedNotices(planning(subject, tiers, now, { existingKeys })).planned).toEqual([])
  expect(dayOf(customer!.sendAt, 'Asia/Shanghai')).toBe('2025-05-02')
})

test('all twelve worked examples of group D are here', () => {
  expect(renewalCases.map(({ id }) => id)).toEqual(
    ['01', '03', '04', '05', '06', '10', '11', '12', '13', '15', '16', '17'].map((number) => `D${number}`),
  )
})

const shifts = (endsOn: Day) =>
  (['none', 'previous', 'next'] as const).map((shift) => dayOfTier({ ...monthBefore, shift }, endsOn))
