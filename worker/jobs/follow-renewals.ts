import { addDays, type Day, endOfDay, instantOn } from '#rules/day.ts'
import { noticeKeyText } from '#rules/notice-key.ts'
import { endOfQuiet, timeOutsideQuiet } from '#rules/quiet-hours.ts'
import { defaultSendTime } from '#rules/renewal.ts'
import { decideLapse, lapseAfterDays } from '#rules/renewal-stage.ts'
import type { Renewal } from '#schema/tenant/renewal.ts'
import { Conflict } from '#tenants/errors.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { NoticeContext } from '../operations/notice-context.ts'
import type { StaffMember } from '../operations/notice-recipient.ts'
import { generationOf } from '../operations/notice-row.ts'
import { commit } from '../queries/event.ts'
import { findNextFollowUp, listEndedRenewals, listToFollowUp, type ToFollowUp } from '../queries/follow-up.ts'
import { type NewNotice, writeNoticeAgain } from '../queries/notice.ts'
import { writeRenewalMove } from '../queries/renewal.ts'

const mostAtOnce = 200
const mostLapsed = 50
const minuteMs = 60_000

/**
 * Reminds a renewal's owner on its day, at the hour of the other notices; a month after the end, what nobody has said
 * anything of is lost (S4.4-29). Safe to run again. Answers when there is more to do.
 */
export async function followRenewals(scope: PublicScope, context: NoticeContext): Promise<Date | null> {
  const { db, now } = scope
  const { today, timeZone, staff } = context
  const owners = staff.members.map(({ memberId }) => memberId)
  const [due, [next], ended] = await read(db, [
    listToFollowUp(db, owners, today, mostAtOnce),
    findNextFollowUp(db, owners, today),
    listEndedRenewals(db, addDays(today, -lapseAfterDays), mostLapsed),
  ])
  const ready = due.filter(({ followUpOn }) => dueAtOf(followUpOn, context) <= now)
  await remind(scope, context, ready)
  for (const one of ended) await lapse(scope, one, today)
  const isMore = ready.length >= mostAtOnce || ended.length >= mostLapsed
  const times = [
    ...(isMore ? [new Date(now.getTime() + minuteMs)] : []),
    ...due.filter((one) => !ready.includes(one)).map(({ followUpOn }) => dueAtOf(followUpOn, context)),
    ...(next?.on ? [dueAtOf(next.on as Day, context)] : []),
    ...(ended.length > 0 ? [endOfDay(today, timeZone)] : []),
  ]
  return times.length > 0 ? new Date(Math.min(...times.map((at) => at.getTime()))) : null
}

function dueAtOf(on: Day, { tiers, quietHours, timeZone }: NoticeContext): Date {
  const time = timeOutsideQuiet(tiers[0]?.sendTime ?? defaultSendTime, quietHours)
  return endOfQuiet(instantOn(on, time, timeZone), quietHours, timeZone)
}

async function remind(scope: PublicScope, context: NoticeContext, due: readonly ToFollowUp[]) {
  const { db } = scope
  const members = new Map(context.staff.members.map((one) => [one.memberId, one]))
  const rows = await Promise.all(due.map((one) => reminderOf(scope, context, one, members.get(one.ownerId)!)))
  if (rows.length > 0)
    await write(
      db,
      rows.map((row) => writeNoticeAgain(db, row)),
      { repeatable: true },
    )
}

async function reminderOf(
  { tenant, now }: PublicScope,
  context: NoticeContext,
  { id, followUpOn, endsOn, customerId, customer, name }: ToFollowUp,
  member: StaffMember,
): Promise<NewNotice> {
  const { quietHours, timeZone, goLiveOn, today } = context
  const dueAt = dueAtOf(followUpOn, context)
  const key = {
    subject: id,
    kind: 'follow_up',
    lead: followUpOn,
    endsOn,
    channel: 'email',
    recipient: member.id,
  } as const
  const isSkipped = followUpOn < goLiveOn
  return {
    key: await hashOf(`${tenant.id} ${noticeKeyText(key)}`),
    ...{ subject: id, kind: 'follow_up', lead: followUpOn, recipientId: member.id, memberId: member.memberId },
    ...{ recipient: member.addresses.email ?? '', lang: member.lang, template: 'follow_up', customerId },
    data: { to: member.name, customer, name, renewalId: id },
    ...{ dueAt: endOfQuiet(now, quietHours, timeZone), isLate: followUpOn < today, createdAt: now },
    ...(isSkipped ? { state: 'skipped', because: 'before_go_live' } : { state: 'planned' }),
    generation: generationOf(tenant, dueAt),
  }
}

/** Whoever moves it at the same moment goes first: it is looked at again another day. */
async function lapse(scope: PublicScope, renewal: Renewal, today: Day) {
  const decision = decideLapse(renewal, scope.now, today)
  if (!decision.allowed) return
  const event = { name: 'renewal.lost', detail: { because: 'lapsed' } }
  try {
    await commit({ ...scope, actor: { id: 'system' } }, renewal, event, [
      writeRenewalMove(scope.db, renewal, decision.result),
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
