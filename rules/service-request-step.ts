import { type ClockKind, type PauseReason, pauseReasons } from '#rules/clock.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { ServiceRequestStatus, Standing } from '#rules/service-request.ts'

/** What a step needs to know of a service request. */
export type Standpoint = {
  status: ServiceRequestStatus
  standing: Standing
  assigneeId: string | null
  receivedAt: Date
  firstRespondedAt: Date | null
  arrivedAt: Date | null
  resolvedAt: Date | null
  pausedSince: Date | null
}

/** What a step does to a service request, its clocks and its pauses. */
export type Move = {
  status: ServiceRequestStatus
  open: boolean
  firstRespondedAt?: Date
  arrivedAt?: Date
  resolvedAt?: Date | null
  confirmedAt?: Date
  cancelledAt?: Date
  pausedSince?: Date | null
  /** Clocks that the fact stops: on time or late is theirs to say. */
  stops?: readonly ClockKind[]
  /** Clocks that no longer apply and are neither met nor breached. */
  drops?: readonly ClockKind[]
  startsPause?: PauseReason
  endsPause?: boolean
  /** The clocks that the resolution stopped go on; the time in between was a pause (B10). */
  restarts?: readonly ClockKind[]
}

export const stepReasons = [
  'held',
  'over',
  'not_over',
  'paused',
  'not_paused',
  'not_assigned',
  'already_arrived',
  'in_the_future',
  'before_received',
  'unknown_reason',
  'unknown_member',
  'unknown_zone',
  'not_held',
] as const
export type StepReason = (typeof stepReasons)[number]
export type StepDecision = Decision<Move, StepReason>

const over: readonly ServiceRequestStatus[] = ['resolved', 'confirmed', 'closed', 'cancelled']

export const isOver = (status: ServiceRequestStatus) => over.includes(status)

/** The first answer stops the response clock; which answer came when is what counts (S1.3-05). */
export function decideReply(request: Standpoint, now: Date): StepDecision {
  if (request.standing !== 'accepted') return refuse('held')
  const { status } = request
  const first = request.firstRespondedAt === null
  return allow({
    status,
    open: !isOver(status),
    ...(first ? { firstRespondedAt: now, stops: ['response'] as const } : {}),
  })
}

export function decideTriage(request: Standpoint): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  return allow({ status: request.status === 'received' ? 'triaged' : request.status, open: true })
}

/** Until work orders have pages of their own, assigning dispatches one. */
export function decideAssignment(request: Standpoint): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  const status = request.pausedSince || request.status === 'arrived' ? request.status : 'dispatched'
  return allow({ status, open: true })
}

/** A first-response clock never pauses (K7). */
export function decidePause(request: Standpoint, reason: string, allowed: readonly string[], now: Date): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  if (request.pausedSince) return refuse('paused')
  if (!isWaiting(reason) || !allowed.includes(reason)) return refuse('unknown_reason')
  return allow({ status: reason, open: true, pausedSince: now, startsPause: reason })
}

export function decidePauseEnd(request: Standpoint): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  if (!request.pausedSince) return refuse('not_paused')
  return allow({ status: statusBefore(request), open: true, pausedSince: null, endsPause: true })
}

/** The arrival decides, not the dispatch (A34); it may be entered later than it happened, never earlier. */
export function decideArrival(request: Standpoint, at: Date, now: Date): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  if (request.arrivedAt) return refuse('already_arrived')
  if (!request.assigneeId) return refuse('not_assigned')
  if (at > now) return refuse('in_the_future')
  if (at < request.receivedAt) return refuse('before_received')
  return allow({ status: 'arrived', open: true, arrivedAt: at, stops: ['arrival'], ...endOfPause(request) })
}

/** Telling the customer that it is solved is an answer too; an arrival that nobody needed is dropped. */
export function decideResolution(request: Standpoint, now: Date): StepDecision {
  const no = notOpen(request)
  if (no) return refuse(no)
  const first = request.firstRespondedAt === null
  return allow({
    status: 'resolved',
    open: false,
    resolvedAt: now,
    stops: first ? ['response', 'resolution'] : ['resolution'],
    drops: request.arrivedAt ? [] : ['arrival'],
    ...(first ? { firstRespondedAt: now } : {}),
    ...endOfPause(request),
  })
}

/** Only what was solved can be found unsolved; what was cancelled is asked for anew. */
export function decideReopening(request: Standpoint): StepDecision {
  if (request.standing !== 'accepted') return refuse('held')
  if (!isOver(request.status) || request.status === 'cancelled') return refuse('not_over')
  return allow({ status: 'reopened', open: true, resolvedAt: null, restarts: ['resolution'] })
}

export function decideCancellation(request: Standpoint, now: Date): StepDecision {
  if (isOver(request.status)) return refuse('over')
  return allow({
    status: 'cancelled',
    open: false,
    cancelledAt: now,
    drops: ['response', 'arrival', 'resolution'],
    ...endOfPause(request),
  })
}

/** The customer says that it is solved (S3.3-11, S4.3-07). */
export function decideConfirmation(request: Standpoint, now: Date): StepDecision {
  if (request.status !== 'resolved') return refuse('not_over')
  return allow({ status: 'confirmed', open: false, confirmedAt: now })
}

const isWaiting = (reason: string): reason is Extract<PauseReason, ServiceRequestStatus> =>
  reason !== 'resolved' && pauseReasons.includes(reason as PauseReason)

const endOfPause = (request: Standpoint) => (request.pausedSince ? { pausedSince: null, endsPause: true } : {})

function notOpen(request: Standpoint): StepReason | undefined {
  if (request.standing !== 'accepted') return 'held'
  return isOver(request.status) ? 'over' : undefined
}

/** Where a paused request stood: what was recorded tells. */
function statusBefore(request: Standpoint): ServiceRequestStatus {
  if (request.arrivedAt) return 'arrived'
  return request.assigneeId ? 'dispatched' : 'triaged'
}
