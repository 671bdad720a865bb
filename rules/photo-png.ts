import { animated, broken, type Cleaned, cleaned, isTooMany, tooMany } from '#rules/photo-size.ts'

/** Copies the chunks that make the picture, and drops every other: texts, times, EXIF, profiles, what follows the end. */
export function cleanPng(bytes: Uint8Array): Cleaned {
  const chunks = chunksOf(bytes)
  if (!chunks) return broken
  const header = chunks[0]?.type === 'IHDR' ? headerOf(chunks[0].body) : null
  if (!header || !isInOrder(chunks.map(({ type }) => type))) return broken
  if (isTooMany(header.width, header.height)) return tooMany
  if (chunks.some(({ type }) => animation.has(type))) return animated
  const kept = chunks.filter(({ type, body }) => critical.has(type) || harmless[type]?.(body.length))
  return cleaned([bytes.subarray(0, 8), ...kept.map(({ whole }) => whole)], header.width, header.height)
}

type Chunk = { type: string; body: Uint8Array; whole: Uint8Array }

const critical = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])
const animation = new Set(['acTL', 'fcTL', 'fdAT'])
/** Of a fixed small size: transparency and how bright the colours are meant. Nothing fits in that tells of a person. */
const harmless: Record<string, (length: number) => boolean> = {
  tRNS: (length) => length <= 256,
  sRGB: (length) => length === 1,
  gAMA: (length) => length === 4,
}
const maxChunks = 50_000

/** Null: not the structure of a PNG, or no end. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  let at = 8
  while (at + 12 <= bytes.length && chunks.length < maxChunks) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const next = at + 12 + length
    if (next > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return null
    chunks.push({ type, body: bytes.subarray(at + 8, at + 8 + length), whole: bytes.subarray(at, next) })
    if (type === 'IEND') return length === 0 ? chunks : null
    at = next
  }
  return null
}

function headerOf(body: Uint8Array): { width: number; height: number } | null {
  if (body.length !== 13) return null
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [depth = 0, colour = -1, compression, filter, interlace = 2] = body.subarray(8)
  const isKnown = depths[colour]?.includes(depth) && compression === 0 && filter === 0 && interlace <= 1
  return isKnown && width > 0 && height > 0 ? { width, height } : null
}

/** Bit depths that each colour type allows. */
const depths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** One header, one palette at the most, pixel data in one run. */
function isInOrder(types: readonly string[]): boolean {
  const count = (wanted: string) => types.filter((type) => type === wanted).length
  const first = types.indexOf('IDAT')
  const isOneRun = first > 0 && types.lastIndexOf('IDAT') - first + 1 === count('IDAT')
  return isOneRun && count('IHDR') === 1 && count('PLTE') <= 1 && types.indexOf('PLTE') < first
}
