import type { CalendarOverride, WorkCalendar } from '#rules/calendar.ts'
import type { Allowance } from '#rules/clock.ts'
import { type Clause, findTerm, type Term } from '#rules/policy.ts'
import { tiers } from '#rules/policy-vocabulary.ts'
import { decidePriority } from '#rules/priority.ts'
import type { Impact, Priority, RequestType, Urgency } from '#rules/service-request.ts'

/** What the policy says, in the words of the program; each answer names the clause that it came from. */

/** When time counts. The company's own word on a date comes from its calendar page, not from the document. */
export function calendarOf(clauses: readonly Clause[], overrides: readonly CalendarOverride[]): WorkCalendar {
  const known = calendars.get(clauses)
  if (known?.overrides === overrides) return known
  const calendar = readCalendar(clauses, overrides)
  calendars.set(clauses, calendar)
  return calendar
}

/** The last one of each policy: what is reckoned of a calendar is kept with it (rules/calendar-timetable.ts). */
const calendars = new WeakMap<readonly Clause[], WorkCalendar>()

function readCalendar(clauses: readonly Clause[], overrides: readonly CalendarOverride[]): WorkCalendar {
  const week = findTerm(clauses, 'calendar.week')
  const zone = findTerm(clauses, 'calendar.tz')
  if (!week || !zone) throw new Error('a service policy says when it works and by which clock')
  const holidays = findTerm(clauses, 'calendar.holidays')?.value === 'PRC' ? 'cn' : 'none'
  return { timeZone: zone.value, week: week.value, holidays, overrides }
}

/** S1.3-05, S3.3-12. Where nothing is promised there is no clock. */
export function responseAllowance(clauses: readonly Clause[], priority: Priority): Term<Allowance> | null {
  const ordinary = findTerm(clauses, 'sla.first_reply.hours')
  const urgent = priority === 'P1' ? findTerm(clauses, 'sla.first_reply.urgent_hours') : null
  const hours = urgent ?? ordinary
  if (!hours) return null
  const mode = findTerm(clauses, 'sla.first_reply.mode')?.value ?? 'elapsed'
  return { ...hours, value: replyAllowances[mode](hours.value) }
}

const replyAllowances = {
  elapsed: (hours: number): Allowance => ({ unit: 'elapsed_hours', amount: hours }),
  working: (hours: number): Allowance => ({ unit: 'working_hours', amount: hours }),
  business_day: (hours: number): Allowance => ({ unit: 'business_day', amount: Math.max(1, Math.ceil(hours / 24)) }),
  same_day: (): Allowance => ({ unit: 'same_day' }),
}

/** S4.4-26, S4.4-27. An address outside every known zone has the longest time: a promise must be kept. */
export function arrivalAllowance(clauses: readonly Clause[], zone: string | null): Term<Allowance> | null {
  const zones = findTerm(clauses, 'sla.arrival.zones')
  if (!zones) return null
  const known = zone !== null && Object.hasOwn(zones.value, zone) ? zones.value[zone] : undefined
  const amount = known ?? Math.max(...Object.values(zones.value))
  return { ...zones, value: { unit: 'working_hours', amount } }
}

/** A priority that the policy does not name has the time of the slowest one that it does. */
export function resolutionAllowance(clauses: readonly Clause[], priority: Priority): Term<Allowance> | null {
  const hours = findTerm(clauses, 'sla.resolution.hours')
  if (!hours) return null
  const amount = hours.value[priority] ?? Math.max(...Object.values(hours.value))
  return { ...hours, value: { unit: 'working_hours', amount } }
}

/** Solved by close of business, or a definite time is told and the open item reported (S4.2-09…11). */
export function sameDayDuty(clauses: readonly Clause[]): Term<Allowance> | null {
  const duty = findTerm(clauses, 'sla.same_day')
  return duty?.value ? { ...duty, value: { unit: 'same_day' } } : null
}

export const pauseReasons = (clauses: readonly Clause[]) => findTerm(clauses, 'sla.pause_reasons')

/** The zones that the public form and the desk can choose from, in the document's order. */
export function zonesOf(clauses: readonly Clause[]): Term<string[]> | null {
  const zones = findTerm(clauses, 'sla.arrival.zones')
  return zones && { ...zones, value: Object.keys(zones.value) }
}

/** S3.3-05. In the document's order, which is the form's. */
export const requestTypesOf = (clauses: readonly Clause[]): Term<RequestType[]> | null =>
  findTerm(clauses, 'intake.request_types')

export const requiredIntakeFields = (clauses: readonly Clause[]) => findTerm(clauses, 'intake.required_fields')

export const appointmentEffect = (clauses: readonly Clause[]) => findTerm(clauses, 'sla.arrival.appointment')

/** S3.3-06, S2.3-22. Null: the policy has no matrix, and a person decides. */
export function priorityOf(
  clauses: readonly Clause[],
  facts: { urgency: Urgency; impact: Impact; tier: string | null },
): Term<Priority> | null {
  const matrix = findTerm(clauses, 'priority.matrix')
  if (!matrix) return null
  return { ...matrix, value: decidePriority(matrix.value, raisedTiers(clauses), facts) }
}

/** A policy that sorts its customers names the tiers; one that does not has the usual ones. */
export const customerTiers = (clauses: readonly Clause[]): readonly string[] =>
  findTerm(clauses, 'customer.tiers')?.value ?? Object.keys(tiers)

/** Whose requests go one up (S2.3-22). */
export const raisedTiers = (clauses: readonly Clause[]): readonly string[] =>
  findTerm(clauses, 'priority.raised_tiers')?.value ?? []
