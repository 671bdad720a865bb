import type { WorkCalendar } from '#rules/calendar.ts'
import { type Clock, dueOf, dueWithAppointment, isOnTime, type Pause } from '#rules/clock.ts'
import type { Move } from '#rules/service-request-step.ts'
import type { ClockRow, ServiceRequest } from '#schema/tenant/service-request.ts'

/** Later than every deadline: nothing runs. */
export const noDeadline = new Date('9999-12-31T00:00:00Z')

export type Settlement = {
  /** What changes of each clock that changes. */
  clocks: { row: ClockRow; columns: Partial<ClockRow> }[]
  next: Pick<ServiceRequest, 'nextDueAt' | 'nextDueKind'>
}

/** Where the clocks stand after a move: which stop, which go on, and which deadline comes next. */
export function settleClocks(
  rows: readonly ClockRow[],
  pauses: readonly Pause[],
  calendar: WorkCalendar,
  move: Pick<Move, 'stops' | 'drops' | 'restarts'>,
  at: Date,
): Settlement {
  const changed: Settlement['clocks'] = []
  let next: Settlement['next'] = { nextDueAt: noDeadline, nextDueKind: null }
  for (const row of rows) {
    const columns = columnsOf(row, pauses, calendar, move, at)
    if (columns) changed.push({ row, columns })
    const { dueAt, outcome } = { ...row, ...columns }
    if (!outcome && dueAt && dueAt < next.nextDueAt) next = { nextDueAt: dueAt, nextDueKind: row.kind }
  }
  return { clocks: changed, next }
}

function columnsOf(
  row: ClockRow,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
  move: Pick<Move, 'stops' | 'drops' | 'restarts'>,
  at: Date,
): Partial<ClockRow> | undefined {
  const restarts = row.outcome && row.outcome !== 'dropped' && move.restarts?.includes(row.kind)
  if (row.outcome && !restarts) return undefined
  if (move.drops?.includes(row.kind)) return { outcome: 'dropped', stoppedAt: at }
  if (move.stops?.includes(row.kind)) {
    const due = dueAtOf(row, pauses, calendar, at)
    return { stoppedAt: at, dueAt: due, outcome: !due || isOnTime(at, due) ? 'met' : 'breached' }
  }
  const dueAt = dueAtOf(row, pauses, calendar, null)
  if (restarts) return { stoppedAt: null, outcome: null, dueAt }
  return dueAt?.getTime() === row.dueAt?.getTime() ? undefined : { dueAt }
}

function dueAtOf(row: ClockRow, pauses: readonly Pause[], calendar: WorkCalendar, stoppedAt: Date | null): Date | null {
  const due = dueOf(clockOf(row, pauses, calendar, stoppedAt))
  if (!due.allowed) return row.dueAt
  const { appointmentAt, appointmentMode } = row
  if (!appointmentAt || !appointmentMode || !due.result.at) return due.result.at
  return dueWithAppointment(due.result, appointmentAt, appointmentMode).at
}

/** The rule's clock from its row. */
export const clockOf = (
  row: ClockRow,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
  stoppedAt: Date | null = row.stoppedAt,
): Clock => ({ kind: row.kind, startedAt: row.startedAt, allowance: row.allowance, calendar, pauses, stoppedAt })
