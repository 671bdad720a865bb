import { takesTopic } from '#rules/channel.ts'
import { type Rung, rungsOf } from '#rules/escalation.ts'
import type { Lang } from '#rules/lang.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type { ClockRow, PauseRow } from '#schema/tenant/service-request.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { clockOf } from '../operations/clock-settlement.ts'
import type { NoticeContext } from '../operations/notice-context.ts'
import { isUsable } from '../operations/notice-recipient.ts'
import { lateKey, ringLate } from '../operations/request-notice.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { escalationQueries } from '../queries/escalation.ts'

const dayMs = 86_400_000
/** What is late for longer was told when it became so; what is due later is looked at later. */
const backMs = 7 * dayMs
const aheadMs = 14 * dayMs
const mostRequests = 300

/**
 * Tells the robots that take it that a limit runs out or has passed, when the policy's ladder says so: once a rung, and
 * nothing of before a robot was there. Answers when the next rung is reached.
 */
export async function escalateClocks(scope: PublicScope, { channels, company }: NoticeContext): Promise<Date | null> {
  const { db, now } = scope
  const takers = channels.filter((channel) => isUsable(channel) && takesTopic(channel, 'lateness'))
  if (takers.length === 0) return null
  const span = { from: new Date(now.getTime() - backMs), until: new Date(now.getTime() + aheadMs), limit: mostRequests }
  const [running, pauses, clauseRows, days, known] = await read(db, escalationQueries(db, span))
  const documents = documentsOf(clauseRows as unknown as (Clause & { versionId: string })[], overridesOf(days))
  const reached = running.flatMap(({ clock, priority }) =>
    rungsAt(clock, pauses, documents).map((rung) => ({ ...rung, row: clock, priority })),
  )
  const keys = new Set(known.map(({ key }) => key))
  const due = reached.filter(
    (one) => one.at <= now && takers.some((taker) => isToldTo(taker, one.at) && !keys.has(lateKey(one, taker.id))),
  )
  const lang: Lang = company.languages[0] ?? 'zh-CN'
  const rings = due.map((one) => ringLate(scope, { ...one, told: wordsOf(positions, one.to, lang) }))
  if (rings.length > 0) await write(db, rings, { repeatable: true })
  const next = reached.map(({ at }) => at.getTime()).filter((at) => at > now.getTime())
  // What is due later than was looked at comes nearer by itself.
  return new Date(Math.min(...next, now.getTime() + dayMs))
}

const isToldTo = ({ createdAt }: Channel, at: Date) => createdAt <= at

type Documents = ReadonlyMap<string, { clauses: readonly Clause[]; calendar: ReturnType<typeof calendarOf> }>

function documentsOf(
  rows: readonly (Clause & { versionId: string })[],
  overrides: ReturnType<typeof overridesOf>,
): Documents {
  const clauses = Map.groupBy(rows, ({ versionId }) => versionId)
  return new Map([...clauses].map(([id, of]) => [id, { clauses: of, calendar: calendarOf(of, overrides) }]))
}

function rungsAt(row: ClockRow, pauses: readonly PauseRow[], documents: Documents): Rung[] {
  const document = documents.get(row.policyVersionId)
  if (!document) return []
  const own = pauses.filter(({ requestId }) => requestId === row.requestId)
  const clock = clockOf(row, own, document.calendar)
  return rungsOf(document.clauses, { clock, dueAt: row.dueAt, hasAppointment: row.appointmentAt !== null })
}
