import { and, asc, inArray, isNull, lte, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import { idempotencyKeys } from '#schema/tenant/idempotency.ts'
import { photos } from '#schema/tenant/photo.ts'
import { links, sessions } from '#schema/tenant/session.ts'
import type { Database, TenantDb } from '#tenants/scope.ts'

/** Pictures of a form that was never sent. */
export const listExpiredPhotos = (db: TenantDb, now: Date, limit: number) =>
  db
    .select({ id: photos.id, key: photos.key })
    .from(photos)
    .where(and(lte(photos.expiresAt, now), isNull(photos.requestId)))
    .orderBy(asc(photos.expiresAt))
    .limit(limit)

/** Only what still belongs to nothing: a request may have taken a picture meanwhile. */
export const deletePhotos = (db: TenantDb, ids: string[]) =>
  db.delete(photos).where(and(inArray(photos.id, ids), isNull(photos.requestId)))

export const deleteExpiredSessions = (db: TenantDb, now: Date) =>
  db.delete(sessions).where(lte(sessions.expiresAt, now))

export const deleteExpiredLinks = (db: TenantDb, before: Date) => db.delete(links).where(lte(links.expiresAt, before))

export const deleteOldIdempotencyKeys = (db: TenantDb, before: Date) =>
  db.delete(idempotencyKeys).where(lte(idempotencyKeys.at, before))

export const deleteExpiredAttempts = (db: Database, now: Date) =>
  db.delete(attempts).where(lte(attempts.expiresAt, now))

/** The earliest instant at which something here wants deleting, or null; every part is the first entry of an index. */
export const findNextExpiryAt = (db: TenantDb, keptIdempotencyMs: number) =>
  db
    .select({
      at: sql<number | null>`nullif(min(
        coalesce((select min(${photos.expiresAt}) from ${photos} where ${photos.expiresAt} is not null), ${never}),
        coalesce((select min(${sessions.expiresAt}) from ${sessions}), ${never}),
        coalesce((select min(${links.expiresAt}) from ${links}), ${never}),
        coalesce((select min(${attempts.expiresAt}) from ${attempts}), ${never}),
        coalesce((select min(${idempotencyKeys.at}) from ${idempotencyKeys}) + ${keptIdempotencyMs}, ${never})
      ), ${never})`,
    })
    .from(sql`(select 1)`)

/** The largest instant that a Date can hold. */
const never = 8_640_000_000_000_000
