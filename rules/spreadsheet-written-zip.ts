import type { Deflation } from '#rules/spreadsheet.ts'

export type ZipPart = { readonly name: string; readonly content: Uint8Array }

/** Same parts, same bytes: every part carries the day on which ZIP's calendar begins. */
export function writtenZip(parts: readonly ZipPart[], deflation: Deflation): Uint8Array {
  const body: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, content } of parts) {
    const title = new TextEncoder().encode(name)
    const packed = deflation.deflate(content)
    const facts = [20, isUtf8, deflated, 0, firstDay, ...half(deflation.checksum(content))]
    const sizes = [...half(packed.length), ...half(content.length), title.length, 0]
    const local = record(localMark, [...facts, ...sizes])
    body.push(local, title, packed)
    directory.push(record(centralMark, [20, ...facts, ...sizes, 0, 0, 0, 0, 0, ...half(at)]), title)
    at += local.length + title.length + packed.length
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = record(endMark, [0, 0, parts.length, parts.length, ...half(length), ...half(at), 0])
  return joined([...body, ...directory, end])
}

const localMark = 0x04034b50
const centralMark = 0x02014b50
const endMark = 0x06054b50
const isUtf8 = 0x0800
const deflated = 8
/** 1980-01-01. */
const firstDay = 0x21

const half = (wide: number) => [wide & 0xffff, wide >>> 16]

/** A mark of four bytes, then fields of two. */
function record(mark: number, fields: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + fields.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark, true)
  for (const [nth, field] of fields.entries()) view.setUint16(4 + nth * 2, field, true)
  return bytes
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
