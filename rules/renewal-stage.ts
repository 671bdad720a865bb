import type { WorkCalendar } from '#rules/calendar.ts'
import { addWorkingDays } from '#rules/calendar-working-day.ts'
import { addDays, type Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Money } from '#rules/money.ts'

/** From the customer's notice to the next contract, or to its loss (S4.2-38, S4.4-29). */
export const renewalStages = ['told', 'answered', 'quoted', 'renewed', 'lost'] as const
export type RenewalStage = (typeof renewalStages)[number]

/** The two buttons of the customer's page. */
export const renewalAnswers = ['renew', 'call_me'] as const
export type RenewalAnswer = (typeof renewalAnswers)[number]

/** `lapsed`: it ended, and nobody said anything. */
export const lossReasons = [
  'price',
  'other_supplier',
  'not_satisfied',
  'machine_retired',
  'no_need',
  'lapsed',
  'other',
] as const
export type LossReason = (typeof lossReasons)[number]

/** What a step needs to know of a renewal. */
export type RenewalStanding = {
  stage: RenewalStage
  endsOn: Day
  ownerId: string | null
  answer: RenewalAnswer | null
  followUpOn: Day | null
}

/** What a step changes; what it does not name stays. */
export type RenewalMove = {
  stage: RenewalStage
  ownerId?: string | null
  answer?: RenewalAnswer
  answeredAt?: Date
  quoted?: Money
  /** Its task: on this day the owner is reminded. Null: nothing is left to do. */
  followUpOn?: Day | null
  lostBecause?: LossReason | null
  closedAt?: Date | null
}

export const renewalRefusals = [
  'over',
  'not_lost',
  'no_owner',
  'unknown_member',
  'in_the_past',
  'unknown_answer',
  'already_answered',
  'no_price',
  'unknown_reason',
  'not_lapsed',
] as const
export type RenewalRefusal = (typeof renewalRefusals)[number]
export type RenewalDecision = Decision<RenewalMove, RenewalRefusal>

const followUpAfterWorkingDays = 5
export const lapseAfterDays = 30

/** It begins as the customer is told; somebody asks after it a working week later, and at the latest on the last day. */
export function beginRenewal(told: {
  on: Day
  endsOn: Day
  ownerId: string | null
  calendar: WorkCalendar
}): RenewalMove {
  const { on, endsOn, ownerId, calendar } = told
  const later = addWorkingDays(calendar, on, followUpAfterWorkingDays)
  const followUpOn = later.allowed && later.result.on < endsOn ? later.result.on : endsOn
  return { stage: 'told', ownerId, followUpOn: followUpOn < on ? on : followUpOn }
}

/** The director gives it to a salesperson (S4.2-38). `members`: who works here. */
export function decideOwner(renewal: RenewalStanding, ownerId: string, members: readonly string[]): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  return members.includes(ownerId) ? allow({ stage: renewal.stage, ownerId }) : refuse('unknown_member')
}

/** A visit or a call on a day (S4.4-29); whose it is must be known first. */
export function decideFollowUp(renewal: RenewalStanding, on: Day, today: Day): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  if (renewal.ownerId === null) return refuse('no_owner')
  return on < today ? refuse('in_the_past') : allow({ stage: renewal.stage, followUpOn: on })
}

/** Whoever answers is called today; an answer after the quote does not take the quote back. */
export function decideAnswer(renewal: RenewalStanding, answer: string, now: Date, today: Day): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  if (!isAnswer(answer)) return refuse('unknown_answer')
  if (renewal.answer === answer) return refuse('already_answered')
  const stage = renewal.stage === 'told' ? 'answered' : renewal.stage
  return allow({ stage, answer, answeredAt: now, followUpOn: today })
}

/** A better offer may follow; the last one counts. */
export function decideQuote(renewal: RenewalStanding, quoted: Money, followUpOn: Day, today: Day): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  if (renewal.ownerId === null) return refuse('no_owner')
  if (!Number.isSafeInteger(quoted.minor) || quoted.minor <= 0) return refuse('no_price')
  return followUpOn < today ? refuse('in_the_past') : allow({ stage: 'quoted', quoted, followUpOn })
}

export function decideLoss(renewal: RenewalStanding, reason: string, now: Date): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  if (!isLossReason(reason)) return refuse('unknown_reason')
  return allow({ stage: 'lost', lostBecause: reason, followUpOn: null, closedAt: now })
}

/** Nobody said anything for a month after the end. */
export function decideLapse(renewal: RenewalStanding, now: Date, today: Day): RenewalDecision {
  if (isOver(renewal)) return refuse('over')
  return today <= addDays(renewal.endsOn, lapseAfterDays) ? refuse('not_lapsed') : decideLoss(renewal, 'lapsed', now)
}

/** A customer who comes back; what was renewed is a contract now. */
export function decideComeback(renewal: RenewalStanding, today: Day): RenewalDecision {
  if (renewal.stage !== 'lost') return refuse('not_lost')
  return allow({ stage: 'answered', lostBecause: null, followUpOn: today, closedAt: null })
}

export const isOver = ({ stage }: Pick<RenewalStanding, 'stage'>) => stage === 'renewed' || stage === 'lost'

const isAnswer = (text: string): text is RenewalAnswer => renewalAnswers.some((known) => known === text)
const isLossReason = (text: string): text is LossReason => lossReasons.some((known) => known === text)
