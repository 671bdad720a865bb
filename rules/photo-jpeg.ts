import { broken, type Cleaned, cleaned, isTooMany, tooMany } from '#rules/photo-size.ts'

/**
 * Walks the segments and copies what a decoder needs: tables, frame, scans. Application data, comments, previews and
 * whatever follows the end are left behind; the orientation is written anew, in the smallest EXIF there is.
 */
export function cleanJpeg(bytes: Uint8Array): Cleaned {
  const walk = segmentsOf(bytes)
  if (!walk) return broken
  const frames = walk.filter(({ marker }) => isFrame(marker))
  const frame = frames.length === 1 ? frameOf(frames[0]!.body) : null
  if (!frame) return broken
  if (isTooMany(frame.width, frame.height)) return tooMany
  const scans = walk.filter(({ marker }) => marker === sos)
  if (scans.length === 0 || scans.length > maxScans || walk.indexOf(scans[0]!) < walk.indexOf(frames[0]!)) return broken

  const orientation = orientationOf(walk)
  const kept = walk.flatMap((segment) => keptOf(segment))
  const turned = orientation >= 5
  return cleaned(
    [start, ...(orientation > 1 ? [exifOf(orientation)] : []), ...kept, end],
    turned ? frame.height : frame.width,
    turned ? frame.width : frame.height,
  )
}

/** `body` is without marker and length; `whole` is everything to copy, a scan with its coded data. */
type Segment = { marker: number; body: Uint8Array; whole: Uint8Array }

const start = Uint8Array.of(0xff, 0xd8)
const end = Uint8Array.of(0xff, 0xd9)
const sos = 0xda
const eoi = 0xd9
const adobe = 0xee
/** A progressive picture has about ten; thousands are an attack on whoever decodes it. */
const maxScans = 100
const maxSegments = 2_000

/** Null: not the structure of a JPEG. A missing end is forgiven once there is a scan, as browsers forgive it. */
function segmentsOf(bytes: Uint8Array): Segment[] | null {
  const segments: Segment[] = []
  let at = 2
  while (segments.length < maxSegments) {
    if (bytes[at] !== 0xff) return null
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === eoi) return segments
    if (marker === undefined || !hasLength(marker)) return null
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const bodyEnd = at + 2 + length
    if (length < 2 || bodyEnd > bytes.length) return null
    const until = marker === sos ? endOfScan(bytes, bodyEnd) : bodyEnd
    segments.push({ marker, body: bytes.subarray(at + 4, bodyEnd), whole: bytes.subarray(at, until) })
    if (until >= bytes.length) return marker === sos ? segments : null
    at = until
  }
  return null
}

/** Restart marks and stuffed zeros belong to the coded data; any other mark ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (true) {
    const mark = bytes.indexOf(0xff, at)
    if (mark < 0 || mark + 1 >= bytes.length) return bytes.length
    const next = bytes[mark + 1]!
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return mark
    at = mark + (next === 0xff ? 1 : 2)
  }
}

const hasLength = (marker: number) => marker >= 0xc0 && (marker < 0xd0 || marker > 0xd8)

/** Baseline, extended and progressive; a browser shows no other. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function frameOf(body: Uint8Array): { width: number; height: number } | null {
  const [precision, ...size] = body.subarray(0, 6)
  const [h1 = 0, h0 = 0, w1 = 0, w0 = 0, components = 0] = size
  const height = (h1 << 8) | h0
  const width = (w1 << 8) | w0
  const isKnown = precision === 8 && [1, 3, 4].includes(components) && body.length === 6 + components * 3
  return isKnown && width > 0 && height > 0 ? { width, height } : null
}

function keptOf({ marker, body, whole }: Segment): Uint8Array[] {
  if (marker === adobe) return isAdobe(body) ? [adobeOf(body)] : []
  return tables.has(marker) || marker === sos || isFrame(marker) ? [whole] : []
}

/** Huffman tables, quantisation tables, restart interval. */
const tables = new Set([0xc4, 0xdb, 0xdd])

/** Says how colours were transformed: without it, pictures of four inks turn negative. */
const isAdobe = (body: Uint8Array) => body.length >= 12 && textAt(body, 0, 5) === 'Adobe'

const adobeOf = (body: Uint8Array) =>
  Uint8Array.of(0xff, adobe, 0, 14, ...[...'Adobe'].map((char) => char.charCodeAt(0)), 0, 100, 0, 0, 0, 0, body[11]!)

/** 1 to 8; 1 where nothing sensible is said. */
function orientationOf(segments: readonly Segment[]): number {
  const exif = segments.find(({ marker, body }) => marker === 0xe1 && textAt(body, 0, 6) === 'Exif\0\0')
  return exif ? orientationIn(exif.body.subarray(6)) : 1
}

function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 8) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = textAt(tiff, 0, 2) === 'II'
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.length) return 1
    if (view.getUint16(at, little) !== 0x0112) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** One directory with one entry, big-endian. */
const exifOf = (orientation: number) =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  )

const textAt = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))
