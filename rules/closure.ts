import { addDays, dayOf, startOfDay } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Clause, findTerm, type Term } from '#rules/policy.ts'
import type { ServiceRequestStatus, Standing } from '#rules/service-request.ts'

/** S3.3-11. Whether a confirmation is waited for or not, silence closes. Null: nothing closes by itself. */
export const silenceTerm = (clauses: readonly Clause[]): Term<number> | null => findTerm(clauses, 'closure.auto_days')

/** Every day of the silence counts in full, in the company's own zone: the last one ends at midnight. */
export const closesAt = (silentSince: Date, days: number, timeZone: string): Date =>
  startOfDay(addDays(dayOf(silentSince, timeZone), days + 1), timeZone)

/** The same the other way round: whatever fell silent before this instant is closed now. */
export const silentBefore = (now: Date, days: number, timeZone: string): Date =>
  startOfDay(addDays(dayOf(now, timeZone), -days), timeZone)

/** A service request at its end, and when something was last said to the customer or by them. */
export type Ending = {
  status: ServiceRequestStatus
  standing: Standing
  unansweredSince: Date | null
  resolvedAt: Date | null
  confirmedAt: Date | null
  lastWordAt: Date | null
}

export type Closing = { status: 'closed'; open: false; closedAt: Date; silentSince: Date }

/** Nobody's request is closed over a word that waits for its answer. */
export function decideClosing(
  request: Ending,
  days: number,
  timeZone: string,
  now: Date,
): Decision<Closing, 'held' | 'not_over' | 'unanswered' | 'not_silent_enough'> {
  if (request.standing !== 'accepted') return refuse('held')
  const silentSince = silenceOf(request)
  if (!silentSince) return refuse('not_over')
  if (request.unansweredSince) return refuse('unanswered')
  if (closesAt(silentSince, days, timeZone) > now) return refuse('not_silent_enough')
  return allow({ status: 'closed', open: false, closedAt: now, silentSince })
}

/** The later of its end and the last word; undefined while it has not ended. */
function silenceOf({ status, resolvedAt, confirmedAt, lastWordAt }: Ending): Date | undefined {
  if (status !== 'resolved' && status !== 'confirmed') return undefined
  const times = [resolvedAt, confirmedAt, lastWordAt].flatMap((at) => (at ? [at.getTime()] : []))
  return times.length > 0 ? new Date(Math.max(...times)) : undefined
}
