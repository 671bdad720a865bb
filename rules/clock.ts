import type { WorkCalendar } from '#rules/calendar.ts'
import { countedSteps } from '#rules/calendar-steps.ts'
import {
  type CountingReason,
  instantAfterWorkingTime,
  isProvisionalBetween,
  type Reached,
  workingTimeBetween,
} from '#rules/calendar-time.ts'
import { addBusinessDays, endOfSameDay, endOfWorkingDays } from '#rules/calendar-working-day.ts'
import { minuteMs } from '#rules/day.ts'
import { allow, type Decision, refuse, type Step } from '#rules/decision.ts'

export const amountUnits = [
  'elapsed_minutes',
  'elapsed_hours',
  'working_minutes',
  'working_hours',
  'business_day',
  'working_days',
] as const
export type AmountUnit = (typeof amountUnits)[number]

/** How long somebody has. The days differ: see `addBusinessDays`, `endOfWorkingDays`, `endOfSameDay`. */
export type Allowance = { readonly unit: AmountUnit; readonly amount: number } | { readonly unit: 'same_day' }

export const pauseReasons = ['waiting_customer', 'waiting_parts', 'resolved'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** `until` is null while the pause lasts. */
export type Pause = { readonly from: Date; readonly until: Date | null; readonly reason: PauseReason }

export const clockKinds = ['response', 'arrival', 'resolution'] as const
export type ClockKind = (typeof clockKinds)[number]

/** A running time limit. The fact itself stops it: the answer, the arrival (A34: not the dispatch), the solution. */
export type Clock = {
  readonly kind: ClockKind
  readonly startedAt: Date
  readonly allowance: Allowance
  readonly calendar: WorkCalendar
  readonly pauses: readonly Pause[]
  readonly stoppedAt: Date | null
}

/** `at` is null while the clock is paused: nobody can say yet (B06). */
export type Due = { readonly at: Date | null; readonly steps: readonly Step[]; readonly provisional: boolean }

export type ClockState = 'running' | 'paused' | 'met' | 'breached'

export function dueOf(clock: Clock): Decision<Due, CountingReason> {
  const limit = limitOf(clock)
  if (!limit.allowed) return limit
  const { at, openPause, provisional } = limit.result
  return allow({ at: openPause ? null : at, steps: stepsOf(clock, limit.result), provisional })
}

/** As it stood at `now`: what happened later, the end of a pause too, is not known yet. */
export function stateOf(clock: Clock, now: Date): Decision<ClockState, CountingReason> {
  const known = asOf(clock, now)
  const limit = limitOf(known)
  if (!limit.allowed) return limit
  const { at, openPause } = limit.result
  if (known.stoppedAt) return allow(isOnTime(known.stoppedAt, at) ? 'met' : 'breached')
  if (openPause) return allow('paused')
  return allow(isOnTime(now, at) ? 'running' : 'breached')
}

/** Equality is on time (K6). */
export function isOnTime(actual: Date, due: Date): boolean {
  return actual <= due
}

/** Minutes that are left, in the clock's own kind of time; a paused clock keeps what it had. */
export function remainingOf(clock: Clock, now: Date): Decision<number, CountingReason> {
  const known = asOf(clock, now)
  const limit = limitOf(known)
  if (!limit.allowed) return limit
  const { at, openPause } = limit.result
  return allow(measure(clock, latest(clock.startedAt, openPause?.from ?? known.stoppedAt ?? now), at))
}

/** How much of the limit is used, 0 to 1: what "nearly late" asks. */
export function fractionUsedOf(clock: Clock, now: Date): Decision<number, CountingReason> {
  const remaining = remainingOf(clock, now)
  const base = baseOf(clock)
  if (!remaining.allowed || !base.allowed) return refuse('never_open')
  const total = measure(clock, clock.startedAt, base.result.at)
  return allow(total > 0 ? 1 - remaining.result / total : 1)
}

/** When that much of the limit is used up (1 is the due time): what an escalation waits for. Null while paused. */
export function instantAtFraction(clock: Clock, fraction: number): Decision<Date | null, CountingReason> {
  const base = baseOf(clock)
  if (!base.allowed) return base
  const total = measure(clock, clock.startedAt, base.result.at)
  const part = fraction < 1 ? later(clock, clock.startedAt, total * fraction) : base.result.at
  const limit = part && pausedLimitOf(clock, { ...base.result, at: part })
  if (limit?.openPause) return allow(null)
  const at = limit && (fraction > 1 ? later(clock, limit.at, total * (fraction - 1)) : limit.at)
  return at ? allow(at) : refuse('never_open')
}

/** Reopened after it was stopped: what is left goes on (the time in between was a pause), or it starts anew (B10). */
export function reopen(clock: Clock, at: Date, mode: 'continue' | 'restart'): Clock {
  if (mode === 'restart') return { ...clock, startedAt: at, pauses: [], stoppedAt: null }
  if (!clock.stoppedAt) return clock
  const between: Pause = { from: clock.stoppedAt, until: at, reason: 'resolved' }
  return { ...clock, pauses: [...pausesOf(clock), between], stoppedAt: null }
}

export type AppointmentMode = 'appointment_overrides' | 'earlier_of'

/** A time agreed with the customer replaces the limit, or only ever shortens it (A33). */
export function dueWithAppointment(due: Due, appointmentAt: Date, mode: AppointmentMode): Due {
  const earlier = mode === 'earlier_of' && due.at && due.at < appointmentAt
  const at = earlier ? due.at : appointmentAt
  const steps: Step[] = due.steps.filter(({ kind }) => kind !== 'due')
  steps.push({ kind: 'appointment', at: appointmentAt.toISOString(), mode }, { kind: 'due', at: at.toISOString() })
  return { at, steps, provisional: due.provisional && mode === 'earlier_of' }
}

/** Where the limit lies once the pauses have been given back; during an open pause, as if it ended at once. */
type Limit = Reached & { readonly openPause: Pause | null; readonly returned: readonly ReturnedPause[] }

type ReturnedPause = Pause & { readonly until: Date; readonly minutes: number }

function limitOf(clock: Clock): Decision<Limit, CountingReason> {
  const base = baseOf(clock)
  if (!base.allowed) return base
  const limit = pausedLimitOf(clock, base.result)
  return limit ? allow(limit) : refuse('never_open')
}

function baseOf(clock: Clock): Decision<Reached, CountingReason> {
  const { allowance, calendar, startedAt } = clock
  switch (allowance.unit) {
    case 'business_day':
      return addBusinessDays(calendar, startedAt, allowance.amount)
    case 'working_days':
      return endOfWorkingDays(calendar, startedAt, allowance.amount)
    case 'same_day':
      return endOfSameDay(calendar, startedAt)
    default: {
      const isHours = allowance.unit === 'elapsed_hours' || allowance.unit === 'working_hours'
      const at = later(clock, startedAt, allowance.amount * (isHours ? 60 : 1))
      if (!at) return refuse('never_open')
      return allow({ at, steps: [], provisional: !isElapsed(clock) && isProvisionalBetween(calendar, startedAt, at) })
    }
  }
}

/** A pause that begins at or after the due time heals nothing. Null: what is given back does not fit into 100 years. */
function pausedLimitOf(clock: Clock, base: Reached): Limit | null {
  const returned: ReturnedPause[] = []
  let at = base.at
  for (const pause of pausesOf(clock)) {
    const { from, until } = pause
    if (from >= at) break
    if (!until) return { ...base, at, openPause: pause, returned }
    const minutes = measure(clock, from, until)
    const moved = minutes > 0 ? later(clock, at, minutes) : at
    if (!moved) return null
    at = moved
    returned.push({ ...pause, until, minutes })
  }
  const provisional =
    base.provisional || (!isElapsed(clock) && isProvisionalBetween(clock.calendar, clock.startedAt, at))
  return { ...base, at, provisional, openPause: null, returned }
}

/** In order and merged, within the clock's own time. First-response clocks do not pause (K7). */
function pausesOf({ kind, pauses, startedAt, stoppedAt }: Clock): Pause[] {
  if (kind === 'response') return []
  const merged: Pause[] = []
  for (const pause of pauses.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const from = latest(startedAt, pause.from)
    const until = stoppedAt && (!pause.until || pause.until > stoppedAt) ? stoppedAt : pause.until
    if (until && until <= from) continue
    const last = merged.at(-1)
    if (last && (!last.until || from <= last.until)) {
      merged[merged.length - 1] = { ...last, until: last.until && until && latest(last.until, until) }
    } else merged.push({ ...pause, from, until })
  }
  return merged
}

/** The clock as it was known at `now`. */
function asOf(clock: Clock, now: Date): Clock {
  const stoppedAt = clock.stoppedAt && clock.stoppedAt <= now ? clock.stoppedAt : null
  const pauses = clock.pauses
    .filter(({ from }) => from <= now)
    .map((pause) => (pause.until && pause.until > now ? { ...pause, until: null } : pause))
  return { ...clock, stoppedAt, pauses }
}

function stepsOf(clock: Clock, { at, openPause, returned, steps }: Limit): Step[] {
  const lines: Step[] = isByDays(clock) ? steps.filter(({ kind }) => kind !== 'due') : []
  let from = clock.startedAt
  for (const pause of openPause ? [...returned, openPause] : returned) {
    lines.push(...countingSteps(clock, from, pause.from), pauseStep(pause))
    from = pause.until ?? from
  }
  return openPause ? lines : [...lines, ...countingSteps(clock, from, at), { kind: 'due', at: at.toISOString() }]
}

/** Days are explained in one piece, pauses or not. */
function countingSteps(clock: Clock, from: Date, to: Date): Step[] {
  if (isByDays(clock) || to <= from) return []
  if (!isElapsed(clock)) return countedSteps(clock.calendar, from, to)
  return [{ kind: 'elapsed', from: from.toISOString(), to: to.toISOString(), minutes: measure(clock, from, to) }]
}

function pauseStep({ from, until, reason, minutes }: Pause & { readonly minutes?: number }): Step {
  return {
    kind: 'pause',
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    reason,
    minutes: minutes ?? null,
  }
}

/** In minutes of the clock's own kind of time: elapsed, or opening time. */
function measure(clock: Clock, from: Date, to: Date): number {
  if (isElapsed(clock)) return Math.max(0, to.getTime() - from.getTime()) / minuteMs
  return workingTimeBetween(clock.calendar, from, to)
}

function later(clock: Clock, from: Date, minutes: number): Date | null {
  if (isElapsed(clock)) return new Date(from.getTime() + Math.round(minutes * minuteMs))
  return instantAfterWorkingTime(clock.calendar, from, minutes)
}

function isElapsed({ allowance: { unit } }: Clock): boolean {
  return unit === 'elapsed_minutes' || unit === 'elapsed_hours'
}

function isByDays({ allowance: { unit } }: Clock): boolean {
  return unit === 'business_day' || unit === 'working_days' || unit === 'same_day'
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other
}
