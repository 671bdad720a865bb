import { inArray, sql } from 'drizzle-orm'
import { type Limit, type LimitName, limits } from '#rules/attempt.ts'
import { attempts } from '#schema/attempt.ts'
import type { Database } from '#tenants/scope.ts'

/** What is counted: a limit, and the keyed hash of whom. */
export type Counted = { limit: LimitName; key: string }

/**
 * Counts one try, unless the key has to wait: then nothing changes, so that tries made while waiting never lengthen
 * the wait. One statement: tries at the same moment are all counted. Answers a row only when the try was let through.
 */
export const writeTry = (db: Database, { limit, key }: Counted, now: Date) => {
  const { windowSeconds } = limits[limit]
  const expiresAt = new Date(now.getTime() + windowSeconds * 1_000)
  const over = sql`${attempts.expiresAt} <= ${now.getTime()}`
  return db
    .insert(attempts)
    .values({ key, count: 1, expiresAt })
    .onConflictDoUpdate({
      target: attempts.key,
      set: { count: sql`case when ${over} then 1 else ${attempts.count} + 1 end`, expiresAt },
      setWhere: sql`${over} or ${now.getTime()} >= ${notBefore(limits[limit])}`,
    })
    .returning({ key: attempts.key })
}

/** `delaySecondsAfter` as SQL. */
const notBefore = (limit: Limit) => {
  const { free, baseSeconds, capSeconds, windowSeconds } = limit
  const doubled = sql`${baseSeconds} * (1 << min(max(${attempts.count} - ${free}, 0), 20))`
  const delay = sql`case when ${attempts.count} < ${free} then 0 else min(${capSeconds}, ${doubled}) end`
  return sql`${attempts.expiresAt} - ${windowSeconds * 1_000} + (${delay}) * 1000`
}

export const listAttempts = (db: Database, counted: readonly Counted[]) =>
  db
    .select()
    .from(attempts)
    .where(
      inArray(
        attempts.key,
        counted.map(({ key }) => key),
      ),
    )

/** The try turned out to be the right one: it counts no more. */
export const writeTryBack = (db: Database, key: string) =>
  db
    .update(attempts)
    .set({ count: sql`max(${attempts.count} - 1, 0)` })
    .where(inArray(attempts.key, [key]))

export const writeFreshStart = (db: Database, keys: readonly string[]) =>
  db.delete(attempts).where(inArray(attempts.key, [...keys]))
