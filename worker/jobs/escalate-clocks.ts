import { takesTopic } from '#rules/channel.ts'
import { type Rung, rungsOf } from '#rules/escalation.ts'
import { membersNamed } from '#rules/notice-recipient.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import type { ClockRow, PauseRow } from '#schema/tenant/service-request.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { clockOf } from '../operations/clock-settlement.ts'
import type { NoticeContext } from '../operations/notice-context.ts'
import { isUsable } from '../operations/notice-recipient.ts'
import { type Late, lateKey, mailLate, ringLate } from '../operations/request-notice.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { escalationQueries } from '../queries/escalation.ts'

const dayMs = 86_400_000
/** What is late for longer was told when it became so. */
const backMs = 7 * dayMs
const mostRequests = 300

/**
 * Tells those whom the policy's ladder names, by mail, and the robots that take it, that a limit runs out or has passed
 * (S4.4-21, S3.3-17): once a rung, and nothing of before they were there. Answers when the next rung is reached.
 */
export async function escalateClocks(scope: PublicScope, context: NoticeContext): Promise<Date | null> {
  const { db, now } = scope
  const since = new Date(now.getTime() - backMs)
  const queries = escalationQueries(db, { from: since, limit: mostRequests })
  const [running, pauses, clauseRows, days, known] = await read(db, queries)
  if (running.length === 0) return null
  const documents = documentsOf(clauseRows as unknown as (Clause & { versionId: string })[], overridesOf(days))
  const reached = running.flatMap(({ clock, ...request }): Late[] =>
    rungsAt(clock, pauses, documents).map((rung) => ({ ...rung, row: clock, ...request })),
  )
  const told = new Set(known.map(({ key }) => key))
  const due = reached.filter(({ at }) => since <= at && at <= now)
  const rows = due.flatMap((late) => rowsOf(scope, context, { late, further: furtherThan(late, due), told }))
  if (rows.length > 0) await write(db, rows, { repeatable: true })
  const next = reached.map(({ at }) => at.getTime()).filter((at) => at > now.getTime())
  // What is not among the first that are due comes nearer by itself.
  return new Date(Math.min(...next, now.getTime() + dayMs))
}

/** Of the same limit, reached as well: whoever hears of that need not hear of less. */
const furtherThan = (late: Late, due: readonly Late[]) =>
  due.filter(({ row, percent }) => row.id === late.row.id && percent > late.percent)

type Reached = { late: Late; further: readonly Late[]; told: ReadonlySet<string> }

/** To everybody who was there by then, and was not told. */
function rowsOf(scope: PublicScope, { channels, company, staff }: NoticeContext, { late, further, told }: Reached) {
  const isNew = (listener: string, since: Date | null) =>
    since !== null && since <= late.at && !told.has(lateKey(late, listener))
  const robots = channels
    .filter((channel) => isUsable(channel) && takesTopic(channel, 'lateness'))
    .filter(({ id, createdAt }) => further.length === 0 && isNew(id, createdAt))
  const hearMore = new Set(further.flatMap(({ to }) => membersNamed(to, staff.members)))
  const members = membersNamed(late.to, staff.members)
    .filter((member) => !hearMore.has(member))
    .filter(({ memberId, joinedAt }) => isNew(memberId, joinedAt))
  return [
    ...(robots.length > 0 ? [ringLate(scope, late, company.languages[0] ?? 'zh-CN')] : []),
    ...members.map((member) => mailLate(scope, late, member)),
  ]
}

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
