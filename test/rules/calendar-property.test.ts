import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { CalendarOverride, WorkCalendar } from '#rules/calendar.ts'
import {
  addWorkingTime,
  isOpen,
  nextOpen,
  previousClose,
  subtractWorkingTime,
  workingTimeBetween,
} from '#rules/calendar-time.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '#rules/calendar-working-day.ts'
import { type Clock, dueOf } from '#rules/clock.ts'
import { addDays, type Day, dayOf, yearOf } from '#rules/day.ts'
import { anyCalendar, anyStart, plainCalendar } from '../cases/any-calendar.ts'
import cn from '../cases/cn-calendar-2024-2026.json' with { type: 'json' }
import { answer } from '../cases/time.ts'

const minutes = fc.integer({ min: 1, max: 20_000 })
const addTo = (calendar: WorkCalendar, from: Date, amount: number) => answer(addWorkingTime(calendar, from, amount)).at

describe('counting opening time, on random calendars in zones with and without changes of the clocks', () => {
  test('agrees with going through it minute by minute', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.integer({ min: 1, max: 8000 }), (calendar, start, amount) => {
        const open = minutesOfOpening(calendar, start)
        const due = addTo(calendar, start, amount)
        const expected = instantAfter(open, start, amount)
        if (expected) expect(due).toEqual(expected)
        else expect(due > new Date(start.getTime() + spanMinutes * 60_000)).toBe(true)
        for (const at of [0, 1, 700, 1441, 5000, 20_000]) {
          const instant = new Date(start.getTime() + at * 60_000)
          expect(isOpen(calendar, instant)).toBe(open[at] === 1)
          expect(workingTimeBetween(calendar, start, instant)).toBe(
            open.slice(0, at).reduce((sum, one) => sum + one, 0),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  test('gives the allowance back when it counts from the start to the due time', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, minutes, (calendar, start, amount) => {
        expect(workingTimeBetween(calendar, start, addTo(calendar, start, amount))).toBe(amount)
      }),
    )
  })

  test('explains every minute of the allowance in its steps', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, minutes, (calendar, start, amount) => {
        const { steps } = answer(addWorkingTime(calendar, start, amount))
        const counted = steps.map((step) => (step.kind === 'counts' || step.kind === 'weeks' ? step.minutes : 0))
        expect(counted.reduce((sum, one) => sum + one, 0)).toBe(amount)
        expect(JSON.parse(JSON.stringify(steps))).toEqual(steps)
      }),
    )
  })

  test('is never earlier for a later start or a larger allowance', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, minutes, fc.nat(20_000), (calendar, start, amount, more) => {
        const due = addTo(calendar, start, amount)
        expect(addTo(calendar, new Date(start.getTime() + more * 60_000), amount) >= due).toBe(true)
        expect(addTo(calendar, start, amount + more) >= due).toBe(true)
      }),
    )
  })

  test('adds up when the allowance is taken in two parts', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, minutes, minutes, (calendar, start, one, other) => {
        expect(addTo(calendar, addTo(calendar, start, one), other)).toEqual(addTo(calendar, start, one + other))
      }),
    )
  })

  test('comes back to the opening of the clock when it is subtracted again', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, minutes, (calendar, start, amount) => {
        const due = addTo(calendar, start, amount)
        expect(answer(subtractWorkingTime(calendar, due, amount)).at).toEqual(answer(nextOpen(calendar, start)).at)
        expect(answer(previousClose(calendar, due)).at).toEqual(due)
      }),
    )
  })

  test('is never later when the company opens longer', () => {
    fc.assert(
      fc.property(plainCalendar, anyStart, minutes, fc.nat(20), (calendar, start, amount, after) => {
        const day = addDays(dayOf(start, calendar.timeZone), after)
        const longer: CalendarOverride = { day, kind: 'open', intervals: [['00:00', '24:00']] }
        const overrides = [...calendar.overrides.filter((own) => own.day !== day), longer]
        expect(addTo({ ...calendar, overrides }, start, amount) <= addTo(calendar, start, amount)).toBe(true)
      }),
    )
  })

  test('[GR-23] is provisional exactly when it touches a year whose holiday table is not out', () => {
    const around = fc.date({ min: new Date('2023-10-01'), max: new Date('2027-03-01'), noInvalidDate: true })
    fc.assert(
      fc.property(anyCalendar, around, minutes, (calendar, start, amount) => {
        const { at, provisional } = answer(addWorkingTime(calendar, start, amount))
        const [first, last] = [start, new Date(at.getTime() - 1)].map((instant) =>
          yearOf(dayOf(instant, calendar.timeZone)),
        )
        expect(provisional).toBe(calendar.holidays === 'cn' && (first! < 2024 || last! > 2026))
      }),
    )
  })
})

