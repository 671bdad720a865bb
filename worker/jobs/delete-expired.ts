import { read, write } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { Platform } from '../platform/platform.ts'
import {
  deleteExpiredAttempts,
  deleteExpiredLinks,
  deleteExpiredSessions,
  deleteOldIdempotencyKeys,
  deletePhotos,
  listExpiredPhotos,
} from '../queries/expiry.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A form may be sent again after a week without being stored twice. */
export const keptIdempotencyMs = 8 * dayMs
/** Whoever sends the form in the last second has time to take the picture over. */
const graceMs = hourMs
const mostPhotos = 200

/** What has had its day: unsent pictures, sessions, links, counters and form keys. */
export async function deleteExpired(platform: Platform, db: TenantDb) {
  const now = platform.now()
  await deleteUnsentPhotos(platform, db, new Date(now.getTime() - graceMs))
  await write(
    db,
    [
      deleteExpiredSessions(db, now),
      deleteExpiredLinks(db, new Date(now.getTime() - dayMs)),
      deleteExpiredAttempts(db, now),
      deleteOldIdempotencyKeys(db, new Date(now.getTime() - keptIdempotencyMs)),
    ],
    { repeatable: true },
  )
}

/** The file first: a row that is left names what is still to be removed. */
async function deleteUnsentPhotos(platform: Platform, db: TenantDb, before: Date) {
  const [expired] = await read(db, [listExpiredPhotos(db, before, mostPhotos)])
  if (expired.length === 0) return
  await platform.files.remove(expired.map(({ key }) => key))
  const ids = expired.map(({ id }) => id)
  await write(db, [deletePhotos(db, ids)], { repeatable: true })
}
