import type { WorkCalendar } from '#rules/calendar.ts'
import { workingDaySteps } from '#rules/calendar-steps.ts'
import type { CountingReason, Reached } from '#rules/calendar-time.ts'
import {
  areDaysProvisional,
  horizonDays,
  planOf,
  stretchesFrom,
  type Timetable,
  timetableOf,
  windowsOf,
} from '#rules/calendar-timetable.ts'
import {
  addDays,
  type Day,
  dayAt,
  dayMs,
  endOfDay,
  firstOfMonth,
  instantAtLocal,
  lastOfMonth,
  offsetSpanAt,
  serialAt,
  serialOf,
} from '#rules/day.ts'
import { allow, type Decision, refuse, type Step } from '#rules/decision.ts'

/** A day that was counted to. */
export type ReachedDay = { readonly on: Day; readonly steps: readonly Step[]; readonly provisional: boolean }

export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  return isOpenOn(timetableOf(calendar), serialOf(day))
}

/** Whether the day's year has no holiday table yet (GR-23). */
export function isProvisionalOn(calendar: WorkCalendar, day: Day): boolean {
  return areDaysProvisional(timetableOf(calendar), serialOf(day), serialOf(day))
}

/** The n-th working day after `day`, or before it where n is negative; with 0 the day itself. */
export function addWorkingDays(calendar: WorkCalendar, day: Day, days: number): Decision<ReachedDay, CountingReason> {
  const nth = nthWorkingDay(timetableOf(calendar), serialOf(day), days)
  return nth === null ? refuse('never_open') : allow(reachedDayOf(calendar, day, dayAt(nth)))
}

/** Working days after `from` up to and including `to`; negative where `to` comes first. */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  const timetable = timetableOf(calendar)
  const last = serialOf(to)
  let count = 0
  for (let day = serialOf(from) + 1; day <= last; day++) if (isOpenOn(timetable, day)) count++
  return count
}

/** Unit `business_day`: the same time of day on the n-th working day after the start (A25). */
export function addBusinessDays(calendar: WorkCalendar, from: Date, days: number): Decision<Reached, CountingReason> {
  const timetable = timetableOf(calendar)
  const { zone } = timetable
  const start = serialAt(from.getTime(), zone)
  const nth = nthWorkingDay(timetable, start, days)
  if (nth === null) return refuse('never_open')
  const local = from.getTime() + offsetSpanAt(from.getTime(), zone).offset
  const at = new Date(instantAtLocal(local + (nth - start) * dayMs, zone))
  return allow(reachedAt(calendar, start, nth, at))
}

/** Unit `working_days`: the close of the n-th working day; the first one after the start is day 1 (I05). */
export function endOfWorkingDays(calendar: WorkCalendar, from: Date, days: number): Decision<Reached, CountingReason> {
  const timetable = timetableOf(calendar)
  const start = serialAt(from.getTime(), timetable.zone)
  const nth = nthWorkingDay(timetable, start, days)
  if (nth === null) return refuse('never_open')
  return allow(reachedAt(calendar, start, nth, closeOf(timetable, nth)))
}

/** Unit `same_day`: the close of the working day in which the clock starts (A31). */
export function endOfSameDay(calendar: WorkCalendar, from: Date): Decision<Reached, CountingReason> {
  const timetable = timetableOf(calendar)
  const start = serialAt(from.getTime(), timetable.zone)
  const wanted = () => (timetable.weekMs > 0 ? 0 : horizonDays)
  for (const { day, windows } of stretchesFrom(timetable, from.getTime(), start + horizonDays, wanted)) {
    const last = windows.at(-1)
    if (last) return allow(reachedAt(calendar, day <= start ? day - 1 : start, day, new Date(last[1])))
  }
  return refuse('never_open')
}

/** A day off moves to the working day before or after it; `none` leaves it (D04, D05). */
export function shiftToWorkingDay(
  calendar: WorkCalendar,
  day: Day,
  direction: 'previous' | 'next' | 'none',
): Decision<ReachedDay, CountingReason> {
  const timetable = timetableOf(calendar)
  const serial = serialOf(day)
  const stays = direction === 'none' || isOpenOn(timetable, serial)
  const to = stays ? serial : nthWorkingDay(timetable, serial, direction === 'next' ? 1 : -1)
  if (to === null) return refuse('never_open')
  const on = dayAt(to)
  const steps: Step[] = stays ? [] : [...workingDaySteps(calendar, dayAt(serial - 1), day)]
  if (!stays) steps.push({ kind: 'shifted', from: day, to: on, direction })
  return allow({ on, steps, provisional: areDaysProvisional(timetable, Math.min(serial, to), Math.max(serial, to)) })
}

/** Of the month that `day` lies in (G07). */
export function lastWorkingDayOfMonth(calendar: WorkCalendar, day: Day): Decision<ReachedDay, CountingReason> {
  const shifted = shiftToWorkingDay(calendar, lastOfMonth(day), 'previous')
  return shifted.allowed && shifted.result.on < firstOfMonth(day) ? refuse('never_open') : shifted
}

function nthWorkingDay(timetable: Timetable, start: number, days: number): number | null {
  const direction = days < 0 ? -1 : 1
  let left = Math.abs(days)
  let day = start
  for (let looked = 0; left > 0; looked++) {
    if (looked === horizonDays) return null
    day += direction
    if (isOpenOn(timetable, day)) left--
  }
  return day
}

function isOpenOn(timetable: Timetable, day: number): boolean {
  return planOf(timetable, day).hours.length > 0
}

function closeOf(timetable: Timetable, day: number): Date {
  const last = windowsOf(timetable, day).at(-1)
  // All of the day's hours can fall into a gap of the clocks or into the night shift before it.
  return last ? new Date(last[1]) : endOfDay(dayAt(day), timetable.zone)
}

function reachedAt(calendar: WorkCalendar, after: number, day: number, at: Date): Reached {
  const steps = workingDaySteps(calendar, dayAt(after), dayAt(day))
  const provisional = areDaysProvisional(timetableOf(calendar), Math.min(after + 1, day), day)
  return { at, steps: [...steps, { kind: 'due', at: at.toISOString() }], provisional }
}

function reachedDayOf(calendar: WorkCalendar, counted: Day, on: Day): ReachedDay {
  const backwards = on < counted
  const [after, upTo] = backwards ? [addDays(on, -1), addDays(counted, -1)] : [counted, on]
  const steps = workingDaySteps(calendar, after, upTo)
  const [from, to] = backwards ? [on, counted] : [counted, on]
  const provisional = areDaysProvisional(timetableOf(calendar), serialOf(from), serialOf(to))
  return { on, steps: [...steps, { kind: 'due_on', day: on }], provisional }
}
