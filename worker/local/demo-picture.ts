import { crc32, deflateSync } from 'node:zlib'
import type { Chance } from './demo-chance.ts'

const width = 480
const height = 360
/** Which of the seven bars are lit: top, upper right, lower right, bottom, lower left, upper left, middle. */
const bars: Record<string, string> = {
  E: '1001111',
  F: '1000111',
  0: '1111110',
  1: '0110000',
  2: '1101101',
  4: '0110011',
}

/** A picture of a machine's display with an error on it, as customers send them. */
export function displayPicture(chance: Chance): Uint8Array<ArrayBuffer> {
  const code = [chance.pick(['E', 'F']), chance.pick(['0', '1', '2']), chance.pick(['1', '2', '4'])]
  const [red, green, blue] = [chance.between(150, 215), chance.between(150, 215), chance.between(150, 215)]
  const tilt = chance.between(-30, 30) / 1_000
  const pixels = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = 1 - (x + y) / (2.6 * (width + height))
      const [r, g, b] = colourAt(x, y + (x - width / 2) * tilt, code) ?? [red * shade, green * shade, blue * shade]
      pixels.set([r, g, b], y * (width * 3 + 1) + 1 + x * 3)
    }
  return png(pixels)
}

function colourAt(x: number, y: number, code: readonly string[]): [number, number, number] | undefined {
  if (x < 60 || x > 420 || y < 80 || y > 280) return undefined
  const at = Math.floor((x - 90) / 100)
  const lit = x >= 90 && at < code.length && isLit(x - 90 - at * 100, y - 110, bars[code[at]!]!)
  return lit ? [255, 72, 48] : [22, 24, 30]
}

function isLit(x: number, y: number, lit: string): boolean {
  const across = x > 12 && x < 68
  const upper = y > 6 && y < 66
  const lower = y > 74 && y < 134
  const inBar = [
    across && y >= 0 && y < 10,
    upper && x >= 66 && x < 76,
    lower && x >= 66 && x < 76,
    across && y >= 130 && y < 140,
    lower && x >= 4 && x < 14,
    upper && x >= 4 && x < 14,
    across && y >= 65 && y < 75,
  ]
  return inBar.some((inside, bar) => inside && lit[bar] === '1')
}

function png(pixels: Buffer): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
