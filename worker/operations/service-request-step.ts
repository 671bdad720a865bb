import type { WorkCalendar } from '#rules/calendar.ts'
import type { Pause } from '#rules/clock.ts'
import type { Decision } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import type { Move, StepReason } from '#rules/service-request-step.ts'
import type { ClockRow, ServiceRequest } from '#schema/tenant/service-request.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { commit, type NewEvent } from '../queries/event.ts'
import {
  stepQueries,
  writeClock,
  writePause,
  writePauseEnd,
  writeServiceRequest,
} from '../queries/service-request-step.ts'
import { settleClocks } from './clock-settlement.ts'

/** A service request as a step finds it. */
export type Loaded = {
  request: ServiceRequest
  clocks: ClockRow[]
  pauses: Pause[]
  clauses: Clause[]
  calendar: WorkCalendar
}

/** What a step adds to the move that its rule allowed. */
export type Step = {
  event: NewEvent
  columns?: Partial<ServiceRequest>
  writes?: readonly Statement[]
  /** When the fact happened, if it was recorded later. */
  at?: Date
  note?: string | undefined
}

type Scope = PublicScope & { actor?: { id: string } }

/**
 * Loads a service request, asks the rule, and writes the move, its clocks and pauses, and the event in one batch.
 * Two round trips. `describe` says what else the step writes, once the rule has allowed it.
 */
export async function takeStep<Reason extends string = StepReason>(
  scope: Scope,
  id: string,
  decide: (loaded: Loaded) => Decision<Move, Reason>,
  describe: (loaded: Loaded, move: Move) => Step,
): Promise<Decision<Loaded, Reason>> {
  const loaded = await loadForStep(scope, id)
  const decision = decide(loaded)
  if (!decision.allowed) return decision
  const move = decision.result
  const step = describe(loaded, move)
  const { request } = loaded
  await commit(scope, request, step.event, [...moveWrites(scope, loaded, move, step), ...(step.writes ?? [])])
  return { allowed: true, result: loaded }
}

export async function loadForStep(scope: Scope, id: string): Promise<Loaded> {
  const [[request], clocks, pauses, clauseRows, overrides] = await read(scope.db, stepQueries(scope.db, id))
  if (!request) throw new NotFound('service request')
  const clauses = clauseRows as unknown as Clause[]
  return { request, clocks, pauses, clauses, calendar: calendarOf(clauses, overrides) }
}

function moveWrites(scope: Scope, loaded: Loaded, move: Move, step: Step): Statement[] {
  const { db, now } = scope
  const { request } = loaded
  const { stops, drops, restarts, startsPause, endsPause, ...columns } = move
  const at = step.at ?? now
  const settled = settleClocks(loaded.clocks, pausesAfter(loaded, move, now), loaded.calendar, move, at)
  const pause = { id: newId(now), requestId: request.id, by: scope.actor?.id ?? 'customer', note: step.note ?? null }
  return [
    writeServiceRequest(db, request, { ...columns, ...settled.next, ...step.columns }),
    ...settled.clocks.map(({ row, columns }) => writeClock(db, row, columns)),
    ...(endsPause ? [writePauseEnd(db, request.id, now)] : []),
    ...(startsPause ? [writePause(db, { ...pause, reason: startsPause, from: now })] : []),
    ...(restarts && request.resolvedAt
      ? [writePause(db, { ...pause, reason: 'resolved' as const, from: request.resolvedAt, until: now })]
      : []),
  ]
}

/** The pauses as they will stand once the move is stored. */
function pausesAfter({ request, pauses }: Loaded, move: Move, now: Date): Pause[] {
  const ended = move.endsPause ? pauses.map((pause) => ({ ...pause, until: pause.until ?? now })) : pauses
  const started: Pause[] = move.startsPause ? [{ from: now, until: null, reason: move.startsPause }] : []
  const resolved: Pause[] =
    move.restarts && request.resolvedAt ? [{ from: request.resolvedAt, until: now, reason: 'resolved' }] : []
  return [...ended, ...started, ...resolved]
}
