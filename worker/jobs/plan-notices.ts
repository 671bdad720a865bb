import { dayOf } from '#rules/day.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import { lastEnds, type NoticeContext } from '../operations/notice-context.ts'
import { type Ending, endingQueries, endingsOf, nextDueOf, planEndings } from '../operations/notice-planning.ts'
import { noticeRows, type PlanningScope } from '../operations/notice-row.ts'
import { writeUntrueCancelled } from '../queries/end-notice.ts'
import type { EndingPlace } from '../queries/ending.ts'
import { writePlanned } from '../queries/planning.ts'

const dayMs = 86_400_000
const inOneStretch = 100

/**
 * Writes a row for everything that is due at or before now, whose subject has not ended and that has no row: missed days
 * catch up. Answers when to come again; null where nothing the company looks after ends in sight.
 */
export async function planNotices(scope: PlanningScope, context: NoticeContext): Promise<Date | null> {
  await write(scope.db, writeUntrueCancelled(scope.db, context.today), { repeatable: true })
  if (!isDue(context)) return context.planning?.nextAt ?? null
  const nextAt = await planAll(scope, context)
  await write(scope.db, [writePlanned(scope.db, context.now, nextAt, context.planning?.changedAt ?? null)], {
    repeatable: true,
  })
  return nextAt
}

/** Once a day whatever the hints say; and as soon as a version came into force that was published for this day. */
function isDue({ planning, now, inForceSince }: NoticeContext): boolean {
  if (!planning || planning.changedAt) return true
  const { plannedAt, nextAt } = planning
  if (inForceSince && inForceSince > plannedAt) return true
  return (nextAt !== null && nextAt <= now) || now.getTime() - plannedAt.getTime() >= dayMs
}

async function planAll(scope: PlanningScope, context: NoticeContext): Promise<Date | null> {
  const tomorrow = new Date(context.now.getTime() + dayMs)
  const until = lastEnds(context, dayOf(tomorrow, context.timeZone))
  let first: Date | null = null
  let after: EndingPlace | null = null
  do {
    const walk = { from: context.today, until, after, limit: inOneStretch }
    const stretch = endingsOf(await read(scope.db, endingQueries(scope.db, walk)), context, walk)
    await writeDue(scope, context, stretch.endings)
    first = earlier(first, nextDueOf(stretch.endings, context))
    if (stretch.endings.length > 0) first = earlier(first, tomorrow)
    after = stretch.next
  } while (after)
  return first
}

const earlier = (one: Date | null, other: Date | null) => (one && (!other || one <= other) ? one : other)

/** A key that is there already stays as it is, so a stretch may be written twice. */
async function writeDue(scope: PlanningScope, context: NoticeContext, endings: readonly Ending[]) {
  const due = planEndings(endings, context)
  const statements: Statement[] = await noticeRows(scope, context, due)
  if (statements.length > 0) await write(scope.db, statements, { repeatable: true })
}
