import type { CalendarOverride, WorkCalendar } from '#rules/calendar.ts'
import type { CountingReason } from '#rules/calendar-time.ts'
import { type Allowance, type ClockKind, type Due, dueOf, dueWithAppointment } from '#rules/clock.ts'
import { allow, type Decision, type Instant, type Step } from '#rules/decision.ts'
import type { Clause, Term } from '#rules/policy.ts'
import {
  appointmentEffect,
  arrivalAllowance,
  calendarOf,
  priorityOf,
  resolutionAllowance,
  responseAllowance,
} from '#rules/policy-term.ts'
import type { Impact, Priority, Urgency } from '#rules/service-request.ts'

/** What is known when a request comes in: enough to say when somebody answers, comes, and has solved it. */
export type PromiseFacts = {
  clauses: readonly Clause[]
  versionId: string
  overrides: readonly CalendarOverride[]
  receivedAt: Date
  zone: string | null
  urgency: Urgency
  impact?: Impact
  tier?: string | null
  onSite: boolean
  /** A time agreed with the customer. */
  wishedAt?: Date | null
}

/** Stored beside the result: computing it again from these gives the same, whatever became of the policy. */
export type ClockInputs = {
  kind: ClockKind
  startedAt: Instant
  allowance: Allowance
  calendar: WorkCalendar
  appointment: { at: Instant; mode: 'appointment_overrides' | 'earlier_of' } | null
}

export type PromisedClock = {
  kind: ClockKind
  allowance: Allowance
  dueAt: Date
  provisional: boolean
  steps: readonly Step[]
  clauseKey: string
  clauseNumber: number
  versionId: string
  inputs: ClockInputs
}

export type RequestPromise = {
  priority: Priority
  priorityFrom: Term<Priority> | null
  /** The customer's, as the priority was decided with it. */
  tier: string | null
  clocks: PromisedClock[]
}

export function promiseFor(facts: PromiseFacts): Decision<RequestPromise, CountingReason> {
  const { clauses, urgency, impact = 'one', tier = null } = facts
  const priorityFrom = priorityOf(clauses, { urgency, impact, tier })
  const priority = priorityFrom?.value ?? 'P3'
  const terms: [ClockKind, Term<Allowance> | null][] = [
    ['response', responseAllowance(clauses, priority)],
    ['arrival', facts.onSite ? arrivalAllowance(clauses, facts.zone) : null],
    ['resolution', resolutionAllowance(clauses, priority)],
  ]
  const clocks: PromisedClock[] = []
  for (const [kind, term] of terms) {
    if (!term) continue
    const clock = promisedClock(facts, kind, term)
    if (!clock.allowed) return clock
    clocks.push(clock.result)
  }
  return allow({ priority, priorityFrom, tier, clocks })
}

function promisedClock(
  facts: PromiseFacts,
  kind: ClockKind,
  { value: allowance, clauseKey, clauseNumber }: Term<Allowance>,
): Decision<PromisedClock, CountingReason> {
  const inputs: ClockInputs = {
    kind,
    startedAt: facts.receivedAt.toISOString(),
    allowance,
    calendar: calendarOf(facts.clauses, facts.overrides),
    appointment: kind === 'arrival' ? appointmentOf(facts) : null,
  }
  const due = recomputed(inputs)
  if (!due.allowed) return due
  const { at, provisional, steps } = due.result
  const { versionId } = facts
  return allow({ kind, allowance, dueAt: at, provisional, steps, clauseKey, clauseNumber, versionId, inputs })
}

/** A wish for a time before the request came is no appointment. */
function appointmentOf({ clauses, wishedAt, receivedAt }: PromiseFacts): ClockInputs['appointment'] {
  if (!wishedAt || wishedAt < receivedAt) return null
  const mode = appointmentEffect(clauses)?.value === 'earlier_of' ? 'earlier_of' : 'appointment_overrides'
  return { at: wishedAt.toISOString(), mode }
}

/** The same inputs give the same due time and the same steps, always. */
export function recomputed(inputs: ClockInputs): Decision<Due & { at: Date }, CountingReason> {
  const { kind, allowance, calendar, appointment } = inputs
  const clock = { kind, allowance, calendar, startedAt: new Date(inputs.startedAt), pauses: [], stoppedAt: null }
  const due = dueOf(clock)
  if (!due.allowed) return due
  const agreed = appointment ? dueWithAppointment(due.result, new Date(appointment.at), appointment.mode) : due.result
  if (!agreed.at) throw new Error('a clock without pauses is always due')
  return allow({ ...agreed, at: agreed.at })
}
