import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Deflation, type SpreadsheetRefusal, spreadsheetLimits } from '#rules/spreadsheet.ts'

type Refusal = Extract<SpreadsheetRefusal, 'damaged' | 'password' | 'unpacks_too_far'>

export type Zip = {
  has(name: string): boolean
  /** All reads together may unpack to `spreadsheetLimits.unpackedBytes`. */
  read(name: string): Decision<Uint8Array, Refusal>
}

type Entry = { method: number; isLocked: boolean; checksum: number; packed: number; plain: number; at: number }

/** By the directory at the end, which is what every program believes; nothing is unpacked before it is asked for. */
export function openZip(bytes: Uint8Array, deflation: Deflation): Decision<Zip, Refusal> {
  const entries = directoryOf(bytes)
  if (!entries) return refuse('damaged')
  let left: number = spreadsheetLimits.unpackedBytes
  return allow({
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return refuse('damaged')
      if (entry.isLocked) return refuse('password')
      if (entry.plain > left || isBomb(entry)) return refuse('unpacks_too_far')
      const plain = unpack(bytes, entry, deflation)
      if (!plain || deflation.checksum(plain) !== entry.checksum) return refuse('damaged')
      left -= plain.length
      return allow(plain)
    },
  })
}

const isBomb = ({ packed, plain }: Entry) =>
  plain > 1024 * 1024 && plain > Math.max(1, packed) * spreadsheetLimits.ratio

/** A size that lies is a damaged file: no more than it says is ever unpacked. */
function unpack(bytes: Uint8Array, entry: Entry, deflation: Deflation): Uint8Array | null {
  const view = viewOf(bytes)
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== localMark) return null
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  if (start + entry.packed > bytes.length) return null
  const packed = bytes.subarray(start, start + entry.packed)
  const plain = entry.method === 0 ? packed : entry.method === 8 ? deflation.inflate(packed, entry.plain) : null
  return plain?.length === entry.plain ? plain : null
}

const localMark = 0x04034b50
const centralMark = 0x02014b50
const endMark = 0x06054b50
const wideEndMark = 0x06064b50
const wideEndLocatorMark = 0x07064b50
const isWide = 0xffffffff

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function directoryOf(bytes: Uint8Array): Map<string, Entry> | null {
  const view = viewOf(bytes)
  const end = endOf(view)
  if (!end || end.count > spreadsheetLimits.entries) return null
  const entries = new Map<string, Entry>()
  let at = end.at
  for (let nth = 0; nth < end.count; nth++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== centralMark) return null
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((by) => view.getUint16(at + by, true)) as [
      number,
      number,
      number,
    ]
    const next = at + 46 + nameLength + extraLength + noteLength
    if (next > bytes.length) return null
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
    const entry = entryAt(view, at, at + 46 + nameLength, extraLength)
    if (!entry || entries.has(name)) return null
    entries.set(name, entry)
    at = next
  }
  return entries
}

function entryAt(view: DataView, at: number, extraAt: number, extraLength: number): Entry | null {
  const entry = {
    method: view.getUint16(at + 10, true),
    isLocked: (view.getUint16(at + 8, true) & 1) === 1,
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    plain: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  }
  if (entry.plain !== isWide && entry.packed !== isWide && entry.at !== isWide) return entry
  return widened(view, entry, extraAt, extraAt + extraLength)
}

/** Programs that write as a stream (Java's above all) keep sizes in 64 bits even of small files. */
function widened(view: DataView, entry: Entry, from: number, until: number): Entry | null {
  for (let at = from; at + 4 <= until; ) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1 && at + 4 + length <= until) {
      let field = at + 4
      const wide = (narrow: number) => {
        if (narrow !== isWide) return narrow
        if (field + 8 > at + 4 + length) return Number.NaN
        field += 8
        return Number(view.getBigUint64(field - 8, true))
      }
      const plain = wide(entry.plain)
      const packed = wide(entry.packed)
      const result = { ...entry, plain, packed, at: wide(entry.at) }
      return [result.plain, result.packed, result.at].every(Number.isSafeInteger) ? result : null
    }
    at += 4 + length
  }
  return null
}

function endOf(view: DataView): { count: number; at: number } | null {
  const longestNote = 0xffff
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - longestNote; at--) {
    if (view.getUint32(at, true) !== endMark) continue
    const end = { count: view.getUint16(at + 10, true), at: view.getUint32(at + 16, true) }
    return end.count === 0xffff || end.at === isWide ? wideEndOf(view, at) : end
  }
  return null
}

function wideEndOf(view: DataView, endAt: number): { count: number; at: number } | null {
  const locator = endAt - 20
  if (locator < 0 || view.getUint32(locator, true) !== wideEndLocatorMark) return null
  const at = Number(view.getBigUint64(locator + 8, true))
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== wideEndMark) return null
  const start = Number(view.getBigUint64(at + 48, true))
  const count = Number(view.getBigUint64(at + 32, true))
  return start <= view.byteLength ? { count, at: start } : null
}
