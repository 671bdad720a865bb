import { describe, expect, test } from 'vitest'
import {
  type Allowance,
  type Clock,
  dueOf,
  dueWithAppointment,
  fractionUsedOf,
  instantAtFraction,
  isOnTime,
  type Pause,
  remainingOf,
  reopen,
  stateOf,
} from '#rules/clock.ts'
import { answer, calendarNamed, instantAt } from '../cases/time.ts'

const at = (local: string) => instantAt(local, 'Asia/Shanghai')
const pause = (from: string, until: string | null, reason: Pause['reason'] = 'waiting_customer'): Pause => ({
  from: at(from),
  until: until === null ? null : at(until),
  reason,
})

/** Six working hours from Monday 09:00: due the same day at 15:00. */
function clock(change: Partial<Clock> = {}): Clock {
  return {
    kind: 'resolution',
    startedAt: at('2026-01-12 09:00'),
    allowance: { unit: 'working_hours', amount: 6 },
    calendar: calendarNamed('CAL-CN'),
    pauses: [],
    stoppedAt: null,
    ...change,
  }
}

const due = (change: Partial<Clock>) => answer(dueOf(clock(change))).at
const state = (now: string, change: Partial<Clock> = {}) => answer(stateOf(clock(change), at(now)))
const remaining = (now: string, change: Partial<Clock> = {}) => answer(remainingOf(clock(change), at(now)))

describe('the units of a limit', () => {
  test('elapsed time ignores opening hours, working time does not, days end as their unit says', () => {
    const dueFor = (allowance: Allowance) => due({ allowance, startedAt: at('2026-01-09 16:30') })
    expect(dueFor({ unit: 'elapsed_minutes', amount: 90 })).toEqual(at('2026-01-09 18:00'))
    expect(dueFor({ unit: 'elapsed_hours', amount: 24 })).toEqual(at('2026-01-10 16:30'))
    expect(dueFor({ unit: 'working_minutes', amount: 90 })).toEqual(at('2026-01-12 09:00'))
    expect(dueFor({ unit: 'working_hours', amount: 24 })).toEqual(at('2026-01-14 13:30'))
    expect(dueFor({ unit: 'business_day', amount: 1 })).toEqual(at('2026-01-12 16:30'))
    expect(dueFor({ unit: 'working_days', amount: 1 })).toEqual(at('2026-01-12 17:30'))
    expect(dueFor({ unit: 'same_day' })).toEqual(at('2026-01-09 17:30'))
  })

  test('[GR-23] elapsed time is never provisional', () => {
    const startedAt = at('2027-09-30 16:30')
    expect(answer(dueOf(clock({ startedAt }))).provisional).toBe(true)
    expect(answer(dueOf(clock({ startedAt, allowance: { unit: 'elapsed_hours', amount: 6 } }))).provisional).toBe(false)
  })

  test('a limit no calendar can hold is refused', () => {
    const endless = clock({ allowance: { unit: 'working_hours', amount: 1e6 } })
    const refused = { allowed: false, reason: 'never_open' }
    expect([
      dueOf(endless),
      stateOf(endless, at('2026-01-12 10:00')),
      remainingOf(endless, at('2026-01-12 10:00')),
    ]).toEqual([refused, refused, refused])
  })
})

