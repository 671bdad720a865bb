import { eq, type SQLWrapper, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { Database, TenantDb } from '#tenants/scope.ts'

/** What is counted, and for how long from its first. */
export type Window = { key: string; seconds: number }
export type Counted = { key: string; count: number; expires_at: number }

/** Counts one more in each window, and answers the counts. Tries at one moment are all counted. */
export const writeCounts = (db: TenantDb, windows: readonly Window[], now: Date) =>
  writeWindows(db, { at: now.getTime(), windows: JSON.stringify(windows) })

const writeWindows = prepared((db: TenantDb, { at, windows }: Gaps<{ at: number; windows: string }>) =>
  db.all<Counted>(sql`insert into attempts (key, count, expires_at)
    select j.value ->> 'key', 1, ${at} + (j.value ->> 'seconds') * 1000 from json_each(${windows}) j where true
    on conflict (key) do update set
      count = case when attempts.expires_at <= ${at} then 1 else attempts.count + 1 end,
      expires_at = case when attempts.expires_at <= ${at} then excluded.expires_at else attempts.expires_at end
    returning key, count, expires_at`),
)

/** Strangers are written to only for a company whose owner or admin has proved an address of their own. */
export const mailPermission = sql`exists (select 1 from members
    where role in ('owner', 'admin') and email_verified_at is not null and disabled_at is null)`

export const findMailPermission = (db: TenantDb) =>
  db.all<{ granted: number }>(sql`select ${mailPermission} as granted`)

export const findCount = (db: TenantDb, key: SQLWrapper) =>
  db.select().from(attempts).where(eq(attempts.key, key)).limit(1)

/** A proof of work counts once: its key a second time breaks the batch. */
export const writeSpentProof = (db: Database, key: string, expiresAt: Date) =>
  db.insert(attempts).values({ key, count: 1, expiresAt })
