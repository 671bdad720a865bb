import type { CleanPhoto } from '#rules/photo.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { type Statement, write } from '#tenants/round-trip.ts'
import { deleteDraftPhotos, writePhotos, writePhotosTaken } from '../queries/photo.ts'
import { type Reached, storePhotos } from './photo.ts'

const keptMs = 86_400_000

/** Pictures of a form that was refused wait a day for it to be sent again; those the person took out go at once. */
export async function keepDraft(
  scope: Reached,
  { draftKey, removed }: { draftKey: string; removed: readonly string[] },
  kept: readonly Photo[],
  clean: readonly CleanPhoto[],
): Promise<Photo[]> {
  const { db, now } = scope
  const dropped = kept.filter(({ id }) => removed.includes(id))
  const left = kept.filter(({ id }) => !removed.includes(id))
  const place = { draftId: draftKey, requestId: null, expiresAt: new Date(now.getTime() + keptMs), within: draftKey }
  const stored = await storePhotos(scope, clean, place)
  const added = stored.filter(({ key }) => !left.some((photo) => photo.key === key))
  const statements = draftWrites(scope, draftKey, dropped, added)
  if (statements.length > 0) await write(db, statements, { repeatable: true })
  const gone = dropped.map(({ key }) => key).filter((key) => !added.some((photo) => photo.key === key))
  if (gone.length > 0) await scope.platform.files.remove(gone)
  return [...left, ...added]
}

function draftWrites({ db }: Reached, draftKey: string, dropped: readonly Photo[], added: Photo[]): Statement[] {
  const ids = dropped.map(({ id }) => id)
  return [
    ...(ids.length > 0 ? [deleteDraftPhotos(db, draftKey, ids)] : []),
    ...(added.length > 0 ? [writePhotos(db, added)] : []),
  ]
}

/** In the batch that makes or adds to a request: the pictures kept and those just sent become its own. */
export async function takenPhotos(
  scope: Reached,
  { draftKey, removed }: { draftKey: string; removed: readonly string[] },
  kept: readonly Photo[],
  clean: readonly CleanPhoto[],
  taker: { requestId: string; messageId: string | null },
): Promise<{ writes: Statement[]; count: number }> {
  const { db } = scope
  const dropped = kept.filter(({ id }) => removed.includes(id))
  const left = kept.filter(({ id }) => !removed.includes(id))
  const stored = await storePhotos(scope, clean, { draftId: draftKey, expiresAt: null, within: draftKey, ...taker })
  const added = stored.filter(({ key }) => !left.some((photo) => photo.key === key))
  const ids = left.map(({ id }) => id)
  return {
    writes: [
      ...draftWrites(scope, draftKey, dropped, added),
      ...(ids.length > 0 ? [writePhotosTaken(db, draftKey, ids, taker)] : []),
    ],
    count: left.length + added.length,
  }
}
