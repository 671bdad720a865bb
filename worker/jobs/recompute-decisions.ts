import { addDays, dayOf, localTimeOf } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import { differenceOf } from '#rules/recomputation.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { NoticeContext } from '../operations/notice-context.ts'
import { writeNotice } from '../queries/notice.ts'
import {
  lastNightQueries,
  listClausesOfDecisions,
  listDecisionsAfter,
  type Recomputation,
  writeDifference,
  writeRecomputation,
} from '../queries/recomputation.ts'

const inOneStretch = 200
/** So many at one visit, and in one night; the next night goes on where this one stopped. */
const mostStretches = 3
const mostInOneNight = 20_000
/** When nobody works. */
const fromHour = 2
const minuteMs = 60_000

/**
 * Once a night every stored decision is computed again from its own inputs and its own version. One that comes out
 * otherwise is kept for a person, and the owner and the admins are told, once a night. Answers when there is more to do.
 */
export async function recomputeDecisions(scope: PublicScope, context: NoticeContext): Promise<Date | null> {
  const { db, now } = scope
  const { timeZone } = context
  const [[last], [any]] = await read(db, lastNightQueries(db))
  const on =
    localTimeOf(now, timeZone).getUTCHours() < fromHour ? addDays(dayOf(now, timeZone), -1) : dayOf(now, timeZone)
  if (!any || (last && last.on >= on && last.finishedAt)) return null
  let night = last?.on === on ? last : begin(on, last, now)
  for (let stretch = 0; stretch < mostStretches && !night.finishedAt; stretch++)
    night = await goOn(scope, context, night)
  return night.finishedAt ? null : new Date(now.getTime() + minuteMs)
}

/** Where the night before stopped half-way, or from the first one. */
const begin = (on: Recomputation['on'], last: Recomputation | undefined, startedAt: Date): Recomputation => ({
  ...{ on, cursor: last?.cursor ?? '', checked: 0, differing: 0, startedAt, finishedAt: null },
})

async function goOn(scope: PublicScope, context: NoticeContext, night: Recomputation): Promise<Recomputation> {
  const { db, now } = scope
  const [stored, rows] = await read(db, [
    listDecisionsAfter(db, night.cursor, inOneStretch),
    listClausesOfDecisions(db, night.cursor, inOneStretch),
  ])
  const documents = Map.groupBy(rows as (Clause & { versionId: string })[], ({ versionId }) => versionId)
  const differing = stored.flatMap((one) => {
    const computed = differenceOf(one, documents.get(one.policyVersionId) ?? [])
    return computed ? [{ decisionId: one.id, subject: one.subject, stored: one.result, computed, foundAt: now }] : []
  })
  const isRound = stored.length < inOneStretch
  const checked = night.checked + stored.length
  const isOver = isRound || checked >= mostInOneNight
  const after: Recomputation = {
    ...{ ...night, checked, differing: night.differing + differing.length },
    // A whole round done, the next night begins anew.
    cursor: isRound ? '' : stored.at(-1)!.id,
    finishedAt: isOver ? now : null,
  }
  await write(
    db,
    [
      ...differing.map((one) => writeDifference(db, one)),
      writeRecomputation(db, after),
      ...(isOver && after.differing > 0 ? await alarms(scope, context, after) : []),
    ],
    { repeatable: true },
  )
  return after
}

async function alarms({ db, tenant, now }: PublicScope, { staff }: NoticeContext, { on, differing }: Recomputation) {
  const told = staff.members.filter(({ role }) => role === 'owner' || role === 'admin')
  const keys = await Promise.all(told.map(({ memberId }) => hashOf(`${tenant.id} decisions differ ${on} ${memberId}`)))
  return told.map(
    ({ memberId, name, lang, addresses }, at): Statement =>
      writeNotice(db, {
        ...{ key: keys[at]!, kind: 'alarm', template: 'decisions_differ', subject: memberId, memberId },
        ...{ recipientId: `member:${memberId}`, recipient: addresses.email ?? '', lang },
        ...{ data: { to: name, count: differing }, generation: tenant.generation, createdAt: now },
      }),
  )
}
