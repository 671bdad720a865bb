import { and, desc, eq, inArray, type SQLWrapper } from 'drizzle-orm'
import { events } from '#schema/tenant/event.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { preparedInsert } from '#tenants/prepared-insert.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope, TenantDb } from '#tenants/scope.ts'

/** `version` as it was loaded; a new subject has 0. */
export type Subject = { id: string; version: number }
export type NewEvent = { name: string; detail?: Record<string, unknown> }
type Author = PublicScope & { actor?: { id: string } }

/**
 * Appends the event and runs the writes in one atomic batch. Whoever loses a race gets `Conflict`, and nothing of theirs
 * is stored. Safe to send again when the answer is lost: the event's own id tells whether it was stored.
 */
export async function commit(scope: Author, subject: Subject, event: NewEvent, writes: readonly Statement[]) {
  const row = {
    id: newId(scope.now),
    subject: subject.id,
    version: subject.version + 1,
    actor: scope.actor?.id ?? 'customer',
    at: scope.now,
    detail: {},
    ...event,
  }
  try {
    await write(scope.db, [writeEvent(scope.db, row), ...writes], { repeatable: true })
  } catch (error) {
    if (!isUniqueViolation(error, 'events.subject, events.version') && !isUniqueViolation(error, 'events.id'))
      throw error
    if ((await storedEventId(scope.db, subject.id, row.version)) !== row.id) throw new Conflict()
  }
}

/** For a batch that is held by a guard of its own, or that changes a second subject: the lock of that one. */
export const writeEvent = preparedInsert(events)

/** What happened to these subjects so far, by name and actor. A handful each. */
export const listEventsOf = (db: TenantDb, subjects: readonly string[]) =>
  db
    .select({ name: events.name, actor: events.actor })
    .from(events)
    .where(inArray(events.subject, [...subjects]))
    .orderBy(desc(events.version))
    .limit(20)

/** What happened to a subject, the newest first. */
export const listHistory = (db: TenantDb, subject: string | SQLWrapper, limit: number) =>
  db
    .select({ name: events.name, actor: events.actor, at: events.at, detail: events.detail })
    .from(events)
    .where(eq(events.subject, subject))
    .orderBy(desc(events.version))
    .limit(limit)

/** For a subject without a row of its own that counts: its log counts on when the row comes and goes. */
export const findLastVersion = (db: TenantDb, subject: string) =>
  db
    .select({ version: events.version })
    .from(events)
    .where(eq(events.subject, subject))
    .orderBy(desc(events.version))
    .limit(1)

/** A form is sent again within seconds or minutes: this many changes later it is no repetition. */
const recentChanges = 50

/** What was last done to a subject, with the keys of the forms that asked for it. */
export const listRecentKeys = (db: TenantDb, subject: string) =>
  db
    .select({ detail: events.detail })
    .from(events)
    .where(eq(events.subject, subject))
    .orderBy(desc(events.version))
    .limit(recentChanges)

export const keysIn = (recent: readonly { detail: Record<string, unknown> }[]): string[] =>
  recent.flatMap(({ detail }) => (typeof detail.key === 'string' ? [detail.key] : []))

async function storedEventId(db: TenantDb, subject: string, version: number) {
  const own = and(eq(events.subject, subject), eq(events.version, version))
  const [rows] = await read(db, [db.select({ id: events.id }).from(events).where(own)])
  return rows[0]?.id
}
