import { expect, test } from 'vitest'
import type { WorkCalendar } from '#rules/calendar.ts'
import { isOpen, nextOpen, openingsOf, workingTimeBetween } from '#rules/calendar-time.ts'
import { type Clock, dueOf, dueWithAppointment, remainingOf, reopen, stateOf } from '#rules/clock.ts'
import { instantOn } from '#rules/day.ts'
import { answer, calendarNamed, instantAt, type TimeInput, timeCases, timeInputs, zoneOf } from '../cases/time.ts'

for (const { id, title, rules, input } of timeCases) {
  const laws = rules.split(/[ ,]+/).filter(Boolean)
  test(`[${id}] ${laws.map((law) => `[${law}] `).join('')}${title}`, () => {
    if (input) {
      const calendar = calendarNamed(input.cal)
      const at = (local: string) => instantAt(local, calendar.timeZone)
      expect(at(input.start)).toEqual(new Date(input.start_utc))
      const pauses = input.pauses.map(([from, until]) => ({
        from: at(from),
        until: at(until),
        reason: 'waiting_customer' as const,
      }))
      const due = answer(dueOf({ ...clockOf(calendar, at(input.start), input.hours), pauses }))
      expect(due.at).toEqual(new Date(input.due_utc))
      expect(due.provisional).toBe(false)
    } else prove(timeInputs[id]!, zoneOf[id])
  })
}

test('the worked examples of groups A, B and H are all here, each with an input', () => {
  expect(timeCases).toHaveLength(25 + 6 + 6)
  expect(timeCases.filter(({ id, input }) => !input && !timeInputs[id])).toEqual([])
  expect(Object.keys(timeInputs)).toHaveLength(timeCases.filter(({ input }) => !input).length)
})

test('[H05] the Berlin night shift of the spring change has seven hours', () => {
  const calendar = calendarNamed('BER-NIGHT')
  const [shift] = openingsOf(calendar, '2026-03-28')
  expect(shift).toEqual({ from: new Date('2026-03-28T21:00:00Z'), until: new Date('2026-03-29T04:00:00Z') })
  expect(workingTimeBetween(calendar, shift!.from, shift!.until)).toBe(7 * 60)
})

function prove(input: TimeInput, zone?: string): void {
  if (input.kind === 'opening') {
    proveOpening(input)
    return
  }
  const named = calendarNamed(input.calendar)
  const calendar = zone ? { ...named, timeZone: zone } : named
  const at = (local: string) => instantAt(local, calendar.timeZone)
  switch (input.kind) {
    case 'due': {
      const due = answer(dueOf({ ...clockOf(calendar, at(input.start), 0), allowance: input.allowance }))
      expect(due.at).toEqual(at(input.due))
      expect(due.provisional).toBe(input.provisional ?? false)
      break
    }
    case 'same_days':
      for (const { start, due } of input.days) {
        const clock: Clock = { ...clockOf(calendar, at(start), 0), allowance: { unit: 'same_day' } }
        expect(answer(dueOf(clock)).at).toEqual(at(due))
      }
      break
    case 'appointment': {
      const due = answer(dueOf(clockOf(calendar, at(input.start), input.hours)))
      expect(dueWithAppointment(due, at(input.wished), 'appointment_overrides').at).toEqual(at(input.overrides))
      expect(dueWithAppointment(due, at(input.wished), 'earlier_of').at).toEqual(at(input.earlier))
      break
    }
    case 'arrivals': {
      const clock = clockOf(calendar, at(input.start), input.hours)
      const now = at('2026-01-20 09:00')
      expect(answer(stateOf({ ...clock, stoppedAt: at(input.met) }, now))).toBe('met')
      expect(answer(stateOf({ ...clock, stoppedAt: at(input.breached) }, now))).toBe('breached')
      break
    }
    case 'open_pause': {
      const pause = { from: at(input.since), until: null, reason: 'waiting_customer' as const }
      const clock = { ...clockOf(calendar, at(input.start), input.hours), pauses: [pause] }
      expect(answer(dueOf(clock)).at).toBeNull()
      expect(answer(stateOf(clock, at(input.now)))).toBe('paused')
      expect(answer(remainingOf(clock, at(input.now)))).toBe(input.minutes)
      break
    }
    case 'reopened': {
      const clock = { ...clockOf(calendar, at(input.start), input.hours), stoppedAt: at(input.resolved) }
      expect(answer(dueOf(reopen(clock, at(input.again), 'continue'))).at).toEqual(at(input.continued))
      expect(answer(dueOf(reopen(clock, at(input.again), 'restart'))).at).toEqual(at(input.restarted))
      break
    }
  }
}

function proveOpening({ timeZone, day, opens, local, utc }: TimeInput & { kind: 'opening' }): void {
  const calendar: WorkCalendar = { timeZone, week: { sun: [[opens, '10:00']] }, holidays: 'none', overrides: [] }
  const opening = answer(nextOpen(calendar, instantOn(day, '00:00', timeZone))).at
  expect(opening).toEqual(new Date(utc))
  expect(opening).toEqual(instantAt(local, timeZone))
  expect(isOpen(calendar, new Date(opening.getTime() - 1))).toBe(false)
}

function clockOf(calendar: WorkCalendar, startedAt: Date, hours: number): Clock {
  const allowance = { unit: 'working_hours', amount: hours } as const
  return { kind: 'arrival', startedAt, allowance, calendar, pauses: [], stoppedAt: null }
}