describe('[K7] [R-ST-5] pauses', () => {
  test('that overlap are given back once, whatever their order', () => {
    const pauses = [pause('2026-01-12 11:00', '2026-01-12 12:30'), pause('2026-01-12 10:00', '2026-01-12 12:00')]
    expect(due({ pauses })).toEqual(at('2026-01-12 17:30'))
    expect(due({ pauses: pauses.toReversed() })).toEqual(at('2026-01-12 17:30'))
  })

  test('after the breach heal nothing, nor does one that begins at the due time', () => {
    const late = [pause('2026-01-12 15:00', '2026-01-12 17:00')]
    expect(due({ pauses: late })).toEqual(at('2026-01-12 15:00'))
    expect(state('2026-01-12 15:30', { pauses: [pause('2026-01-12 15:00', null)] })).toBe('breached')
    expect(due({ pauses: [pause('2026-01-12 14:59', '2026-01-12 15:29')] })).toEqual(at('2026-01-12 15:30'))
  })

  test('[B03] that take no working time do not push a limit from closing to the next opening', () => {
    const calendar = calendarNamed('CAL-CNL')
    const lunch = [pause('2026-01-12 12:10', '2026-01-12 12:50')]
    const allowance = { unit: 'working_minutes', amount: 450 } as const
    const startedAt = at('2026-01-12 08:30')
    expect(due({ calendar, startedAt, allowance, pauses: lunch })).toEqual(at('2026-01-12 17:30'))
  })

  test('do not touch a first-response clock', () => {
    const pauses = [pause('2026-01-12 10:00', null)]
    expect(due({ kind: 'response', pauses })).toEqual(at('2026-01-12 15:00'))
    expect(state('2026-01-12 11:00', { kind: 'response', pauses })).toBe('running')
    expect(state('2026-01-12 11:00', { kind: 'arrival', pauses })).toBe('paused')
  })

  test('that were running when the clock started count from its start', () => {
    expect(due({ pauses: [pause('2026-01-09 09:00', '2026-01-12 10:00')] })).toEqual(at('2026-01-12 16:00'))
    expect(due({ pauses: [pause('2026-01-09 09:00', '2026-01-12 08:00')] })).toEqual(at('2026-01-12 15:00'))
  })

  test('give working time back to limits in days too', () => {
    const pauses = [pause('2026-01-12 16:30', '2026-01-13 09:30')]
    expect(due({ allowance: { unit: 'same_day' }, pauses })).toEqual(at('2026-01-13 10:30'))
    expect(due({ allowance: { unit: 'working_days', amount: 1 }, pauses })).toEqual(at('2026-01-14 10:30'))
    expect(due({ allowance: { unit: 'elapsed_hours', amount: 8 }, pauses })).toEqual(at('2026-01-13 10:00'))
  })

  test('can carry a limit into a year without a holiday table', () => {
    const startedAt = at('2026-12-31 09:00')
    const longer = clock({ startedAt, pauses: [pause('2026-12-31 10:00', '2026-12-31 17:00')] })
    expect(answer(dueOf(clock({ startedAt }))).provisional).toBe(false)
    expect(answer(dueOf(longer))).toMatchObject({ at: at('2027-01-04 13:00'), provisional: true })
  })

  test('are lines among the steps', () => {
    const pauses = [pause('2026-01-12 10:00', '2026-01-12 15:00', 'waiting_parts')]
    const iso = (local: string) => at(local).toISOString()
    const before = { kind: 'counts', from: iso('2026-01-12 09:00'), to: iso('2026-01-12 10:00'), minutes: 60, days: 1 }
    const rest = {
      kind: 'pause',
      from: iso('2026-01-12 10:00'),
      until: iso('2026-01-12 15:00'),
      reason: 'waiting_parts',
    }
    expect(answer(dueOf(clock({ pauses }))).steps).toEqual([
      before,
      { ...rest, minutes: 300 },
      { kind: 'counts', from: iso('2026-01-12 15:00'), to: iso('2026-01-12 17:30'), minutes: 150, days: 1 },
      { kind: 'counts', from: iso('2026-01-13 08:30'), to: iso('2026-01-13 11:00'), minutes: 150, days: 1 },
      { kind: 'due', at: iso('2026-01-13 11:00') },
    ])
    const open = answer(dueOf(clock({ pauses: [{ ...pauses[0]!, until: null }] })))
    expect(open.steps).toEqual([before, { ...rest, until: null, minutes: null }])
  })
})

