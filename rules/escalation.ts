import { type Clock, type ClockKind, instantAtFraction } from '#rules/clock.ts'
import { type Clause, findTerm } from '#rules/policy.ts'

/** One rung of the policy's ladder, at one clock of one request. */
export type Rung = { clock: ClockKind; percent: number; at: Date; to: string; clauseNumber: number }

type Running = {
  clock: Clock
  /** As the request's own page says it; null while it is paused. */
  dueAt: Date | null
  hasAppointment: boolean
}

/**
 * When somebody hears that a limit runs out, or has (S4.4-21, S3.3-17). A time that was agreed has no share of it to be
 * used up: only that it has passed is told.
 */
export function rungsOf(clauses: readonly Clause[], { clock, dueAt, hasAppointment }: Running): Rung[] {
  const ladder = findTerm(clauses, 'escalation.ladder')
  if (!ladder || !dueAt) return []
  return ladder.value.flatMap(({ clock: kind, at: percent, to }) => {
    if (kind !== clock.kind || (hasAppointment && percent !== 100)) return []
    const at = percent === 100 ? dueAt : reachedAt(clock, percent)
    return at ? [{ clock: clock.kind, percent, at, to, clauseNumber: ladder.clauseNumber }] : []
  })
}

function reachedAt(clock: Clock, percent: number): Date | null {
  const reached = instantAtFraction(clock, percent / 100)
  return reached.allowed ? reached.result : null
}
