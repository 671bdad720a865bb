import { eq, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Counts one more in a window that begins with its first; answers the count. Tries at one moment are all counted. */
export const writeCount = (db: TenantDb, key: string, windowSeconds: number, now: Date) => {
  const over = sql`${attempts.expiresAt} <= ${now.getTime()}`
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
    .returning({ count: attempts.count, expiresAt: attempts.expiresAt })
}

export const findCount = (db: TenantDb, key: string) => db.select().from(attempts).where(eq(attempts.key, key)).limit(1)

/** A proof of work counts once: its key a second time breaks the batch. */
export const writeSpentProof = (db: TenantDb, key: string, expiresAt: Date) =>
  db.insert(attempts).values({ key, count: 1, expiresAt })

export const spentProofColumn = 'attempts.key'
