import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  firstOfMonth,
  instantOn,
  isDay,
  lastOfMonth,
  startOfDay,
  weekdayOf,
} from '#rules/day.ts'

const anyDay = fc
  .integer({ min: -10_000, max: 40_000 })
  .map((serial) => new Date(serial * 86_400_000).toISOString().slice(0, 10) as Day)
const anyZone = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Pacific/Apia',
)

describe('days', () => {
  test('a day is a date that exists', () => {
    expect(['2024-02-29', '1999-12-31'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '2026-01-01T00:00', ''].some(isDay)).toBe(false)
  })

  test('[C01] [C04] [D01] [D06] [D15] months are counted from the anchor and end with the month', () => {
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2025-01-31', 2)).toBe('2025-03-31')
    expect(addMonths('2025-05-31', -1)).toBe('2025-04-30')
    expect(addMonths('2025-05-31', -3)).toBe('2025-02-28')
    expect(addMonths('2026-01-31', -1)).toBe('2025-12-31')
    expect(addMonths('2026-01-31', -3)).toBe('2025-10-31')
    expect([addMonths('2024-03-30', -1), addMonths('2024-03-31', -1)]).toEqual(['2024-02-29', '2024-02-29'])
  })

  test('[D03] four expiries at the end of March share one notice date', () => {
    const expiries: Day[] = ['2025-03-28', '2025-03-29', '2025-03-30', '2025-03-31']
    expect(expiries.map((expiry) => addMonths(expiry, -1))).toEqual(Array(4).fill('2025-02-28'))
  })

  test('[D16] thirty days are not a month', () => {
    expect([addDays('2025-05-31', -30), addMonths('2025-05-31', -1)]).toEqual(['2025-05-01', '2025-04-30'])
  })

  test('months and days agree with Temporal', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, n) => {
        const plain = Temporal.PlainDate.from(day)
        expect(addMonths(day, n)).toBe(plain.add({ months: n }).toString())
        expect(addDays(day, n)).toBe(plain.add({ days: n }).toString())
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(weekdayOf(day)).toBe(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][plain.dayOfWeek - 1])
        expect(firstOfMonth(day)).toBe(plain.with({ day: 1 }).toString())
        expect(lastOfMonth(day)).toBe(plain.with({ day: plain.daysInMonth }).toString())
      }),
    )
  })
})

describe('days and instants', () => {
  test('[C15] [R-TZ-1] the day on which New York springs forward has 23 hours', () => {
    const [start, end] = [startOfDay('2026-03-08', 'America/New_York'), endOfDay('2026-03-08', 'America/New_York')]
    expect([start, end]).toEqual([new Date('2026-03-08T05:00:00Z'), new Date('2026-03-09T04:00:00Z')])
  })

  test('[J02] a day of the tenant ends at its midnight, after closing time', () => {
    expect(endOfDay('2026-01-12', 'Asia/Shanghai')).toEqual(new Date('2026-01-12T16:00:00Z'))
  })

  test('[D10] [R-MS-8] one instant is another day in another zone', () => {
    const sweep = new Date('2026-02-27T16:05:00Z')
    const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin']
    expect(zones.map((zone) => dayOf(sweep, zone))).toEqual(['2026-02-28', '2026-02-27', '2026-02-27'])
  })

  test('[D11] [R-TZ-1] nine in the morning moves with the clocks', () => {
    const sends = (['2026-03-07', '2026-03-08'] as const).map((day) => instantOn(day, '09:00', 'America/New_York'))
    expect(sends).toEqual([new Date('2026-03-07T14:00:00Z'), new Date('2026-03-08T13:00:00Z')])
  })

  test('a time that the clocks skip shifts forward, an ambiguous one is the first', () => {
    expect(instantOn('2026-03-29', '02:30', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:30:00Z'))
    expect(instantOn('2026-10-25', '02:30', 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'))
  })

  test('a day that a zone skipped altogether has no length', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toEqual(endOfDay('2011-12-30', 'Pacific/Apia'))
    expect(dayOf(startOfDay('2011-12-30', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31')
  })

  test('agree with Temporal on every day, in every zone', () => {
    fc.assert(
      fc.property(anyDay, anyZone, fc.nat(1439), (day, zone, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const zoned = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone)
        const instant = instantOn(day, time, zone)
        expect(instant.getTime()).toBe(zoned.epochMilliseconds)
        expect(dayOf(instant, zone)).toBe(zoned.toPlainDate().toString())
        const start = Temporal.PlainDate.from(day).toZonedDateTime(zone)
        expect(startOfDay(day, zone).getTime()).toBe(start.epochMilliseconds)
      }),
      { numRuns: 1500 },
    )
  })
})
