import type { CalendarOverride, Interval, WorkCalendar } from '#rules/calendar.ts'
import type { Allowance } from '#rules/clock.ts'
import { type Day, instantOn, weekdays } from '#rules/day.ts'
import type { Decision } from '#rules/decision.ts'
import examples from './worked-examples.json' with { type: 'json' }

/** The worked examples about time: their calendars in our form, and an executable input for those that had none. */
export type WorkedCase = {
  id: string
  group: string
  title: string
  seeds: string
  rules: string
  input: WorkingDue | null
}

type WorkingDue = {
  kind: string
  cal: string
  tz: string
  start: string
  hours: number
  pauses: [string, string][]
  due_utc: string
  start_utc: string
}

type CalendarName = keyof typeof examples.calendars

/** Local times are `YYYY-MM-DD HH:MM[:SS]` in the calendar's zone. */
export type TimeInput =
  | { kind: 'due'; calendar: CalendarName; start: string; allowance: Allowance; due: string; provisional?: boolean }
  | { kind: 'same_days'; calendar: CalendarName; days: { start: string; due: string }[] }
  | {
      kind: 'appointment'
      calendar: CalendarName
      start: string
      hours: number
      wished: string
      overrides: string
      earlier: string
    }
  | { kind: 'arrivals'; calendar: CalendarName; start: string; hours: number; met: string; breached: string }
  | { kind: 'open_pause'; calendar: CalendarName; start: string; hours: number; since: string; now: string; minutes: number }
  | {
      kind: 'reopened'
      calendar: CalendarName
      start: string
      hours: number
      resolved: string
      again: string
      continued: string
      restarted: string
    }
  | { kind: 'opening'; timeZone: string; day: Day; opens: string; local: string; utc: string }

/** For the cases whose `input` in worked-examples.json is null. */
export const timeInputs: Record<string, TimeInput> = {
  A25: {
    kind: 'due',
    calendar: 'CAL-CN',
    start: '2026-01-09 16:30',
    allowance: { unit: 'business_day', amount: 1 },
    due: '2026-01-12 16:30',
  },
  A30: {
    kind: 'due',
    calendar: 'CAL-CN',
    start: '2027-09-30 16:30',
    allowance: { unit: 'working_hours', amount: 6 },
    due: '2027-10-04 13:30',
    provisional: true,
  },
  A31: {
    kind: 'same_days',
    calendar: 'CAL-CN',
    days: [
      { start: '2026-01-12 15:00', due: '2026-01-12 17:30' },
      { start: '2026-01-12 18:00', due: '2026-01-13 17:30' },
      { start: '2026-02-13 19:00', due: '2026-02-14 17:30' },
    ],
  },
  A33: {
    kind: 'appointment',
    calendar: 'CAL-CN',
    start: '2026-01-12 10:30',
    hours: 6,
    wished: '2026-01-13 10:00',
    overrides: '2026-01-13 10:00',
    earlier: '2026-01-12 16:30',
  },
  A34: {
    kind: 'arrivals',
    calendar: 'CAL-CN',
    start: '2026-01-12 08:30',
    hours: 6,
    met: '2026-01-12 14:30:00',
    breached: '2026-01-12 14:30:01',
  },
  A35: {
    kind: 'due',
    calendar: 'CAL-CN',
    start: '2026-01-12 08:30:30',
    allowance: { unit: 'working_hours', amount: 6 },
    due: '2026-01-12 14:30:30',
  },
  B06: {
    kind: 'open_pause',
    calendar: 'CAL-CN',
    start: '2026-01-12 09:00',
    hours: 6,
    since: '2026-01-12 10:00',
    now: '2026-01-12 16:00',
    minutes: 300,
  },
  B10: {
    kind: 'reopened',
    calendar: 'CAL-CN',
    start: '2026-01-12 09:00',
    hours: 6,
    resolved: '2026-01-12 13:00',
    again: '2026-01-12 16:30',
    continued: '2026-01-13 09:30',
    restarted: '2026-01-13 13:30',
  },
  H07: {
    kind: 'opening',
    timeZone: 'Europe/Berlin',
    day: '2026-03-29',
    opens: '02:30',
    local: '2026-03-29 03:30',
    utc: '2026-03-29T01:30:00Z',
  },
  H09: {
    kind: 'due',
    calendar: 'CAL-CN',
    start: '2026-04-04 12:00',
    allowance: { unit: 'elapsed_hours', amount: 24 },
    due: '2026-04-05 11:30',
  },
}

/** H09 asks in a zone for which the cases have no calendar; an elapsed clock needs only the zone. */
export const zoneOf: Record<string, string> = { H09: 'Australia/Lord_Howe' }

export const timeCases = (examples.cases as WorkedCase[]).filter(({ group }) => ['A', 'B', 'H'].includes(group))

export function calendarNamed(name: string): WorkCalendar {
  const source = examples.calendars[name as CalendarName] as unknown as SourceCalendar
  const off = source.off.map((day): CalendarOverride => ({ day, kind: 'off' }))
  const open = Object.entries(source.override).map(
    ([day, intervals]): CalendarOverride => ({ day: day as Day, kind: 'open', intervals }),
  )
  return {
    timeZone: source.tz,
    week: Object.fromEntries(Object.entries(source.week).map(([key, value]) => [weekdays[Number(key)]!, value])),
    holidays: source.cn_calendar ? 'cn' : 'none',
    overrides: [...off, ...open],
  }
}

type SourceCalendar = {
  tz: string
  week: Record<string, Interval[]>
  cn_calendar: boolean
  off: Day[]
  override: Record<string, Interval[]>
}

/** `YYYY-MM-DD HH:MM[:SS]`, or with a T between, in that zone. */
export function instantAt(local: string, zone: string): Date {
  const [day, time] = local.split(/[ T]/) as [Day, string]
  return new Date(instantOn(day, time, zone).getTime() + Number(time.slice(6, 8)) * 1000)
}

export function answer<Result>(decision: Decision<Result, string>): Result {
  if (!decision.allowed) throw new Error(decision.reason)
  return decision.result
}
