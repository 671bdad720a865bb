import { addDays, type Day, dayOf, startOfDay } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decideEdit, type EditRefusal, type VersionState } from '#rules/policy.ts'

export type ConsultationState = { until: Day; endedAt: Date | null; outcome: 'concluded' | 'broken_off' | null }

/** `over`: the last day has passed, and nobody has written down yet what came out. */
export type ConsultationStanding = 'open' | 'over' | 'concluded' | 'broken_off'

export function consultationStanding(
  { until, outcome }: ConsultationState,
  now: Date,
  timeZone: string,
): ConsultationStanding {
  if (outcome) return outcome
  return now < consultationEnd(until, timeZone) ? 'open' : 'over'
}

/** The last day counts to its end. */
export const consultationEnd = (until: Day, timeZone: string) => startOfDay(addDays(until, 1), timeZone)

const longestDays = 180

/** A member who is away today must be able to answer tomorrow. */
export function decideOpening(
  version: VersionState,
  until: Day,
  now: Date,
  timeZone: string,
): Decision<{ status: 'consultation' }, EditRefusal | 'too_soon' | 'too_late'> {
  const editable = decideEdit(version)
  if (!editable.allowed) return editable
  const today = dayOf(now, timeZone)
  if (until <= today) return refuse('too_soon')
  if (until > addDays(today, longestDays)) return refuse('too_late')
  return allow({ status: 'consultation' })
}

type Running = { consultation: ConsultationState; now: Date; timeZone: string }

export function decideComment({ consultation, now, timeZone }: Running): Decision<true, 'not_open'> {
  return consultationStanding(consultation, now, timeZone) === 'open' ? allow(true) : refuse('not_open')
}

/** Only what everybody had the time to answer counts as consulted on (R-LB-1). */
export function decideConclusion({
  consultation,
  now,
  timeZone,
}: Running): Decision<{ outcome: 'concluded' }, 'still_open' | 'ended'> {
  const standing = consultationStanding(consultation, now, timeZone)
  if (standing === 'open') return refuse('still_open')
  return standing === 'over' ? allow({ outcome: 'concluded' }) : refuse('ended')
}

/** Before the end or after it, as long as nothing was concluded: it then counts as none. */
export function decideBreakingOff({ outcome }: ConsultationState): Decision<{ outcome: 'broken_off' }, 'ended'> {
  return outcome ? refuse('ended') : allow({ outcome: 'broken_off' })
}
