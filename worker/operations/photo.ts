import { type CleanPhoto, decidePhoto, type PhotoReason, photoLimits } from '#rules/photo.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { newId } from '#tenants/id.ts'
import type { PublicScope } from '#tenants/scope.ts'
import type { Platform } from '../platform/platform.ts'

export type Reached = PublicScope & { platform: Platform }

/** A picture that was sent, by what is in it. */
export type SentPhoto = { bytes: Uint8Array; digest: string }

export async function readPhotos(files: readonly File[]): Promise<SentPhoto[]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      return { bytes, digest: hex(await crypto.subtle.digest('SHA-256', bytes)) }
    }),
  )
}

/** The pictures that can be kept, and what is wrong with the others; `kept` are there already. */
export function photosRefused(sent: readonly SentPhoto[], kept: number) {
  const clean: CleanPhoto[] = []
  const reasons: PhotoReason[] = []
  for (const { bytes } of sent.slice(0, photoLimits.count)) {
    const decision = decidePhoto(bytes)
    if (decision.allowed) clean.push(decision.result)
    else reasons.push(decision.reason)
  }
  const isTooMany = sent.length + kept > photoLimits.count
  const reason = reasons[0] ?? (isTooMany ? 'photo_too_many' : undefined)
  const errors: Record<string, string> = reason ? { photos: reason } : {}
  return { clean: clean.slice(0, Math.max(0, photoLimits.count - kept)), errors }
}

/** Where a picture belongs; `within` is the secret of the draft or message that it came with. */
export type PhotoPlace = Pick<Photo, 'draftId' | 'requestId' | 'expiresAt'> & {
  messageId?: string | null
  within: string
}

/**
 * Stores pictures and answers their rows. The key is a keyed hash of place and content: nobody can guess it, and the
 * same picture sent again after a lost answer lands in the same spot.
 */
export async function storePhotos(scope: Reached, clean: readonly CleanPhoto[], place: PhotoPlace) {
  const { platform, tenant, now } = scope
  const { within, messageId = null, ...columns } = place
  const stored = await Promise.all(
    clean.map(async ({ type, bytes, width, height }) => {
      const digest = hex(await crypto.subtle.digest('SHA-256', bytes))
      const key = `${tenant.id}/${await platform.vault.mac('photo', `${tenant.id} ${within} ${digest}`)}`
      await platform.files.put(key, bytes, type)
      return { key, type, bytes: bytes.length, width, height }
    }),
  )
  const unlike = [...new Map(stored.map((photo) => [photo.key, photo])).values()]
  // Ids a millisecond apart keep the order in which they were chosen.
  return unlike.map((photo, index) => ({
    ...photo,
    ...columns,
    messageId,
    id: newId(new Date(now.getTime() + index)),
    createdAt: now,
  }))
}

const hex = (buffer: ArrayBuffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
