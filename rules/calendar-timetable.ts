import { type CalendarOverride, type Hours, hoursOf, minutesInDay, type WorkCalendar } from '#rules/calendar.ts'
import {
  dayAt,
  dayMs,
  endOfDay,
  instantAtLocal,
  minuteMs,
  offsetSpanAt,
  serialAt,
  serialOf,
  startOfDay,
  weekdayAt,
  weekdays,
  yearOf,
} from '#rules/day.ts'
import type { ClosedBecause, OpenBecause } from '#rules/decision.ts'
import { cnDayAt, isCnYearPublished, nextCnDay } from '#rules/holidays/cn.ts'

/** A calendar made ready for counting. Days are numbers (days since 1970-01-01), instants are milliseconds. */
export type Timetable = {
  readonly zone: string
  readonly week: readonly DayPlan[]
  /** Opening time of a week without exceptions, and the working days in it. */
  readonly weekMs: number
  readonly weekDays: number
  readonly makeup: Hours
  readonly ownDays: ReadonlyMap<number, DayPlan>
  readonly holidays: WorkCalendar['holidays']
  readonly overnight: boolean
}

export type DayPlan = { readonly hours: Hours; readonly why?: ClosedBecause | OpenBecause; readonly name?: string }

/** A window of opening time, half-open. */
export type Window = readonly [open: number, close: number]

/** How far anything is looked for: a hundred years. */
export const horizonDays = 36_525

const prepared = new WeakMap<WorkCalendar, Timetable>()

export function timetableOf(calendar: WorkCalendar): Timetable {
  const known = prepared.get(calendar)
  if (known) return known
  const timetable = prepare(calendar)
  prepared.set(calendar, timetable)
  return timetable
}

function prepare(calendar: WorkCalendar): Timetable {
  const week = weekdays.map((weekday, at): DayPlan => {
    const hours = hoursOf(calendar.week[weekday] ?? [])
    return hours.length > 0 ? { hours } : { hours, why: at < 5 ? 'closed_weekday' : 'weekend' }
  })
  const makeup = week[0]!.hours
  const own = calendar.overrides.map((override) => {
    const serial = serialOf(override.day)
    return [serial, ownPlanOf(override, makeupHoursOf(makeup, week[weekdayAt(serial)]!))] as const
  })
  const ownDays = new Map(own.sort(([one], [other]) => one - other))
  const plans = [...week, ...ownDays.values()]
  return {
    zone: calendar.timeZone,
    week,
    weekMs: week.reduce((sum, { hours }) => sum + lengthOf(hours), 0),
    weekDays: week.filter(({ hours }) => hours.length > 0).length,
    makeup,
    ownDays,
    holidays: calendar.holidays,
    overnight: plans.some(({ hours }) => endOf(hours) > minutesInDay),
  }
}

function ownPlanOf(override: CalendarOverride, makeup: Hours): DayPlan {
  const name = override.note ? { name: override.note } : {}
  if (override.kind === 'off') return { hours: [], why: 'tenant', ...name }
  return { hours: override.intervals?.length ? hoursOf(override.intervals) : makeup, why: 'tenant', ...name }
}

/** Monday's hours; a company that is closed on Mondays keeps the day's own. */
function makeupHoursOf(monday: Hours, usual: DayPlan): Hours {
  return monday.length > 0 ? monday : usual.hours
}

/** The tenant's own entry beats the holiday table, which beats the weekly pattern (K4). */
export function planOf(timetable: Timetable, serial: number): DayPlan {
  const own = timetable.ownDays.get(serial)
  if (own) return own
  const usual = timetable.week[weekdayAt(serial)]!
  const cn = timetable.holidays === 'cn' ? cnDayAt(serial) : null
  if (!cn) return usual
  return cn.kind === 'makeup_workday'
    ? { hours: makeupHoursOf(timetable.makeup, usual), why: 'makeup_workday', name: cn.holiday }
    : { hours: [], why: 'holiday', name: cn.holiday }
}

/** The windows that open on this day, in order, without what the night shifts before still cover. */
export function windowsOf(timetable: Timetable, serial: number): Window[] {
  const windows = rawWindowsOf(timetable, serial)
  if (windows.length === 0) return windows
  if (!timetable.overnight && isSteady(timetable.zone, serial)) return windows
  const before = [...rawWindowsOf(timetable, serial - 2), ...rawWindowsOf(timetable, serial - 1)]
  let covered = Math.max(...before.map(([, close]) => close), Number.NEGATIVE_INFINITY)
  const apart: Window[] = []
  for (const [open, close] of windows.sort(([one], [other]) => one - other)) {
    if (close > Math.max(open, covered)) apart.push([Math.max(open, covered), close])
    covered = Math.max(covered, close)
  }
  return apart
}

