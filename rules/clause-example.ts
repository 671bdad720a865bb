import type { CalendarOverride } from '#rules/calendar.ts'
import { addDays, dayOf, instantOn, weekdayOf } from '#rules/day.ts'
import { type Clause, findTerm } from '#rules/policy.ts'
import { type Effect, effectOf, type HoursEffect } from '#rules/policy-effect.ts'
import { parametersOf, type Rule } from '#rules/policy-rule.ts'
import { calendarOf } from '#rules/policy-term.ts'

/** "A call on Friday 16:30 is due Monday 13:30": what a clause does, by way of an example that crosses a weekend. */
export type ClauseExample = { sampleAt: Date; hours: HoursEffect | null; effects: Effect[] }

/** `document` holds the clause as it is being edited. Null where the clause sets no time. */
export function exampleOf(
  clause: Clause,
  document: readonly Clause[],
  overrides: readonly CalendarOverride[],
  now: Date,
): ClauseExample | null {
  if (!findTerm(document, 'calendar.week') || !findTerm(document, 'calendar.tz')) return null
  const calendar = calendarOf(document, overrides)
  const sampleAt = nextFriday(now, calendar.timeZone)
  const setsHours = clause.rules.some((rule) => parametersOf(rule)['calendar.week'] !== undefined)
  const rules = setsHours ? document.flatMap((one) => one.rules).filter(isPromise) : clause.rules
  const found = rules.map((rule) => effectOf(rule, calendar, sampleAt))
  const effects = found.flatMap((effect) => (Array.isArray(effect) ? effect : []))
  const hours = setsHours ? effectOf({ kind: 'service_hours', parameters: {} }, calendar, sampleAt) : null
  if (effects.length === 0 && !hours) return null
  return { sampleAt, hours: hours && !Array.isArray(hours) ? hours : null, effects }
}

const isPromise = ({ kind }: Rule) => kind === 'response_window' || kind === 'arrival_window'

/** Late in the afternoon: what is left of the day, the weekend and the next morning all show. */
function nextFriday(now: Date, timeZone: string): Date {
  let day = addDays(dayOf(now, timeZone), 1)
  while (weekdayOf(day) !== 'fri') day = addDays(day, 1)
  return instantOn(day, '16:30', timeZone)
}
