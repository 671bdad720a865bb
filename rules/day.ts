import { Temporal } from 'temporal-polyfill'

/** A civil day, `YYYY-MM-DD`, in the tenant's own time zone. ISO days compare as strings. */
export type Day = `${number}-${number}-${number}`

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

export const minuteMs = 60_000
export const dayMs = 86_400_000

export function isDay(text: string): text is Day {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAt(serialOf(text as Day)) === text
}

/** Days since 1970-01-01: the form in which days are counted. */
export function serialOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

export function dayAt(serial: number): Day {
  return new Date(serial * dayMs).toISOString().slice(0, 10) as Day
}

export function addDays(day: Day, days: number): Day {
  return dayAt(serialOf(day) + days)
}

/** Always from the anchor, never chained: a missing day becomes the last of its month (R-CIV-3). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const lastOfTarget = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, lastOfTarget)) / dayMs)
}

/** Negative where `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return serialOf(to) - serialOf(from)
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01` as Day
}

export function lastOfMonth(day: Day): Day {
  return addDays(addMonths(firstOfMonth(day), 1), -1)
}

export function weekdayOf(day: Day): Weekday {
  return weekdays[weekdayAt(serialOf(day))]!
}

/** 0 is Monday. */
export function weekdayAt(serial: number): number {
  return (((serial + 3) % 7) + 7) % 7
}

export function dayOf(instant: Date, zone: string): Day {
  return dayAt(serialAt(instant.getTime(), zone))
}

export function serialAt(instant: number, zone: string): number {
  return Math.floor((instant + offsetSpanAt(instant, zone).offset) / dayMs)
}

/** Wall-clock time, to be read with the UTC getters. */
export function localTimeOf(instant: Date, zone: string): Date {
  return new Date(instant.getTime() + offsetSpanAt(instant.getTime(), zone).offset)
}

/** Midnight; where the clocks skip midnight, the first instant that there is. */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(resolveLocal(serialOf(day) * dayMs, zone, 'next'))
}

/** The next local midnight. The day's last instant comes before it. */
export function endOfDay(day: Day, zone: string): Date {
  return startOfDay(addDays(day, 1), zone)
}

/** `HH:MM` on that day. A time the clocks skip shifts forward, an ambiguous one is the first (K17). */
export function instantOn(day: Day, time: string, zone: string): Date {
  return new Date(instantAtLocal(serialOf(day) * dayMs + minutesOf(time) * minuteMs, zone))
}

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** `local` is wall-clock time, read as if it were UTC. */
export function instantAtLocal(local: number, zone: string): number {
  return resolveLocal(local, zone, 'shift')
}

function resolveLocal(local: number, zone: string, inGap: 'shift' | 'next'): number {
  let span = offsetSpanAt(local - 15 * 60 * minuteMs, zone)
  while (span.until + span.offset <= local) {
    const next = offsetSpanAt(span.until, zone)
    if (next.from + next.offset > local) return inGap === 'shift' ? local - span.offset : span.until
    span = next
  }
  return local - span.offset
}

/** A stretch of time through which a zone's clocks stay `offset` ahead of UTC; all in milliseconds. */
export type OffsetSpan = { readonly from: number; readonly until: number; readonly offset: number }

/** What has been asked of Temporal once (10 µs) need not be asked again: zones are few, and their changes are few. */
const knownSpans = new Map<string, OffsetSpan[]>()

export function offsetSpanAt(instant: number, zone: string): OffsetSpan {
  const known = knownSpans.get(zone)
  if (known) {
    const recent = known[0]!
    if (recent.from <= instant && instant < recent.until) return recent
    const at = known.findIndex((span) => span.from <= instant && instant < span.until)
    if (at > 0) {
      known[0] = known[at]!
      known[at] = recent
      return known[0]
    }
  }
  const span = askTemporal(instant, zone)
  if (known) known.unshift(span)
  else knownSpans.set(zone, [span])
  return span
}

function askTemporal(instant: number, zone: string): OffsetSpan {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone)
  // "previous" looks strictly before: from a millisecond later it finds a change at this very instant.
  const began = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const ends = zoned.getTimeZoneTransition('next')
  return {
    from: began?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: ends?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1e6,
  }
}