function rawWindowsOf(timetable: Timetable, serial: number): Window[] {
  const { hours } = planOf(timetable, serial)
  if (hours.length === 0) return []
  const midnight = serial * dayMs
  const { zone } = timetable
  if (isSteady(zone, serial)) {
    const { offset } = offsetSpanAt(midnight, zone)
    return hours.map(([open, close]) => [midnight + open * minuteMs - offset, midnight + close * minuteMs - offset])
  }
  // A zone that crosses the date line skips a whole day (Apia, 30 December 2011): nothing opens on it.
  if (startOfDay(dayAt(serial), zone) >= endOfDay(dayAt(serial), zone)) return []
  const at = (minutes: number) => instantAtLocal(midnight + minutes * minuteMs, zone)
  return hours.map(([open, close]): Window => [at(open), at(close)]).filter(([open, close]) => close > open)
}

/** No change of the clocks from the day before to the day after. */
function isSteady(zone: string, serial: number): boolean {
  const span = offsetSpanAt(serial * dayMs, zone)
  return span.from + span.offset <= (serial - 1) * dayMs && (serial + 2) * dayMs <= span.until + span.offset
}

/** How many whole weeks from this Monday run exactly by the weekly pattern: no exception, no change of the clocks. */
function regularWeeksFrom(timetable: Timetable, monday: number): number {
  if (!isSteady(timetable.zone, monday)) return 0
  const span = offsetSpanAt(monday * dayMs, timetable.zone)
  const change = Math.floor((span.until + span.offset) / dayMs) - 1
  return Math.max(0, Math.floor((Math.min(change, nextException(timetable, monday - 1)) - monday) / 7))
}

function nextException({ ownDays, holidays }: Timetable, serial: number): number {
  let next = holidays === 'cn' ? nextCnDay(serial) : Number.POSITIVE_INFINITY
  for (const own of ownDays.keys()) {
    if (own >= next) break
    if (own >= serial) next = own
  }
  return next
}

/** One day with its windows, or some whole regular weeks. */
export type Stretch = { readonly day: number; readonly weeks: number; readonly windows: readonly Window[] }

/**
 * Opening time in order from an instant to the end of a day. Regular weeks come in one piece, as many as `wanted` of
 * their Monday: that is what makes a far date cheap.
 */
export function* stretchesFrom(
  timetable: Timetable,
  from: number,
  lastDay: number,
  wanted: (monday: number) => number,
): Generator<Stretch> {
  const firstDay = serialAt(from, timetable.zone)
  // A night shift may still be on, of the day before, or of the one before that where a zone skipped a day.
  for (let day = firstDay - 2; day <= lastDay; ) {
    const most = day > firstDay && weekdayAt(day) === 0 ? wanted(day) : 0
    const within = Math.min(most, Math.floor((lastDay - day) / 7))
    const weeks = within > 0 ? Math.min(within, regularWeeksFrom(timetable, day)) : 0
    if (weeks > 0) {
      yield { day, weeks, windows: [] }
    } else {
      const windows = windowsOf(timetable, day)
      const ahead = day > firstDay ? windows : windows.filter(([, close]) => close > from)
      yield { day, weeks, windows: ahead.map(([open, close]) => [Math.max(open, from), close]) }
    }
    day += weeks > 0 ? weeks * 7 : 1
  }
}

/** Whether a span touches a year whose holiday table is not out: its dates may still move (GR-23). */
export function isProvisional(timetable: Timetable, from: number, to: number): boolean {
  const lastTouched = serialAt(Math.max(from, to - 1), timetable.zone)
  return areDaysProvisional(timetable, serialAt(from, timetable.zone), lastTouched)
}

/** Both days included. */
export function areDaysProvisional({ holidays }: Timetable, from: number, to: number): boolean {
  if (holidays === 'none') return false
  const last = yearOf(dayAt(to))
  for (let year = yearOf(dayAt(from)); year <= last; year++) if (!isCnYearPublished(year)) return true
  return false
}

function lengthOf(hours: Hours): number {
  return hours.reduce((sum, [open, close]) => sum + (close - open) * minuteMs, 0)
}

function endOf(hours: Hours): number {
  return hours.at(-1)?.[1] ?? 0
}
