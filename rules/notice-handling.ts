import { dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { NoticeState, SkipReason } from '#rules/notice.ts'
import type { RetireReason, Sending } from '#rules/notice-sending.ts'

/** A message of the ledger, as a person sees it who decides about it. */
export type HandledNotice = {
  state: NoticeState
  /** Caused by somebody's act: it is never held back. */
  isMessage: boolean
  dueAt: Date
  attempt: number
  isLate: boolean
  /** The last one who decided about it. */
  settledBy: string | null
  /** What it said can still be said: a one-time link is not kept once the message failed. */
  isWhole: boolean
}

export type NoticeMove = { state: 'held' | 'planned' | 'sent'; dueAt: Date; isLate: boolean }

export type HandlingRefusal = 'not_waiting' | 'not_unknown' | 'over' | 'no_address' | 'no_consent' | 'link_gone'
/** Null: it is so already, a form sent twice. */
export type Handling = Decision<NoticeMove | null, HandlingRefusal>

type Handler = { now: Date; timeZone: string; by: string }

export function decideHold({ state, isMessage, dueAt, isLate }: HandledNotice): Handling {
  if (isMessage) return refuse('not_waiting')
  if (state === 'held') return allow(null)
  return state === 'planned' ? allow({ state: 'held', dueAt, isLate }) : refuse('not_waiting')
}

/** `sending`: whether it still holds and may be sent, asked now. */
export function decideRelease(notice: HandledNotice, sending: Sending, handler: Handler): Handling {
  if (notice.state === 'planned' || isOnItsWay(notice, handler)) return allow(null)
  if (notice.state !== 'held' && notice.state !== 'skipped') return refuse('not_waiting')
  return plannedAgain(notice, sending, handler)
}

/** The recipient was asked, and has it. */
export function decideArrived({ state, settledBy, dueAt, isLate }: HandledNotice, { by }: Handler): Handling {
  if (state === 'unknown') return allow({ state: 'sent', dueAt, isLate })
  return state === 'sent' && settledBy === by ? allow(null) : refuse('not_unknown')
}

/** `seenAttempt`: how often it had been tried when the person decided; a form that comes again sends nothing again. */
export function decideAgain(notice: HandledNotice, seenAttempt: number, sending: Sending, handler: Handler): Handling {
  if (isOnItsWay(notice, handler)) return allow(null)
  if (notice.state !== 'unknown' && notice.state !== 'failed') return refuse('not_unknown')
  if (notice.attempt !== seenAttempt) return notice.settledBy === handler.by ? allow(null) : refuse('not_unknown')
  return notice.isWhole ? plannedAgain(notice, sending, handler) : refuse('link_gone')
}

const onItsWay: readonly NoticeState[] = ['planned', 'sending', 'sent', 'digested']
const isOnItsWay = ({ state, settledBy }: HandledNotice, { by }: Handler) =>
  onItsWay.includes(state) && settledBy === by

/** At its time; where that has passed, now or after the quiet hours, and late. */
function plannedAgain({ dueAt, isLate }: HandledNotice, sending: Sending, { now, timeZone }: Handler): Handling {
  if (sending.do === 'cancel') return refuse(refusalOf(sending.reason))
  const earliest = sending.do === 'wait' ? sending.until : now
  if (dueAt > now) return allow({ state: 'planned', dueAt, isLate })
  const isLateNow = dayOf(dueAt, timeZone) < dayOf(earliest, timeZone)
  return allow({ state: 'planned', dueAt: earliest, isLate: isLate || isLateNow })
}

/** Why a message cannot go, in few words for whoever wanted to send it. */
export function refusalOf(reason: RetireReason | SkipReason): HandlingRefusal {
  if (reason === 'no_consent' || reason === 'unsubscribed') return 'no_consent'
  return reason === 'no_address' || reason === 'suppressed' || reason === 'no_recipient' ? 'no_address' : 'over'
}
