import type { ParameterKey } from '#rules/parameter.ts'
import { type Clause, type VersionState, versionInForce } from '#rules/policy.ts'
import { parametersOf } from '#rules/policy-rule.ts'

/** What the program itself goes by today; everything else in a policy is kept by people. */
const acting: readonly ParameterKey[] = [
  'calendar.tz',
  'calendar.week',
  'calendar.holidays',
  'intake.required_fields',
  'intake.request_types',
  'priority.matrix',
  'customer.tiers',
  'priority.raised_tiers',
  'sla.first_reply.hours',
  'sla.first_reply.urgent_hours',
  'sla.first_reply.mode',
  'sla.arrival.zones',
  'sla.arrival.appointment',
  'sla.resolution.hours',
  'sla.pause_reasons',
  'escalation.ladder',
  'closure.auto_days',
  'warranty.lines',
  'warranty.causes',
  'warranty.excluded',
  'warranty.free',
  'warranty.period_end',
  'warranty.roll_forward',
  'warranty.repair_time_extends',
  'warranty.restart_on_replacement',
  'warranty.start_fallback',
  'warranty.starts_at_installation',
  'warranty.repair_extension',
  'warranty.precedence',
  'repair.repeat_window_days',
  'renewal.tiers',
  'renewal.recipient',
  'renewal.shift',
  'renewal.send_at',
  'renewal.quiet_hours',
  'renewal.channels',
  'policy.consultation_required',
  'policy.ack_required',
  'policy.trial_days',
]

export const isActing = (key: ParameterKey) => acting.includes(key)

/** `acts`: all that it sets; `partly`: some of it; `waits`: nothing yet; `people`: text that people judge by. */
export type Standing = 'acts' | 'partly' | 'waits' | 'people'

export function standingOf({ rules }: Clause): Standing {
  const keys = rules.flatMap((rule) => Object.keys(parametersOf(rule)) as ParameterKey[])
  if (keys.length === 0) return 'people'
  const count = keys.filter(isActing).length
  if (count === keys.length) return 'acts'
  return count > 0 ? 'partly' : 'waits'
}

export type VersionStanding = 'in_force' | 'scheduled' | 'superseded' | 'draft' | 'consultation' | 'withdrawn'

/** Where a version stands by the clock: one that was replaced does not know it. */
export function versionStandingOf<V extends VersionState>(
  version: V,
  versions: readonly V[],
  now: Date,
): VersionStanding {
  if (version.status === 'withdrawn') return 'withdrawn'
  if (version.status === 'consultation') return 'consultation'
  if (version.status !== 'published' && version.status !== 'superseded') return 'draft'
  if (version.effectiveFrom && version.effectiveFrom > now) return 'scheduled'
  return versionInForce(versions, now)?.number === version.number ? 'in_force' : 'superseded'
}