describe('where a clock stands', () => {
  test('[K6] [A34] [R-CIV-6] on time includes the very moment', () => {
    expect(isOnTime(at('2026-01-12 15:00'), at('2026-01-12 15:00'))).toBe(true)
    expect(isOnTime(at('2026-01-12 15:00:01'), at('2026-01-12 15:00'))).toBe(false)
    expect(state('2026-01-12 15:00')).toBe('running')
    expect(state('2026-01-12 15:00:01')).toBe('breached')
  })

  test('what stopped in time stays met, what stopped late stays breached', () => {
    expect(state('2026-02-12 09:00', { stoppedAt: at('2026-01-12 15:00') })).toBe('met')
    expect(state('2026-02-12 09:00', { stoppedAt: at('2026-01-12 15:01') })).toBe('breached')
    expect(
      state('2026-02-12 09:00', { stoppedAt: at('2026-01-14 11:00'), pauses: [pause('2026-01-12 14:00', null)] }),
    ).toBe('met')
  })

  test('is told as it was known then, without what came later', () => {
    const later = { stoppedAt: at('2026-01-13 10:00'), pauses: [pause('2026-01-12 10:00', '2026-01-12 16:00')] }
    expect(state('2026-01-12 09:30', later)).toBe('running')
    expect(state('2026-01-12 12:00', later)).toBe('paused')
    expect(remaining('2026-01-12 12:00', later)).toBe(300)
    expect(state('2026-01-12 17:00', later)).toBe('running')
    expect(state('2026-01-13 10:00', later)).toBe('met')
  })

  test('what remains runs down in opening time, rests in a pause and ends at nothing', () => {
    expect(remaining('2026-01-12 08:00')).toBe(360)
    expect(remaining('2026-01-12 09:00:30')).toBe(359.5)
    expect(remaining('2026-01-12 20:00', { startedAt: at('2026-01-12 16:30') })).toBe(300)
    expect(remaining('2026-01-14 09:00')).toBe(0)
    const pauses = [pause('2026-01-12 10:00', '2026-01-12 11:00'), pause('2026-01-12 13:00', null)]
    expect(remaining('2026-01-12 16:00', { pauses })).toBe(180)
    expect(remaining('2026-01-14 09:00', { stoppedAt: at('2026-01-12 14:00') })).toBe(60)
  })

  test('how much is used says when it is nearly late', () => {
    const used = (now: string, change: Partial<Clock> = {}) => answer(fractionUsedOf(clock(change), at(now)))
    expect([used('2026-01-12 09:00'), used('2026-01-12 12:00'), used('2026-01-12 13:30')]).toEqual([0, 0.5, 0.75])
    expect(used('2026-01-20 09:00')).toBe(1)
    expect(used('2026-01-12 16:00', { pauses: [pause('2026-01-12 10:30', null)] })).toBe(0.25)
  })

  test('an escalation waits for a part of the limit, pauses given back', () => {
    const reached = (fraction: number, change: Partial<Clock> = {}) =>
      answer(instantAtFraction(clock(change), fraction))
    expect([0.5, 0.75, 1, 1.5].map((fraction) => reached(fraction))).toEqual([
      at('2026-01-12 12:00'),
      at('2026-01-12 13:30'),
      at('2026-01-12 15:00'),
      at('2026-01-13 09:00'),
    ])
    const pauses = [pause('2026-01-12 13:00', '2026-01-12 14:00')]
    expect([0.5, 0.75].map((fraction) => reached(fraction, { pauses }))).toEqual([
      at('2026-01-12 12:00'),
      at('2026-01-12 14:30'),
    ])
    expect(reached(0.75, { pauses: [pause('2026-01-12 13:00', null)] })).toBeNull()
    expect(reached(1.5, { pauses: [pause('2026-01-12 15:30', '2026-01-12 17:30')] })).toEqual(at('2026-01-13 09:00'))
    const days: Partial<Clock> = { allowance: { unit: 'business_day', amount: 1 }, startedAt: at('2026-01-12 20:00') }
    expect(reached(1, days)).toEqual(at('2026-01-13 20:00'))
  })
})

describe('what moves a limit', () => {
  test('[B10] reopening keeps a breach that there was', () => {
    const late = reopen(clock({ stoppedAt: at('2026-01-12 15:30') }), at('2026-01-12 16:30'), 'continue')
    expect(answer(stateOf(late, at('2026-01-12 16:31')))).toBe('breached')
    const open = clock()
    expect(reopen(open, at('2026-01-12 16:30'), 'continue')).toBe(open)
  })

  test('[B10] a pause that was still open ends with the stop, and the rest goes on after reopening', () => {
    const stopped = clock({ pauses: [pause('2026-01-12 10:00', null)], stoppedAt: at('2026-01-12 12:00') })
    const again = reopen(stopped, at('2026-01-12 14:00'), 'continue')
    expect(answer(dueOf(again)).at).toEqual(at('2026-01-13 10:00'))
  })

  test('[A33] an appointment stands even while the clock is paused, and says so in the steps', () => {
    const paused = answer(dueOf(clock({ pauses: [pause('2026-01-12 10:00', null)] })))
    const wished = at('2026-01-13 10:00')
    const moved = dueWithAppointment(paused, wished, 'earlier_of')
    expect(moved.at).toEqual(wished)
    expect(moved.steps.slice(-2)).toEqual([
      { kind: 'appointment', at: wished.toISOString(), mode: 'earlier_of' },
      { kind: 'due', at: wished.toISOString() },
    ])
    const provisional = { at: at('2027-10-04 13:30'), steps: [], provisional: true }
    expect(dueWithAppointment(provisional, wished, 'appointment_overrides').provisional).toBe(false)
  })
})
