import { and, asc, eq, gt, inArray, isNull, type SQLWrapper } from 'drizzle-orm'
import { type Photo, photos } from '#schema/tenant/photo.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewPhoto = Omit<Photo, 'messageId'> & { messageId?: string | null }

/** Pictures kept for a form that was refused; nobody else knows its id. */
export const listDraftPhotos = (db: TenantDb, draftId: string | SQLWrapper, now: Date | SQLWrapper) =>
  db
    .select()
    .from(photos)
    .where(and(eq(photos.draftId, draftId), isNull(photos.requestId), gt(photos.expiresAt, now)))
    .orderBy(asc(photos.createdAt), asc(photos.id))
    .limit(20)

/** The same picture sent again has the same key and is stored once. */
export const writePhotos = (db: TenantDb, rows: NewPhoto[]) =>
  db.insert(photos).values(rows).onConflictDoNothing({ target: photos.key })

/** Only what still waits in that draft. */
export const writePhotosTaken = (
  db: TenantDb,
  draftId: string,
  ids: string[],
  taker: { requestId: string; messageId: string | null },
) =>
  db
    .update(photos)
    .set({ ...taker, expiresAt: null })
    .where(and(eq(photos.draftId, draftId), inArray(photos.id, ids), isNull(photos.requestId)))

export const deleteDraftPhotos = (db: TenantDb, draftId: string, ids: string[]) =>
  db.delete(photos).where(and(eq(photos.draftId, draftId), inArray(photos.id, ids), isNull(photos.requestId)))
