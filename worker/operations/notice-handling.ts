import { dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import {
  decideAgain,
  decideArrived,
  decideHold,
  decideRelease,
  type HandledNotice,
  type Handling,
  type HandlingRefusal,
  type NoticeMove,
} from '#rules/notice-handling.ts'
import { decideSending, type Sending } from '#rules/notice-sending.ts'
import type { Clause } from '#rules/policy.ts'
import type { Notice } from '#schema/notice.ts'
import type { Company } from '#schema/tenant/company.ts'
import { Conflict, Forbidden, NotFound } from '#tenants/errors.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import { findLastVersion } from '../queries/event.ts'
import { commitAs, writeGuard } from '../queries/guard.ts'
import { findNotice, writeNoticeAgain } from '../queries/notice.ts'
import { isAsSeen, isUnwritten, subjectOfNotice, writeHandled } from '../queries/notice-ledger.ts'
import { writeRenewalOnce } from '../queries/renewal.ts'
import { loadFront } from './front.ts'
import { contextOf, type NoticeContext } from './notice-context.ts'
import { contextQueries, walkFrom } from './notice-plan.ts'
import { type Ending, endingQueries, endingsOf, type PlannedEnding } from './notice-planning.ts'
import { plannedRow, renewalOf } from './notice-row.ts'
import { type KnownEnding, plannedUnder, refusedBecause, withoutGoLive } from './notice-unwritten.ts'

export type HandlingScope = TenantScope & {
  company: Company
  vault: Vault
  /** Whether a message can still say what it said. */
  isWhole(notice: Notice): boolean
}
/** `subjectId`: of what has no row yet, and is found by the contract or machine that it speaks of. */
export type HandlingWish = { key: string; subjectId?: string | undefined }
export type HandlingOutcome = Decision<true, HandlingRefusal>

export const holdNotice = (scope: HandlingScope, wish: HandlingWish) =>
  handle(scope, wish, 'notice.held', {
    written: ({ notice }) => decideHold(handled(scope, notice)),
    unwritten: async (found) => {
      const planned = await plannedUnder(scope, wish.key, found)
      return planned ? { planned, state: 'held' } : refuse('over')
    },
  })

export const releaseNotice = (scope: HandlingScope, wish: HandlingWish) =>
  handle(scope, wish, 'notice.released', {
    written: ({ notice, ...found }) =>
      decideRelease(handled(scope, notice), sendingNow(scope, notice, found), handlerIn(scope)),
    unwritten: async (found) => {
      const due = await plannedUnder(scope, wish.key, withoutGoLive(found), scope.now)
      if (due) return { planned: due, state: 'planned' }
      const isPlanned = await plannedUnder(scope, wish.key, found)
      return isPlanned ? allow(true) : refuse(await refusedBecause(scope, wish.key, found))
    },
  })

/** Whoever was asked has it. */
export const settleNotice = (scope: HandlingScope, key: string) =>
  handle(scope, { key }, 'notice.arrived', {
    written: ({ notice }) => decideArrived(handled(scope, notice), handlerIn(scope)),
  })

/** `seenAttempt`: how often it had been tried when the form was made. */
export const sendNoticeAgain = (scope: HandlingScope, key: string, seenAttempt: number) =>
  handle(scope, { key }, 'notice.sent_again', {
    written: ({ notice, ...found }) =>
      decideAgain(handled(scope, notice), seenAttempt, sendingNow(scope, notice, found), handlerIn(scope)),
  })

export type FoundAbout = { context: NoticeContext | null; ending: Ending | undefined; version: number }
type Written = FoundAbout & { notice: Notice }
type New = { planned: PlannedEnding; state: 'held' | 'planned' }
type Act = {
  written(found: Written): Handling
  unwritten?(found: KnownEnding): Promise<New | Decision<true, HandlingRefusal>>
}

const tries = 3

/** Whoever was overtaken looks again: what was wanted may be so by now, or may not be possible any more. */
async function handle(scope: HandlingScope, wish: HandlingWish, name: string, act: Act): Promise<HandlingOutcome> {
  for (let left = tries; ; left--) {
    const found = await load(scope, wish)
    const step = await stepOf(scope, wish, found, act)
    if (!step.allowed) return step
    if (step.result === null) return allow(true)
    try {
      await commitAs(scope, { id: wish.key, version: found.version }, { name }, step.result)
      return allow(true)
    } catch (error) {
      if (!isOvertaken(error) || left === 1) throw error
    }
  }
}

/** A row that is no longer as it was seen fails the batch as a changed role does. */
export const isOvertaken = (error: unknown) =>
  error instanceof Conflict || (error instanceof Forbidden && error.missing === 'role_changed')

async function stepOf(
  scope: HandlingScope,
  { key }: HandlingWish,
  { notice, ...found }: FoundAbout & { notice: Notice | undefined },
  act: Act,
): Promise<Decision<Statement[] | null, HandlingRefusal>> {
  const { context, ending } = found
  const isStanding = notice !== undefined && notice.state !== 'cancelled'
  if (!isStanding && act.unwritten && context && ending) {
    const step = await act.unwritten({ context, ending })
    if ('allowed' in step) return step.allowed ? allow(null) : step
    return allow(await newWrites(scope, key, context, step))
  }
  if (!notice) throw new NotFound('notice')
  const decision = act.written({ ...found, notice })
  if (!decision.allowed || decision.result === null) return decision as Decision<null, HandlingRefusal>
  return allow(await movedWrites(scope, notice, found, decision.result))
}

/** One round trip. */
async function load(scope: HandlingScope, { key, subjectId }: HandlingWish) {
  const { db, now, company } = scope
  const only = subjectId ?? subjectOfNotice(key)
  const walk = walkFrom(dayOf(now, company.timeZone), { after: null, limit: 2, only })
  const { front, answers } = await loadFront(scope, [
    ...contextQueries(scope),
    findNotice(db, key),
    findLastVersion(db, key),
    ...endingQueries(db, walk),
  ])
  const [members, channels, [planning], before, [notice], [last], ...ends] = answers
  const context = contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
  const ending = context ? endingsOf(ends, context, walk).endings[0] : undefined
  return { notice, version: last?.version ?? 0, context, ending }
}

export const handlerIn = ({ now, company, actor }: HandlingScope) => ({ now, timeZone: company.timeZone, by: actor.id })

export const handled = ({ isWhole }: HandlingScope, notice: Notice): HandledNotice => ({
  ...notice,
  isMessage: notice.kind === 'message' || notice.kind === 'request',
  isWhole: isWhole(notice),
})

/** Whether it still holds and may be sent. What speaks of no end is asked again when it leaves. */
export function sendingNow({ now }: HandlingScope, notice: Notice, { context, ending }: FoundAbout): Sending {
  const { endsOn, lead, subject, kind, channel, recipientId, recipient: address, content } = notice
  if (!endsOn || !lead) return { do: 'send', address }
  if (!context || !ending) return { do: 'cancel', reason: 'cancelled' }
  const { staff, timeZone, quietHours } = context
  const people = [...ending.customer.recipients, ...staff.members, ...staff.robots]
  const recipient = people.find(({ id }) => id === recipientId)
  if (!recipient) return { do: 'cancel', reason: 'no_longer_asked' }
  const key = { subject, kind, lead, endsOn, channel, recipient: recipient.id }
  return decideSending({ key, content }, ending.subject, recipient, { now, timeZone, quietHours })
}

export async function newWrites(scope: HandlingScope, key: string, context: NoticeContext, { planned, state }: New) {
  const { db, actor } = scope
  const renewal = state === 'planned' ? [await renewalOf(scope, context, planned.ending)] : []
  return [
    writeGuard(isUnwritten(db, key)),
    ...renewal.map((row) => writeRenewalOnce(db, row)),
    writeNoticeAgain(db, await plannedRow(scope, context, planned)),
    writeHandled(db, key, { state, settledBy: actor.id }),
  ]
}

export async function movedWrites(
  scope: HandlingScope,
  notice: Notice,
  { context, ending }: FoundAbout,
  move: NoticeMove,
) {
  const { db, actor, tenant } = scope
  const { state, dueAt, isLate } = move
  const isBegun = state === 'planned' && notice.endsOn && context && ending
  const renewal = isBegun ? [await renewalOf(scope, context, ending)] : []
  const wasTried = notice.state === 'unknown' || notice.state === 'failed'
  return [
    writeGuard(isAsSeen(db, notice)),
    ...renewal.map((row) => writeRenewalOnce(db, row)),
    writeHandled(db, notice.key, {
      ...{ state, isLate, settledBy: actor.id },
      ...(state === 'sent' ? { sentAt: dueAt, sealed: null } : { dueAt }),
      ...('isLate' in notice.data ? { data: { ...notice.data, isLate } } : {}),
      // Somebody asked whether it arrived: no provider has to be asked any more.
      ...(wasTried && state === 'planned' ? { generation: tenant.generation } : {}),
    }),
  ]
}