describe('counting working days', () => {
  test('counts n days to the n-th working day, and back', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.integer({ min: 1, max: 60 }), (calendar, start, days) => {
        const from = dayOf(start, calendar.timeZone)
        const { on } = answer(addWorkingDays(calendar, from, days))
        expect(isWorkingDay(calendar, on)).toBe(true)
        expect(workingDaysBetween(calendar, from, on)).toBe(days)
        expect(workingDaysBetween(calendar, on, from)).toBe(-days)
        if (isWorkingDay(calendar, from)) expect(answer(addWorkingDays(calendar, on, -days)).on).toBe(from)
      }),
    )
  })
})

describe('a clock with pauses', () => {
  const anyPauses = fc.array(fc.tuple(fc.integer({ min: -500, max: 6000 }), fc.nat(2000)), { maxLength: 4 })

  test('counts only the opening minutes outside its pauses, in whatever order and overlap they come', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyStart,
        fc.integer({ min: 1, max: 8000 }),
        anyPauses,
        (calendar, start, amount, spans) => {
          const open = minutesOfOpening(calendar, start)
          for (const [from, length] of spans) open.fill(0, Math.max(0, from), Math.max(0, from + length))
          const at = (minute: number) => new Date(start.getTime() + minute * 60_000)
          const pauses = spans.map(([from, length]) => ({
            from: at(from),
            until: at(from + length),
            reason: 'waiting_parts' as const,
          }))
          const due = answer(dueOf(clockOf(calendar, start, amount, pauses)))
          const expected = instantAfter(open, start, amount)
          if (expected) expect(due.at).toEqual(expected)
          expect(answer(dueOf(clockOf(calendar, start, amount, pauses.toReversed()))).at).toEqual(due.at)
        },
      ),
      { numRuns: 300 },
    )
  })
})

function clockOf(calendar: WorkCalendar, startedAt: Date, amount: number, pauses: Clock['pauses']): Clock {
  const allowance = { unit: 'working_minutes', amount } as const
  return { kind: 'resolution', startedAt, allowance, calendar, pauses, stoppedAt: null }
}

const spanMinutes = 45 * 1440

/** The slow and simple way: 1 for every minute from the start that lies in a window which Temporal gives us. */
function minutesOfOpening(calendar: WorkCalendar, start: Date): number[] {
  const open = new Array<number>(spanMinutes).fill(0)
  const first = dayOf(start, calendar.timeZone)
  for (let n = -2; n <= spanMinutes / 1440 + 1; n++) {
    const day = addDays(first, n)
    for (const [from, to] of intervalsOn(calendar, day)) {
      const closesOn = to <= from ? addDays(day, 1) : day
      const [opens, closes] = [zoned(day, from, calendar.timeZone), zoned(closesOn, to, calendar.timeZone)]
      for (let at = opens; at < closes; at += 60_000) {
        const minute = (at - start.getTime()) / 60_000
        if (minute >= 0 && minute < spanMinutes) open[minute] = 1
      }
    }
  }
  return open
}

function intervalsOn(calendar: WorkCalendar, day: Day) {
  const isSkipped = `${Temporal.PlainDate.from(day).toZonedDateTime(calendar.timeZone).toPlainDate()}` !== day
  if (isSkipped) return []
  const own = calendar.overrides.find((override) => override.day === day)
  if (own) return own.kind === 'off' ? [] : own.intervals!
  const weekday = Temporal.PlainDate.from(day).dayOfWeek
  const usual = calendar.week[(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[weekday - 1]!] ?? []
  if (calendar.holidays === 'none') return usual
  if (cn.makeup.includes(day)) return calendar.week.mon?.length ? calendar.week.mon : usual
  const isPublished = day >= '2024-01-01' && day <= '2026-12-31'
  const isOff = isPublished
    ? cn.off.includes(day)
    : ['01-01', '05-01', '10-01', '10-02', '10-03'].includes(day.slice(5))
  return isOff ? [] : usual
}

function zoned(day: Day, time: string, zone: string): number {
  const midnight = Temporal.PlainDateTime.from(`${day}T00:00`)
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return midnight.add({ hours, minutes }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

function instantAfter(open: number[], start: Date, amount: number): Date | null {
  let left = amount
  for (const [minute, counts] of open.entries()) {
    left -= counts
    if (left === 0) return new Date(start.getTime() + (minute + 1) * 60_000)
  }
  return null
}
