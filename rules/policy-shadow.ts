import type { CalendarOverride } from '#rules/calendar.ts'
import type { CountingReason } from '#rules/calendar-time.ts'
import { type ClockKind, clockKinds, dueOf, dueWithAppointment, isOnTime, type Pause } from '#rules/clock.ts'
import { allow, type Decision } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import { pauseReasons } from '#rules/policy-term.ts'
import { type PromisedClock, promiseFor } from '#rules/promise.ts'
import type { Impact, Urgency } from '#rules/service-request.ts'

/** What happened to a request: what its clocks count, whichever policy they run by. */
export type ShadowFacts = {
  receivedAt: Date
  zone: string | null
  urgency: Urgency
  impact: Impact
  onSite: boolean
  pauses: readonly Pause[]
  clocks: readonly { kind: ClockKind; dueAt: Date | null; stoppedAt: Date | null; appointmentAt: Date | null }[]
}

/** Null: no promise. A clock that is paused now has no due time, and is left out. */
type Side = { dueAt: Date; isLate: boolean } | null
export type ShadowClock = { kind: ClockKind; before: Side; after: Side }

/** When each thing was due, and would have been under other clauses; late by when it was done, or by now. */
export function shadowOf(
  clauses: readonly Clause[],
  overrides: readonly CalendarOverride[],
  facts: ShadowFacts,
  now: Date,
): Decision<ShadowClock[], CountingReason> {
  const wishedAt = facts.clocks.find(({ kind }) => kind === 'arrival')?.appointmentAt ?? null
  const promise = promiseFor({ ...facts, clauses, overrides, versionId: '', wishedAt })
  if (!promise.allowed) return promise
  return allow(
    clockKinds.flatMap((kind) => {
      const real = facts.clocks.find((clock) => clock.kind === kind)
      const promised = promise.result.clocks.find((clock) => clock.kind === kind)
      const isPaused = real !== undefined && real.dueAt === null
      if (isPaused || (!real && !promised)) return []
      const at = real?.stoppedAt ?? now
      const dueAt = promised ? dueUnder(clauses, facts, promised, real?.stoppedAt ?? null) : null
      return [{ kind, before: side(real?.dueAt ?? null, at), after: side(dueAt, at) }]
    }),
  )
}

const side = (dueAt: Date | null, at: Date): Side => dueAt && { dueAt, isLate: !isOnTime(at, dueAt) }

/** Pauses that these clauses know no reason for give nothing back. */
function dueUnder(
  clauses: readonly Clause[],
  { receivedAt, pauses }: ShadowFacts,
  { kind, allowance, inputs }: PromisedClock,
  stoppedAt: Date | null,
): Date | null {
  const reasons: readonly string[] = [...(pauseReasons(clauses)?.value ?? []), 'resolved']
  const counted = pauses.filter(({ reason }) => reasons.includes(reason))
  const { calendar, appointment } = inputs
  const due = dueOf({ kind, allowance, calendar, startedAt: receivedAt, pauses: counted, stoppedAt })
  if (!due.allowed || !due.result.at || !appointment) return due.allowed ? due.result.at : null
  return dueWithAppointment(due.result, new Date(appointment.at), appointment.mode).at
}

export const isDifferent = ({ before, after }: ShadowClock) => before?.dueAt.getTime() !== after?.dueAt.getTime()
