import { Temporal } from 'temporal-polyfill'
import { type Day, isDay, minutesOf, type Weekday, weekdays } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'

/** `HH:MM`, half-open: open at the first, closed at the second. A close at or before the open is on the next day. */
export type Interval = readonly [open: string, close: string]

/** When time counts for a tenant. Plain data: it is stored as it is in a policy version. */
export type WorkCalendar = {
  readonly timeZone: string
  readonly week: { readonly [weekday in Weekday]?: readonly Interval[] | undefined }
  readonly holidays: 'cn' | 'none'
  readonly overrides: readonly CalendarOverride[]
}

/** The tenant's own word on one date beats everything else. Open without intervals opens as a make-up workday does. */
export type CalendarOverride =
  | { readonly day: Day; readonly kind: 'off'; readonly note?: string | undefined }
  | {
      readonly day: Day
      readonly kind: 'open'
      readonly intervals?: readonly Interval[] | undefined
      readonly note?: string | undefined
    }

export type CalendarReason =
  | 'unknown_time_zone'
  | 'unknown_holidays'
  | 'empty_week'
  | 'bad_time'
  | 'overlapping_intervals'
  | 'bad_day'
  | 'two_entries_for_one_day'

/** `at`: the weekday or the date that it is about, for a message beside the field. */
export type CalendarFault = { readonly reason: CalendarReason; readonly at: Weekday | Day | null }

/** Minutes after the day's midnight, in order; a close beyond 1440 is on the next day. */
export type Hours = readonly (readonly [open: number, close: number])[]

export const minutesInDay = 1440

export function decideCalendar(calendar: WorkCalendar): Decision<WorkCalendar, CalendarReason> {
  const [fault] = calendarFaultsOf(calendar)
  return fault ? refuse(fault.reason) : allow(calendar)
}

export function calendarFaultsOf(calendar: WorkCalendar): CalendarFault[] {
  const faults: CalendarFault[] = []
  if (!isTimeZone(calendar.timeZone)) faults.push({ reason: 'unknown_time_zone', at: null })
  if (calendar.holidays !== 'cn' && calendar.holidays !== 'none') faults.push({ reason: 'unknown_holidays', at: null })
  return [...faults, ...weekFaultsOf(calendar.week), ...overrideFaultsOf(calendar.overrides)]
}

/** As the engine counts: sorted, past midnight where the close is not after the open. */
export function hoursOf(intervals: readonly Interval[]): Hours {
  return intervals
    .map(([from, to]) => {
      const [open, close] = [minutesOf(from), minutesOf(to)]
      return [open, close > open ? close : close + minutesInDay] as const
    })
    .sort(([one], [other]) => one - other)
}

function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

function weekFaultsOf(week: WorkCalendar['week']): CalendarFault[] {
  const faults = weekdays.flatMap((weekday) => timeFaultsOf(week[weekday] ?? [], weekday))
  if (faults.length > 0) return faults
  if (weekdays.every((weekday) => (week[weekday] ?? []).length === 0)) return [{ reason: 'empty_week', at: null }]
  return weekdays
    .filter((weekday, at) => {
      const before = hoursOf(week[weekdays[(at + 6) % 7]!] ?? [])
      const spill = before.map(([, close]) => [0, close - minutesInDay] as const).filter(([, close]) => close > 0)
      return overlaps([...spill, ...hoursOf(week[weekday] ?? [])])
    })
    .map((weekday) => ({ reason: 'overlapping_intervals', at: weekday }))
}

function overrideFaultsOf(overrides: readonly CalendarOverride[]): CalendarFault[] {
  return overrides.flatMap((override, at): CalendarFault[] => {
    const { day } = override
    if (!isDay(day)) return [{ reason: 'bad_day', at: day }]
    const twice = overrides.findIndex((other) => other.day === day) < at
    const faults: CalendarFault[] = twice ? [{ reason: 'two_entries_for_one_day', at: day }] : []
    if (override.kind === 'off') return faults
    const intervals = override.intervals ?? []
    const timeFaults = timeFaultsOf(intervals, day)
    if (timeFaults.length === 0 && overlaps(hoursOf(intervals)))
      faults.push({ reason: 'overlapping_intervals', at: day })
    return [...faults, ...timeFaults]
  })
}

function timeFaultsOf(intervals: readonly Interval[], at: Weekday | Day): CalendarFault[] {
  const good = intervals.every(([open, close]) => isTime(open) && (isTime(close) || close === '24:00'))
  return good ? [] : [{ reason: 'bad_time', at }]
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function overlaps(hours: Hours): boolean {
  return hours.some(([open], at) => hours.some(([, close], before) => before < at && close > open))
}
