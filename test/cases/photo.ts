/** Pictures made by code: the right structure, and hidden in it everything that must not come out again. */

const ascii = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)))
export function joined(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
const be16 = (value: number) => [(value >> 8) & 255, value & 255]
const be32 = (value: number) => [...be16(value >>> 16), ...be16(value & 0xffff)]
const le32 = (value: number) => be32(value).reverse()

export const canary = 'CANARY-31.2304N-121.4737E'

const segment = (marker: number, body: Uint8Array) => joined([0xff, marker], be16(body.length + 2), body)

/** Orientation, GPS position and a thumbnail. */
function exif(orientation: number): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number[]) => [...be16(tag), ...be16(type), ...be32(count), ...value]
  return joined(
    ascii('Exif\0\0'),
    ascii('MM'),
    [0, 42, 0, 0, 0, 8],
    be16(3),
    entry(0x010f, 2, canary.length, be32(100)),
    entry(0x0112, 3, 1, [...be16(orientation), 0, 0]),
    entry(0x8825, 4, 1, be32(120)),
    be32(0),
    new Uint8Array(60),
    ascii(canary),
    joined([0xff, 0xd8, 0xff, 0xd9], ascii(`thumbnail ${canary}`)),
  )
}

type Jpeg = { width?: number; height?: number; orientation?: number; scans?: number; tail?: Uint8Array; end?: boolean }

export function jpeg({ width = 640, height = 480, orientation = 1, scans = 1, tail, end = true }: Jpeg = {}): Uint8Array {
  const table = segment(0xdb, joined([0], new Uint8Array(64).fill(1)))
  const huffman = segment(0xc4, joined([0], new Uint8Array(16).fill(0), []))
  const frame = segment(0xc0, joined([8], be16(height), be16(width), [3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]))
  const scan = joined(segment(0xda, Uint8Array.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])
  return joined(
    [0xff, 0xd8],
    segment(0xe0, joined(ascii('JFIF\0'), [1, 2, 1, 0, 72, 0, 72, 0, 0])),
    segment(0xe1, exif(orientation)),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${canary}</x:xmpmeta>`)),
    segment(0xed, ascii(`Photoshop 3.0\0 8BIM IPTC ${canary}`)),
    segment(0xe2, ascii(`ICC_PROFILE\0 ${canary}`)),
    segment(0xee, joined(ascii('Adobe'), [0, 100, 0, 0, 0, 0, 1], ascii(canary))),
    segment(0xfe, ascii(`comment ${canary}`)),
    table,
    huffman,
    frame,
    ...Array.from({ length: scans }, () => scan),
    end ? [0xff, 0xd9] : [],
    tail ?? [],
  )
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

const chunk = (type: string, body: Uint8Array | number[]) =>
  joined(be32(body.length), ascii(type), body, be32(crc(joined(ascii(type), body))))

/** A grey pixel, deflated without compression. */
const pixel = [0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 0x80, 0, 0x82, 0, 0x81]

export function png({ width = 1, height = 1, frames = 0, tail = new Uint8Array() } = {}): Uint8Array {
  return joined(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', [...be32(width), ...be32(height), 8, 0, 0, 0, 0]),
    chunk('gAMA', be32(45455)),
    chunk('tEXt', ascii(`Comment\0${canary}`)),
    chunk('eXIf', exif(6)),
    ...(frames > 0 ? [chunk('acTL', [...be32(frames), ...be32(0)])] : []),
    chunk('IDAT', pixel),
    chunk('IEND', []),
    tail,
  )
}

const riffChunk = (type: string, body: Uint8Array | number[]) =>
  joined(ascii(type), le32(body.length), body, new Uint8Array(body.length % 2))

type Webp = { width?: number; height?: number; canvas?: [number, number]; isAnimated?: boolean; alpha?: boolean; lossless?: boolean }

export function webp({ width = 320, height = 240, canvas = [width, height], isAnimated = false, alpha = false, lossless = false }: Webp = {}) {
  const flags = 0x20 | 0x08 | 0x04 | (alpha ? 0x10 : 0) | (isAnimated ? 0x02 : 0)
  const le24 = (value: number) => le32(value).slice(0, 3)
  const lossyFrame = [0x10, 0, 0, 0x9d, 0x01, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 1, 2, 3]
  const losslessFrame = [0x2f, ...le32(((width - 1) | ((height - 1) << 14)) >>> 0), 7]
  const chunks = joined(
    riffChunk('VP8X', [flags, 0, 0, 0, ...le24(canvas[0] - 1), ...le24(canvas[1] - 1)]),
    riffChunk('ICCP', ascii(canary)),
    isAnimated ? riffChunk('ANIM', [0, 0, 0, 0, 0, 0]) : [],
    alpha ? riffChunk('ALPH', [0, 1, 2]) : [],
    lossless ? riffChunk('VP8L', losslessFrame) : riffChunk('VP8 ', lossyFrame),
    riffChunk('EXIF', exif(3)),
    riffChunk('XMP ', ascii(canary)),
  )
  return joined(ascii('RIFF'), le32(chunks.length + 4), ascii('WEBP'), chunks)
}

export const heic = () => joined([0, 0, 0, 24], ascii('ftypheic'), ascii('\0\0\0\0mif1heic'), new Uint8Array(200))

export const textIn = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
