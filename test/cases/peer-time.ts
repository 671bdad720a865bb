import type { CalendarOverride, Interval, WorkCalendar } from '#rules/calendar.ts'
import { type Day, minutesOf, type Weekday, weekdayOf, yearOf } from '#rules/day.ts'
import rows from './peer-clock-cases.json' with { type: 'json' }

/** A row of the test tables of other systems. Times without `Z` are local to `timezone`. */
export type PeerRow = {
  id: string
  op: string
  description: string
  timezone: string
  calendar: PeerCalendar
  start: string
  end: string
  expected: unknown
  expected_unit?: 'minutes' | 'seconds'
  duration_minutes?: number
  duration_seconds?: number
  days?: number
  months?: number
  pauses?: [string, string][]
  inclusive?: boolean
  alternatives?: Record<string, string>
  normalized_utc?: { start?: string; end?: string; expected?: string }
}

type PeerCalendar = {
  weekly_hours: { [weekday in Weekday]?: Interval[] }
  holidays: Day[]
  day_overrides?: Record<Day, Interval[]>
  recurring_holidays?: string[]
  breaks?: Record<Day, Interval[]>
}

export const peerRows = rows as unknown as PeerRow[]

/** Rows that name our convention's answer beside their own. */
export const alternativeOf: Record<string, string> = {
  'ZAM-035': 'second_precision',
  'ERP-015': 'working_time_engine',
}

/** Rows we do not answer as their source does, each with the reason, and with our own answer where there is one. */
export const leftOut: { id: string; why: string; ours?: string }[] = [
  {
    id: 'ZAM-016',
    why: 'boundary: their limit used up exactly at closing is due at the next opening; ours at that closing (K2)',
    ours: '2013-06-04T16:00:00Z',
  },
  {
    id: 'BIZ-011',
    why: 'semantics same_clock_then_snap: they move a time outside the hours to the closing; we keep the time of day (A25)',
    ours: '2006-01-03T18:00:00',
  },
  {
    id: 'BT-031',
    why: 'semantics roll_forward_then_same_clock: they first move a start after closing to the next opening; we keep the time of day (A25)',
    ours: '2015-10-15T21:54:00',
  },
  {
    id: 'WH-007',
    why: 'semantics normalise_origin_then_count: they move a start on a day off to the next working day and count from there; for us that day is day 1 (I05)',
    ours: '2014-04-10',
  },
  {
    id: 'WH-008',
    why: 'semantics normalise_origin_then_count, backwards: as WH-007',
    ours: '2014-04-08',
  },
  {
    id: 'ODO-017',
    why: 'semantics end_of_nth_day: their start day is day 1; our day 1 is the first working day after the start (I05)',
    ours: '2018-04-11T16:00:00',
  },
  { id: 'ODO-020', why: 'semantics end_of_nth_day, backwards: a limit in working days never runs backwards here' },
  { id: 'ZAM-060', why: 'their pauses are cut into breaks per local date; ours stay instants and are never cut' },
  { id: 'ZAM-061', why: 'they refuse a close at 00:00; ours is the midnight that ends the day, the same as 24:00' },
  { id: 'CHW-012', why: 'they count a calendar without hours by the wall clock; we refuse it when it is saved (empty_week)' },
  { id: 'GLPI-016', why: 'op contract_expiry: when a contract ends is decided with the contract, not by these functions' },
  { id: 'GLPI-020', why: 'op contract_expiry with tacit renewal: as GLPI-016' },
  { id: 'OCA-003', why: 'op contract_periods: invoicing periods of a contract; not a question of these functions' },
  { id: 'OCA-004', why: 'op contract_periods: as OCA-003' },
  { id: 'OCA-005', why: 'op contract_periods: as OCA-003' },
  { id: 'OCA-006', why: 'op contract_periods: as OCA-003' },
  { id: 'SNI-003', why: 'op warranty_alert: who is told when is decided with the renewal notices, not by these functions' },
]

export function peerCalendarOf({ calendar, timezone, start, end }: PeerRow): WorkCalendar {
  const week = calendar.weekly_hours
  // The rows of chinese-days spell out the mainland table; asked with ours, they test it.
  if (calendar.holidays.length > 40) return { timeZone: timezone, week, holidays: 'cn', overrides: [] }
  const shifts = { ...calendar.day_overrides, ...shiftsAround(calendar) } as Record<Day, Interval[]>
  const own = (Object.entries(shifts) as [Day, Interval[]][]).map(
    ([day, intervals]): CalendarOverride =>
      intervals.length > 0 ? { day, kind: 'open', intervals } : { day, kind: 'off' },
  )
  const years = Array.from({ length: 6 }, (_, at) => yearOf((end ?? start) as Day) - 1 + at)
  const recurring = years.flatMap((year) => (calendar.recurring_holidays ?? []).map((date) => `${year}-${date}` as Day))
  const off = [...calendar.holidays, ...recurring].filter((day) => !(day in shifts))
  return {
    timeZone: timezone,
    week,
    holidays: 'none',
    overrides: [...own, ...off.map((day): CalendarOverride => ({ day, kind: 'off' }))],
  }
}

/** Their breaks are our opening hours with a hole. */
function shiftsAround({ weekly_hours, day_overrides, breaks }: PeerCalendar): Record<string, Interval[]> {
  const days = Object.entries(breaks ?? {}) as [Day, Interval[]][]
  return Object.fromEntries(
    days.map(([day, holes]) => {
      const hours = day_overrides?.[day] ?? weekly_hours[weekdayOf(day)] ?? []
      return [day, holes.reduce((rest, hole) => rest.flatMap((interval) => around(interval, hole)), hours)]
    }),
  )
}

function around([open, close]: Interval, [from, to]: Interval): Interval[] {
  const before: Interval = [open, earlier(close, from)]
  const after: Interval = [earlier(to, open) === to ? open : to, close]
  return [before, after].filter(([one, other]) => minutesOf(one) < minutesOf(other))
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}
