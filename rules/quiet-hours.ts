import type { Interval } from '#rules/calendar.ts'
import { dayAt, dayMs, instantOn, minuteMs, minutesOf, offsetSpanAt } from '#rules/day.ts'

const minutesInDay = 1440

/** Half-open, by the company's clock, over midnight where the second is not after the first. The same time twice: never. */
export function isQuiet(at: Date, quiet: Interval | null, timeZone: string): boolean {
  return quiet !== null && isQuietAt(localOf(at, timeZone).minute, quiet)
}

/** `at` itself outside quiet hours; in them, their end. */
export function endOfQuiet(at: Date, quiet: Interval | null, timeZone: string): Date {
  if (!quiet || !isQuiet(at, quiet, timeZone)) return at
  const { serial, minute, local } = localOf(at, timeZone)
  const end = endOf(quiet)
  const endSerial = minute < end ? serial : serial + 1
  const until = instantOn(dayAt(endSerial), timeOf(end), timeZone)
  // Where clocks go back, the hour is lived twice: its end may lie before `at`.
  const walked = new Date(at.getTime() + endSerial * dayMs + end * minuteMs - local)
  return until > at ? until : walked
}

/** A send time inside quiet hours becomes their end on the same day, so that a notice never leaves its day. */
export function timeOutsideQuiet(time: string, quiet: Interval | null): string {
  return quiet && isQuietAt(minutesOf(time), quiet) ? timeOf(endOf(quiet)) : time
}

function isQuietAt(minute: number, quiet: Interval): boolean {
  const [from, until] = [minutesOf(quiet[0]) % minutesInDay, endOf(quiet)]
  if (from === until) return false
  return from < until ? from <= minute && minute < until : minute >= from || minute < until
}

const endOf = ([, until]: Interval) => minutesOf(until) % minutesInDay

const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function localOf(at: Date, timeZone: string) {
  const local = at.getTime() + offsetSpanAt(at.getTime(), timeZone).offset
  const serial = Math.floor(local / dayMs)
  return { local, serial, minute: Math.floor((local - serial * dayMs) / minuteMs) }
}
