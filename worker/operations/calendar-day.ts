import { dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decideOwnDays, type OwnDayRefusal, type OwnDayWish } from '#rules/own-day.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import {
  findCalendarDay,
  listCalendarDays,
  writeCalendarDayRemoved,
  writeCalendarDays,
} from '../queries/calendar-day.ts'
import { findLastVersion } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'

type Added = Decision<true, OwnDayRefusal>

/** The company's own word on one or more days. The same entry sent twice is one entry. */
export async function addCalendarDays(
  scope: TenantScope & { company: { timeZone: string } },
  wish: OwnDayWish & { note: string },
): Promise<Added> {
  const { db, now, actor, company } = scope
  const subject = subjectOf(wish.from)
  const [days, [logged]] = await read(db, [listCalendarDays(db), findLastVersion(db, subject)])
  const decision = decideOwnDays(
    wish,
    days.map(({ day }) => day),
    dayOf(now, company.timeZone),
  )
  if (!decision.allowed) {
    const same = decideOwnDays(wish, [], dayOf(now, company.timeZone))
    const isThere =
      same.allowed && same.result.days.every((day) => days.some((one) => isSame(one, day, same.result, wish)))
    return decision.reason === 'taken' && isThere ? allow(true) : decision
  }
  const { kind, intervals } = decision.result
  const note = wish.note.trim() || null
  const rows = decision.result.days.map((day) => ({ day, kind, intervals, note, createdAt: now, createdBy: actor.id }))
  const detail = { from: wish.from, until: wish.until || wish.from, kind, ...(note ? { note } : {}) }
  try {
    await commitAs(scope, { id: subject, version: logged?.version ?? 0 }, { name: 'calendar_day.added', detail }, [
      writeCalendarDays(db, rows),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (error instanceof Conflict || isUniqueViolation(error, 'calendar_days.day')) return refuse('taken')
    throw error
  }
  return allow(true)
}

type Same = { kind: string; intervals: readonly unknown[] }

const isSame = (
  one: Same & { day: string; note: string | null },
  day: string,
  wish: Same,
  { note }: { note: string },
) =>
  one.day === day &&
  one.kind === wish.kind &&
  (one.note ?? '') === note.trim() &&
  JSON.stringify(one.intervals) === JSON.stringify(wish.intervals)

/** A day that is gone already is as removed as one can be; a past one stays. */
export async function removeCalendarDay(
  scope: TenantScope & { company: { timeZone: string } },
  day: string,
): Promise<void> {
  const { db, now, company } = scope
  if (day < dayOf(now, company.timeZone)) throw new Conflict()
  const subject = subjectOf(day)
  const [[found], [logged]] = await read(db, [findCalendarDay(db, day), findLastVersion(db, subject)])
  if (!found) return
  const event = { name: 'calendar_day.removed', detail: { from: day, kind: found.kind } }
  await commitAs(scope, { id: subject, version: logged?.version ?? 0 }, event, [
    writeCalendarDayRemoved(db, day),
    writePlanningChanged(db, now),
  ])
}

const subjectOf = (day: string) => `calendar-day:${day}`
