import * as v from 'valibot'
import type { Interval } from '#rules/calendar.ts'
import { addDays, type Day, daysBetween, isDay, weekdays } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type EditReason, editReasons } from '#rules/policy-value.ts'
import { weekly } from '#rules/policy-value-time.ts'

/** What somebody wants to say about one date, or about some in a row. */
export type OwnDayWish = {
  from: string
  /** '' or the same day: one day. */
  until: string
  kind: 'off' | 'open'
  /** As typed: "09:00-12:00, 13:00-17:00"; blank opens as a make-up workday does. */
  hours: string
}

export type OwnDayRefusal = 'bad_day' | 'past' | 'until_before_from' | 'too_many_days' | 'taken' | EditReason

export type OwnDays = { days: Day[]; kind: 'off' | 'open'; intervals: [string, string][] }

/** A date has one entry; what is past stays as it was reckoned. */
export function decideOwnDays(
  { from, until, kind, hours }: OwnDayWish,
  taken: readonly string[],
  today: Day,
): Decision<OwnDays, OwnDayRefusal> {
  const last = until === '' ? from : until
  if (!isDay(from) || !isDay(last)) return refuse('bad_day')
  if (from < today) return refuse('past')
  if (last < from) return refuse('until_before_from')
  const count = daysBetween(from, last) + 1
  if (count > mostDays) return refuse('too_many_days')
  const days = Array.from({ length: count }, (_, at) => addDays(from, at))
  if (days.some((day) => taken.includes(day))) return refuse('taken')
  if (kind === 'off' || hours.trim() === '') return allow({ days, kind, intervals: [] })
  const intervals = decideHours(hours)
  return intervals.allowed ? allow({ days, kind, intervals: intervals.result }) : intervals
}

const mostDays = 31

/** The same way of writing hours as in the policy. */
function decideHours(typed: string): Decision<[string, string][], EditReason> {
  const week = weekly.read((name) => (name === 'mon' ? [typed] : []), '')
  const parsed = v.safeParse(weekly.schema, {
    ...Object.fromEntries(weekdays.map((day) => [day, []])),
    ...(week as object),
  })
  if (parsed.success)
    return allow(parsed.output.mon.map(([open, close]: Interval) => [open, close] as [string, string]))
  const message = parsed.issues[0].message
  return refuse(editReasons.find((reason) => reason === message) ?? 'invalid')
}
