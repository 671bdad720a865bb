import type { WorkCalendar } from '#rules/calendar.ts'
import { countedSteps } from '#rules/calendar-steps.ts'
import {
  horizonDays,
  isProvisional,
  stretchesFrom,
  type Timetable,
  timetableOf,
  type Window,
  windowsOf,
} from '#rules/calendar-timetable.ts'
import { type Day, minuteMs, serialAt, serialOf } from '#rules/day.ts'
import { allow, type Decision, refuse, type Step } from '#rules/decision.ts'

/** An instant that was counted to. `provisional`: it rests on a year whose holiday table is not out (GR-23). */
export type Reached = { readonly at: Date; readonly steps: readonly Step[]; readonly provisional: boolean }

/** `never_open`: not enough opening time within a hundred years. */
export type CountingReason = 'never_open'

export function isOpen(calendar: WorkCalendar, at: Date): boolean {
  const timetable = timetableOf(calendar)
  const instant = at.getTime()
  const day = serialAt(instant, timetable.zone)
  const windows = [day - 2, day - 1, day].flatMap((serial) => windowsOf(timetable, serial))
  return windows.some(([open, close]) => open <= instant && instant < close)
}

/** `at` itself while open; at closing time it is the next opening (K1). */
export function nextOpen(calendar: WorkCalendar, at: Date): Decision<Reached, CountingReason> {
  return addWorkingTime(calendar, at, 0)
}

/** The mirror of `nextOpen`: `at` itself while open or exactly at closing, else the closing before it. */
export function previousClose(calendar: WorkCalendar, at: Date): Decision<Reached, CountingReason> {
  return subtractWorkingTime(calendar, at, 0)
}

/** Used up exactly at closing is due at that closing (K2). Nothing to add: the next opening. Fractions keep seconds. */
export function addWorkingTime(calendar: WorkCalendar, from: Date, minutes: number): Decision<Reached, CountingReason> {
  const due = instantAfterWorkingTime(calendar, from, minutes)
  return due ? allow(reachedOf(calendar, from, due)) : refuse('never_open')
}

/** `addWorkingTime` without the words: null where it refuses. */
export function instantAfterWorkingTime(calendar: WorkCalendar, from: Date, minutes: number): Date | null {
  const due = dueAfter(timetableOf(calendar), from.getTime(), toMs(minutes))
  return due === null ? null : new Date(due)
}

/** The latest instant from which that much opening time is left until `to`. */
export function subtractWorkingTime(
  calendar: WorkCalendar,
  to: Date,
  minutes: number,
): Decision<Reached, CountingReason> {
  const start = startBefore(timetableOf(calendar), to.getTime(), toMs(minutes))
  return start === null ? refuse('never_open') : allow(reachedOf(calendar, to, new Date(start)))
}

/** In minutes, with the seconds as a fraction; nothing where `to` is not after `from`. */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  const timetable = timetableOf(calendar)
  const end = to.getTime()
  const last = serialAt(end, timetable.zone)
  let sum = 0
  // A night shift of the last whole week's Sunday may reach into the last day: that week goes day by day.
  const wanted = (monday: number) => Math.floor((last - 1 - monday) / 7)
  for (const { weeks, windows } of stretchesFrom(timetable, from.getTime(), last, wanted)) {
    sum += weeks * timetable.weekMs
    for (const [open, close] of windows) sum += Math.max(0, Math.min(close, end) - open)
  }
  return sum / minuteMs
}

/** Whether the span touches a year whose holiday table is not out. */
export function isProvisionalBetween(calendar: WorkCalendar, from: Date, to: Date): boolean {
  return isProvisional(timetableOf(calendar), from.getTime(), to.getTime())
}

/** Opening time that begins on that day; a night shift belongs to the day on which it opens. */
export function openingsOf(calendar: WorkCalendar, day: Day): { from: Date; until: Date }[] {
  const windows = windowsOf(timetableOf(calendar), serialOf(day))
  return windows.map(([open, close]) => ({ from: new Date(open), until: new Date(close) }))
}

function dueAfter(timetable: Timetable, from: number, amount: number): number | null {
  const last = serialAt(from, timetable.zone) + horizonDays
  let left = amount
  // One week is always left for the days, because the due time lies within it.
  const wanted = () => (timetable.weekMs > 0 ? Math.ceil(left / timetable.weekMs) - 1 : horizonDays)
  for (const { weeks, windows } of stretchesFrom(timetable, from, last, wanted)) {
    left -= weeks * timetable.weekMs
    for (const [open, close] of windows) {
      if (left <= close - open) return open + left
      left -= close - open
    }
  }
  return null
}

function startBefore(timetable: Timetable, to: number, amount: number): number | null {
  const last = serialAt(to, timetable.zone)
  let left = amount
  for (let day = last; day >= last - horizonDays; day--) {
    const windows = windowsOf(timetable, day).flatMap(([open, close]): Window[] =>
      open < to ? [[open, Math.min(close, to)]] : [],
    )
    for (const [open, close] of windows.reverse()) {
      if (left <= close - open) return close - left
      left -= close - open
    }
  }
  return null
}

function reachedOf(calendar: WorkCalendar, counted: Date, at: Date): Reached {
  const [from, to] = at >= counted ? [counted, at] : [at, counted]
  const steps: Step[] = [...countedSteps(calendar, from, to), { kind: 'due', at: at.toISOString() }]
  return { at, steps, provisional: isProvisionalBetween(calendar, from, to) }
}

function toMs(minutes: number): number {
  return Math.round(minutes * minuteMs)
}
