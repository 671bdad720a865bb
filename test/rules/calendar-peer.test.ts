import { expect, test } from 'vitest'
import { calendarFaultsOf } from '#rules/calendar.ts'
import {
  addWorkingTime,
  isOpen,
  nextOpen,
  openingsOf,
  subtractWorkingTime,
  workingTimeBetween,
} from '#rules/calendar-time.ts'
import {
  addBusinessDays,
  addWorkingDays,
  endOfWorkingDays,
  isWorkingDay,
  workingDaysBetween,
} from '#rules/calendar-working-day.ts'
import { type Clock, dueOf, remainingOf, stateOf } from '#rules/clock.ts'
import { addDays, addMonths, type Day, dayOf, isDay } from '#rules/day.ts'
import { cnDayOf } from '#rules/holidays/cn.ts'
import { alternativeOf, leftOut, type PeerRow, peerCalendarOf, peerRows } from '../cases/peer-time.ts'
import { answer, instantAt } from '../cases/time.ts'

const leftOutIds = new Set(leftOut.map(({ id }) => id))
const answered = peerRows.filter(({ id }) => !leftOutIds.has(id))

for (const row of answered) {
  test(`[${row.id}] ${row.op}: ${row.description}`, () => {
    if (row.normalized_utc?.start) expect(at(row, row.start)).toEqual(new Date(row.normalized_utc.start))
    const alternative = alternativeOf[row.id]
    const expected = alternative ? row.alternatives![alternative] : row.expected
    expect(ops[row.op]!(row)).toEqual(read(row, expected))
  })
}

for (const { id, why, ours } of leftOut.filter((row) => row.ours)) {
  test(`[${id}] is left out: ${why}`, () => {
    const row = peerRows.find((candidate) => candidate.id === id)!
    const reply = id === 'ODO-017' ? endOfDays(row) : ops[row.op]!(row)
    expect(reply).toEqual(read(row, ours))
    expect(reply).not.toEqual(read(row, row.expected))
  })
}

test('every row of the 226 is answered or left out with a reason', () => {
  expect(new Set(peerRows.map(({ id }) => id)).size).toBe(226)
  expect(leftOut.every(({ id, why }) => why.length > 20 && peerRows.some((row) => row.id === id))).toBe(true)
  expect(answered.length + leftOutIds.size).toBe(226)
  expect(leftOutIds.size).toBe(leftOut.length)
  expect(answered.filter(({ op }) => !ops[op])).toEqual([])
})

test('[CHW-012] a calendar without hours is refused when it is saved', () => {
  const row = peerRows.find(({ id }) => id === 'CHW-012')!
  expect(calendarFaultsOf(peerCalendarOf(row))).toEqual([{ reason: 'empty_week', at: null }])
})

const ops: Record<string, (row: PeerRow) => unknown> = {
  add_working_time: (row) => answer(addWorkingTime(peerCalendarOf(row), at(row, row.start), minutes(row))).at,
  subtract_working_time: (row) => answer(subtractWorkingTime(peerCalendarOf(row), at(row, row.start), minutes(row))).at,
  add_working_time_date: (row) => dayOf(ops.add_working_time!(row) as Date, row.timezone),
  working_time_between: (row) =>
    inUnit(row, workingTimeBetween(peerCalendarOf(row), at(row, row.start), at(row, row.end))),
  add_working_days: (row) =>
    isDay(row.start)
      ? answer(addWorkingDays(peerCalendarOf(row), row.start, row.days!)).on
      : answer(addBusinessDays(peerCalendarOf(row), at(row, row.start), row.days!)).at,
  working_days_between: (row) => {
    const from = row.inclusive ? addDays(row.start as Day, -1) : (row.start as Day)
    return workingDaysBetween(peerCalendarOf(row), from, row.end as Day)
  },
  is_open: (row) => isOpen(peerCalendarOf(row), at(row, row.start)),
  is_working_day: (row) => isWorkingDay(peerCalendarOf(row), row.start as Day),
  next_open: (row) => answer(nextOpen(peerCalendarOf(row), at(row, row.start))).at,
  next_open_date: (row) => dayOf(ops.next_open!(row) as Date, row.timezone),
  deadline_with_pauses: (row) => answer(dueOf(clockOf(row, minutes(row)))).at,
  deadline_with_hold_wallclock: (row) => answer(dueOf(clockOf(row, minutes(row)))).at,
  elapsed_with_pauses: (row) => inUnit(row, 10_000 - answer(remainingOf(clockOf(row, 10_000), at(row, row.end)))),
  sla_status: (row) => {
    const stoppedAt = at(row, row.end)
    const state = answer(stateOf({ ...clockOf(row, minutes(row)), kind: 'response', stoppedAt }, stoppedAt))
    return { met: 'fulfilled', breached: 'failed', running: 'open', paused: 'open' }[state]
  },
  periods: (row) => {
    const [from, wanted] = [at(row, row.start), (row.expected as unknown[]).length]
    const days = Array.from({ length: 14 }, (_, n) => addDays(dayOf(from, row.timezone), n))
    const openings = days.flatMap((day) => openingsOf(peerCalendarOf(row), day)).filter(({ until }) => until > from)
    return openings.slice(0, wanted).map((opening) => [opening.from > from ? opening.from : from, opening.until])
  },
  add_months: ({ start, months, days }) => addDays(addMonths(start as Day, months!), days ?? 0),
  calendar_data: ({ start, end }) => {
    const days = Array.from({ length: 366 }, (_, n) => addDays(start as Day, n)).filter((day) => day <= end)
    const isMakeup = (day: Day) => cnDayOf(day)?.kind === 'makeup_workday'
    return {
      days_off: days.filter((day) => cnDayOf(day) && !isMakeup(day)),
      make_up_working_days: days.filter(isMakeup),
    }
  },
}

function endOfDays(row: PeerRow): Date {
  return answer(endOfWorkingDays(peerCalendarOf(row), at(row, row.start), row.days!)).at
}

/** The rows pause first responses too; here only a clock that may pause can answer them. */
function clockOf(row: PeerRow, amount: number): Clock {
  const pauses = (row.pauses ?? []).map(([from, until]) => ({
    from: at(row, from),
    until: at(row, until),
    reason: 'waiting_customer' as const,
  }))
  const allowance = { unit: 'working_minutes', amount } as const
  return {
    kind: 'resolution',
    startedAt: at(row, row.start),
    allowance,
    calendar: peerCalendarOf(row),
    pauses,
    stoppedAt: null,
  }
}

function minutes({ duration_seconds, duration_minutes }: PeerRow): number {
  return duration_seconds === undefined ? duration_minutes! : duration_seconds / 60
}

function inUnit({ expected_unit }: PeerRow, inMinutes: number): number {
  return expected_unit === 'seconds' ? inMinutes * 60 : inMinutes
}

function at({ timezone }: PeerRow, time: string): Date {
  if (isDay(time)) return instantAt(`${time} 00:00`, timezone)
  return time.endsWith('Z') ? new Date(time) : instantAt(time, timezone)
}

/** Times among what is expected become instants; days and everything else stay. */
function read(row: PeerRow, expected: unknown): unknown {
  if (Array.isArray(expected)) return expected.map((part) => read(row, part))
  return typeof expected === 'string' && expected.includes('T') ? at(row, expected) : expected
}
