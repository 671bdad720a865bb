import { inArray, lte, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import type { ControlPlaneDb } from '#tenants/scope.ts'

/** Counts one try in a window that begins with its first one; answers the count so far. `key`: never an address in the clear. */
export const writeSignUpTry = (db: ControlPlaneDb, key: string, now: Date, windowSeconds: number) => {
  const over = lte(attempts.expiresAt, now)
  const expiresAt = new Date(now.getTime() + windowSeconds * 1_000)
  return db
    .insert(attempts)
    .values({ key, count: 1, expiresAt })
    .onConflictDoUpdate({
      target: attempts.key,
      set: {
        count: sql`case when ${over} then 1 else ${attempts.count} + 1 end`,
        expiresAt: sql`case when ${over} then ${expiresAt.getTime()} else ${attempts.expiresAt} end`,
      },
    })
}

export const listSignUpTries = (db: ControlPlaneDb, keys: readonly string[]) =>
  db
    .select()
    .from(attempts)
    .where(inArray(attempts.key, [...keys]))
