import { allow, type Decision, refuse } from '#rules/decision.ts'
import { cleanJpeg } from '#rules/photo-jpeg.ts'
import { cleanPng } from '#rules/photo-png.ts'
import { cleanWebp } from '#rules/photo-webp.ts'

export const photoLimits = {
  /** In one form or message. */
  count: 6,
  bytes: 10 * 1024 * 1024,
  bytesTogether: 25 * 1024 * 1024,
}

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

export const photoReasons = [
  'photo_empty',
  'photo_too_large',
  'photo_not_one',
  'photo_heic',
  'photo_animated',
  'photo_too_many_pixels',
  'photo_broken',
] as const
export type PhotoReason = (typeof photoReasons)[number]

/** Only pixels and which way is up: no place, no camera, no preview, nothing behind the picture's end. */
export type CleanPhoto = { type: PhotoType; bytes: Uint8Array; width: number; height: number }

/** By content alone: a name and a declared type say nothing (U-01, U-04). */
export function decidePhoto(bytes: Uint8Array): Decision<CleanPhoto, PhotoReason> {
  if (bytes.length === 0) return refuse('photo_empty')
  if (bytes.length > photoLimits.bytes) return refuse('photo_too_large')
  const kind = kindOf(bytes)
  if (kind === 'other') return refuse('photo_not_one')
  if (kind === 'heic') return refuse('photo_heic')
  const cleaned = cleaners[kind](bytes)
  if (!cleaned.allowed) return cleaned
  return allow({ type: kind, ...cleaned.result })
}

const cleaners = { 'image/jpeg': cleanJpeg, 'image/png': cleanPng, 'image/webp': cleanWebp }

function kindOf(bytes: Uint8Array): PhotoType | 'heic' | 'other' {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (isText(bytes, 0, 'RIFF') && isText(bytes, 8, 'WEBP')) return 'image/webp'
  return isText(bytes, 4, 'ftyp') && heicBrands.some((brand) => isText(bytes, 8, brand)) ? 'heic' : 'other'
}

/** What phones write when nobody asked them for something everybody can see. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'heif', 'avif', 'avis']

const startsWith = (bytes: Uint8Array, at: number, wanted: readonly number[]) =>
  wanted.every((byte, index) => bytes[at + index] === byte)

const isText = (bytes: Uint8Array, at: number, text: string) =>
  startsWith(
    bytes,
    at,
    [...text].map((char) => char.charCodeAt(0)),
  )
