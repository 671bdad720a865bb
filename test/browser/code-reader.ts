import type { Page } from 'playwright-core'

/** Error correction M, of versions 1 to 10: its blocks, and its codewords in each (ISO/IEC 18004, table 9). */
const blocksOf = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]
const correctionOf = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26]
const alignmentOf = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
]
const quietBorder = 4

type Module = (x: number, y: number) => boolean

/** What a camera reads of the nth code on a page, from the picture that is there. */
export async function codeOn(page: Page, nth = 0): Promise<string> {
  const code = page.locator('svg.qr').nth(nth)
  const size = Number((await code.getAttribute('viewBox'))!.split(' ')[3]) - 2 * quietBorder
  const dark = new Set<string>()
  for (const [, x, y, length] of (await code.locator('path').getAttribute('d'))!.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let at = 0; at < Number(length); at++) dark.add(`${Number(x) + at - quietBorder} ${Number(y) - quietBorder}`)
  return textOf(size, (x, y) => dark.has(`${x} ${y}`))
}

function textOf(size: number, isDark: Module): string {
  const version = (size - 17) / 4
  const format = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((y) => isDark(8, y)),
    ...[7, 5, 4, 3, 2, 1, 0].map((x) => isDark(x, 8)),
  ]
  const bits = format.reduce((sum, bit, at) => sum | (Number(bit) << at), 0) ^ 0x5412
  if (bits >> 13 !== 0) throw new Error('not of error correction M')
  const mask = masks[(bits >> 10) & 7]!
  const raw = codewordsOf(size, version, (x, y) => isDark(x, y) !== mask(x, y))
  const data = withoutCorrection(raw, version)
  const nibbles = data.flatMap((byte) => [byte >> 4, byte & 15])
  if (nibbles[0] !== 4) throw new Error('not written in bytes')
  const [lengthAt, textAt] = version < 10 ? [1, 3] : [1, 5]
  const length = nibbles.slice(lengthAt, textAt).reduce((sum, nibble) => sum * 16 + nibble, 0)
  const bytes = Array.from({ length }, (_, at) => nibbles[textAt + 2 * at]! * 16 + nibbles[textAt + 2 * at + 1]!)
  return new TextDecoder().decode(new Uint8Array(bytes))
}

const masks: Module[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Two columns at a time from the right, up and down, around what is no data. */
function codewordsOf(size: number, version: number, bitAt: Module): number[] {
  const bits: boolean[] = []
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
      for (const x of [right, right - 1]) if (!isFixed(size, version, x, y)) bits.push(bitAt(x, y))
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + Number(bit), 0),
  )
}

function isFixed(size: number, version: number, x: number, y: number): boolean {
  if ((x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8)) return true
  if (x === 6 || y === 6) return true
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true
  const centres = alignmentOf[version - 1]!
  const last = centres.at(-1)
  const isCorner = (one: number, other: number) =>
    (one === 6 && other === 6) || (one === 6 && other === last) || (one === last && other === 6)
  return centres.some((one) =>
    centres.some((other) => !isCorner(one, other) && Math.abs(x - one) <= 2 && Math.abs(y - other) <= 2),
  )
}

/** The blocks lie in one another; the longer ones come last. */
function withoutCorrection(raw: readonly number[], version: number): number[] {
  const blocks = blocksOf[version - 1]!
  const shorter = blocks - (raw.length % blocks)
  const length = Math.floor(raw.length / blocks) - correctionOf[version - 1]!
  const data: number[][] = Array.from({ length: blocks }, () => [])
  let next = 0
  for (let at = 0; at <= length; at++)
    for (const [nth, block] of data.entries()) if (at < length || nth >= shorter) block.push(raw[next++]!)
  return data.flat()
}
