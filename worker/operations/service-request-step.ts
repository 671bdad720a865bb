import type { WorkCalendar } from '#rules/calendar.ts'
import type { Pause } from '#rules/clock.ts'
import { allow, type Decision } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import type { Role } from '#rules/role.ts'
import type { Move, StepReason } from '#rules/service-request-step.ts'
import type { ClockRow, ServiceRequest } from '#schema/tenant/service-request.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import type { Query } from '#tenants/prepared.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { Actor, PublicScope, TenantScope } from '#tenants/scope.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { commit, keysIn, type NewEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import {
  stepQueries,
  writeClock,
  writePause,
  writePauseEnd,
  writeServiceRequest,
} from '../queries/service-request-step.ts'
import { settleClocks } from './clock-settlement.ts'

type Answers<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/** A service request as a step finds it. */
export type Loaded<Also extends readonly Query[] = readonly Query[]> = {
  request: ServiceRequest
  clocks: ClockRow[]
  pauses: Pause[]
  clauses: Clause[]
  calendar: WorkCalendar
  /** Those who may be sent. */
  colleagues: { id: string; role: Role; emailVerifiedAt: Date | null }[]
  /** Of the forms whose steps were taken last. */
  keys: string[]
  /** The customer's. */
  tier: string | null
  /** What the step asked for besides. */
  also: Answers<Also>
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

/** A member's step, or the customer's own. `key`: made for one rendering of a form, so that sending it twice is one step. */
export type StepScope = PublicScope & { actor?: Actor; key?: string | undefined }

const tries = 3

/**
 * Loads a service request, asks the rule, and writes the move, its clocks and pauses, and the event in one batch.
 * Two round trips; `also` is asked in the first one. `describe` says what else the step writes, once the rule has allowed it. Whoever loses a race is
 * asked again as things stand then; a step whose key is stored already is done.
 */
export async function takeStep<Reason extends string = StepReason, const Also extends readonly Query[] = []>(
  scope: StepScope,
  id: string,
  decide: (loaded: Loaded<Also>) => Decision<Move, Reason>,
  describe: (loaded: Loaded<Also>, move: Move) => Step,
  also?: Also,
): Promise<Decision<Loaded<Also>, Reason>> {
  for (let attempt = 1; ; attempt++) {
    const loaded = await loadForStep(scope, id, also ?? ([] as unknown as Also))
    if (scope.key && loaded.keys.includes(scope.key)) return allow(loaded)
    const decision = decide(loaded)
    if (!decision.allowed) return decision
    try {
      await store(scope, loaded, decision.result, describe(loaded, decision.result))
      return allow(loaded)
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === tries) throw error
    }
  }
}

async function store(scope: StepScope, loaded: Loaded, move: Move, step: Step) {
  const event = { ...step.event, detail: { ...step.event.detail, ...(scope.key ? { key: scope.key } : {}) } }
  const writes = [...moveWrites(scope, loaded, move, step), ...(step.writes ?? [])]
  if (isMembers(scope)) await commitAs(scope, loaded.request, event, writes)
  else await commit(scope, loaded.request, event, writes)
}

const isMembers = (scope: StepScope): scope is TenantScope => scope.actor !== undefined

async function loadForStep<Also extends readonly Query[]>(
  scope: StepScope,
  id: string,
  also: Also,
): Promise<Loaded<Also>> {
  const [[request], clocks, pauses, clauseRows, overrides, colleagues, recent, [customer], ...asked] = await read(
    scope.db,
    [...stepQueries(scope.db, id), ...also],
  )
  if (!request) throw new NotFound('service request')
  const clauses = clauseRows as unknown as Clause[]
  const keys = keysIn(recent)
  const calendar = calendarOf(clauses, overridesOf(overrides))
  const tier = customer?.tier ?? null
  return { request, clocks, pauses, clauses, colleagues, keys, calendar, tier, also: asked as Answers<Also> }
}

function moveWrites(scope: StepScope, loaded: Loaded, move: Move, step: Step): Statement[] {
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
