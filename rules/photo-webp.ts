import { animated, broken, type Cleaned, cleaned, isTooMany, joined, tooMany } from '#rules/photo-size.ts'

/** Keeps the frame and its transparency under a clean header; EXIF, XMP, profiles and what follows the end are dropped. */
export function cleanWebp(bytes: Uint8Array): Cleaned {
  const chunks = chunksOf(bytes)
  if (!chunks) return broken
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type)
  const canvas = of('VP8X')[0] ? canvasOf(of('VP8X')[0]!.body) : null
  if (canvas && isTooMany(canvas.width, canvas.height)) return tooMany
  if (canvas?.isAnimated || of('ANIM').length > 0 || of('ANMF').length > 0) return animated
  const [lossy, lossless, alpha] = [of('VP8 '), of('VP8L'), of('ALPH')]
  if (lossy.length + lossless.length !== 1 || alpha.length > 1) return broken

  const frame = lossy[0] ? lossyFrameOf(lossy[0].body) : losslessFrameOf(lossless[0]!.body)
  if (!frame) return broken
  if (isTooMany(frame.width, frame.height)) return tooMany
  if (canvas && (canvas.width !== frame.width || canvas.height !== frame.height)) return broken
  const image = (lossy[0] ?? lossless[0])!.whole
  const kept = lossy[0] && alpha[0] ? [extendedOf(frame), alpha[0].whole, image] : [image]
  return cleaned([riffOf(kept), ...kept], frame.width, frame.height)
}

type Chunk = { type: string; body: Uint8Array; whole: Uint8Array }
type Frame = { width: number; height: number }

const maxChunks = 1_000

/** Within the size that the file itself declares; null where that does not come out even. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  if (bytes.length < 20) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = view.getUint32(4, true) + 8
  if (end > bytes.length) return null
  const chunks: Chunk[] = []
  let at = 12
  while (at + 8 <= end && chunks.length < maxChunks) {
    const length = view.getUint32(at + 4, true)
    const bodyEnd = at + 8 + length
    if (bodyEnd > end) return null
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    const body = bytes.subarray(at + 8, bodyEnd)
    chunks.push({ type, body, whole: joined([bytes.subarray(at, bodyEnd), new Uint8Array(length % 2)]) })
    at = bodyEnd + (length % 2)
  }
  return at >= end ? chunks : null
}

function canvasOf(body: Uint8Array): (Frame & { isAnimated: boolean }) | null {
  if (body.length < 10) return null
  return { isAnimated: (body[0]! & 0x02) !== 0, width: 1 + little(body, 4, 3), height: 1 + little(body, 7, 3) }
}

/** A key frame's header: three bytes of tag, a start code, 14 bits each. */
function lossyFrameOf(body: Uint8Array): Frame | null {
  const isKeyFrame = body.length > 10 && (body[0]! & 1) === 0
  if (!isKeyFrame || body[3] !== 0x9d || body[4] !== 0x01 || body[5] !== 0x2a) return null
  return sized(little(body, 6, 2) & 0x3fff, little(body, 8, 2) & 0x3fff)
}

function losslessFrameOf(body: Uint8Array): Frame | null {
  if (body.length < 6 || body[0] !== 0x2f) return null
  const bits = little(body, 1, 4)
  return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}

const sized = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : null)

const little = (bytes: Uint8Array, at: number, count: number) =>
  Array.from({ length: count }, (_, index) => (bytes[at + index] ?? 0) * 2 ** (8 * index)).reduce((a, b) => a + b, 0)

/** An extended header that says "transparency" and nothing else. */
const extendedOf = ({ width, height }: Frame) =>
  Uint8Array.of(...ascii('VP8X'), 10, 0, 0, 0, 0x10, 0, 0, 0, ...bytesOf(width - 1, 3), ...bytesOf(height - 1, 3))

const riffOf = (chunks: readonly Uint8Array[]) =>
  Uint8Array.of(
    ...ascii('RIFF'),
    ...bytesOf(4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4),
    ...ascii('WEBP'),
  )

const bytesOf = (value: number, count: number) =>
  Array.from({ length: count }, (_, index) => Math.floor(value / 2 ** (8 * index)) % 256)

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0))
