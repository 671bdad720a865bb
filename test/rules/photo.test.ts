import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decidePhoto, photoLimits } from '#rules/photo.ts'
import { canary, heic, joined, jpeg, png, textIn, webp } from '../cases/photo.ts'

const kept = (bytes: Uint8Array) => {
  const decision = decidePhoto(bytes)
  if (!decision.allowed) throw new Error(decision.reason)
  return decision.result
}
const refusal = (bytes: Uint8Array) => {
  const decision = decidePhoto(bytes)
  return decision.allowed ? 'kept' : decision.reason
}
const latin = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)))

describe('what is hidden in a picture does not come out again (U-05)', () => {
  for (const [name, bytes] of Object.entries({
    jpeg: jpeg({ orientation: 6 }),
    png: png(),
    'lossy webp': webp(),
    'lossless webp': webp({ lossless: true }),
    'webp with transparency': webp({ alpha: true }),
  }))
    test(`${name}: place, camera, preview, profile and comments are gone`, () => {
      expect(textIn(bytes)).toContain(canary)
      const clean = kept(bytes)
      expect(textIn(clean.bytes)).not.toContain('CANARY')
      for (const trace of ['Photoshop', 'xmpmeta', 'ICC', 'XMP', 'tEXt', 'thumbnail'])
        expect(textIn(clean.bytes)).not.toContain(trace)
    })

  test('a cleaned picture is cleaned again to itself', () => {
    for (const bytes of [jpeg({ orientation: 8 }), png(), webp(), webp({ alpha: true }), webp({ lossless: true })]) {
      const once = kept(bytes)
      expect(kept(once.bytes)).toEqual(once)
    }
  })

  test('which way is up stays, and the size is as it is shown', () => {
    const clean = kept(jpeg({ width: 640, height: 480, orientation: 6 }))
    expect([clean.width, clean.height]).toEqual([480, 640])
    expect(textIn(clean.bytes.slice(0, 40))).toContain('Exif\0\0MM\0*')
    expect(clean.bytes[2 + 4 + 6 + 8 + 2 + 9]).toBe(6)
  })

  test('a picture that is upright carries no EXIF at all', () => {
    const clean = kept(jpeg({ orientation: 1 }))
    expect(textIn(clean.bytes)).not.toContain('Exif')
    expect([clean.width, clean.height]).toEqual([640, 480])
  })
})

describe('a type is told by what is inside (U-01, U-03, U-04)', () => {
  test('each of the three is known', () => {
    expect([kept(jpeg()).type, kept(png()).type, kept(webp()).type]).toEqual(['image/jpeg', 'image/png', 'image/webp'])
  })

  for (const [name, bytes, reason] of [
    ['nothing', new Uint8Array(), 'photo_empty'],
    ['HTML', latin('<!DOCTYPE html><script>alert(1)</script>'), 'photo_not_one'],
    ['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'photo_not_one'],
    ['GIF that is a script', latin('GIF89a/*<svg/onload=alert(1)>*/=1'), 'photo_not_one'],
    ['PDF', latin('%PDF-1.7'), 'photo_not_one'],
    ['a program', latin('MZ\x90\0'), 'photo_not_one'],
    ['HEIC', heic(), 'photo_heic'],
  ] as const)
    test(`${name} is refused`, () => expect(refusal(bytes)).toBe(reason))

  test('what follows the end of the picture is left behind', () => {
    const tail = latin('PK\x03\x04<script>alert(1)</script>')
    for (const bytes of [jpeg({ tail }), png({ tail }), joined(webp(), tail)])
      expect(textIn(kept(bytes).bytes)).not.toContain('script')
  })

  test('a picture that breaks off before its picture data is broken; one that lacks only its end is not', () => {
    expect(refusal(jpeg().slice(0, 300))).toBe('photo_broken')
    expect(refusal(png().slice(0, 60))).toBe('photo_broken')
    expect(refusal(webp().slice(0, 60))).toBe('photo_broken')
    expect(kept(jpeg({ end: false })).bytes.slice(-2)).toEqual(Uint8Array.of(0xff, 0xd9))
  })
})

describe('a picture that would burst whoever opens it is refused by its header (U-10)', () => {
  for (const [name, bytes, reason] of [
    ['JPEG of 65,000 × 65,000', jpeg({ width: 65_000, height: 65_000 }), 'photo_too_many_pixels'],
    ['PNG of 100,000 × 100,000', png({ width: 100_000, height: 100_000 }), 'photo_too_many_pixels'],
    ['WebP of 16,000 × 16,000', webp({ width: 16_000, height: 16_000 }), 'photo_too_many_pixels'],
    ['WebP with a huge canvas', webp({ canvas: [16_000_000, 16_000_000] }), 'photo_too_many_pixels'],
    ['WebP whose canvas is not its picture', webp({ canvas: [400, 400] }), 'photo_broken'],
    ['PNG that moves', png({ frames: 10_000 }), 'photo_animated'],
    ['WebP that moves', webp({ isAnimated: true }), 'photo_animated'],
    ['JPEG of a thousand scans', jpeg({ scans: 1_000 }), 'photo_broken'],
    ['JPEG without height', jpeg({ height: 0 }), 'photo_broken'],
  ] as const)
    test(`${name}: ${reason}`, () => expect(refusal(bytes)).toBe(reason))

  test('50 million pixels are kept, one row more is not', () => {
    expect(kept(png({ width: 10_000, height: 5_000 })).width).toBe(10_000)
    expect(refusal(png({ width: 10_000, height: 5_001 }))).toBe('photo_too_many_pixels')
  })

  test('a byte over the limit is too large', () => {
    const tail = new Uint8Array(photoLimits.bytes - jpeg().length)
    expect(kept(jpeg({ tail })).type).toBe('image/jpeg')
    expect(refusal(jpeg({ tail: new Uint8Array(tail.length + 1) }))).toBe('photo_too_large')
  })
})

describe('bytes of any kind get an answer, never an exception', () => {
  const samples = [
    jpeg({ orientation: 6 }),
    jpeg({ scans: 3 }),
    png(),
    webp(),
    webp({ alpha: true }),
    webp({ lossless: true }),
  ]

  test('corrupted pictures', () => {
    const corrupted = fc
      .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 12 }), fc.nat(700))
      .map(([sample, changes, cut]) => {
        const bytes = sample.slice(0, cut % 5 === 0 ? cut : undefined)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        return bytes
      })
    fc.assert(
      fc.property(corrupted, (bytes) => {
        const decision = decidePhoto(bytes)
        if (!decision.allowed) return
        expect(decision.result.width * decision.result.height).toBeLessThanOrEqual(50_000_000)
        expect(decidePhoto(decision.result.bytes)).toEqual({ allowed: true, result: decision.result })
      }),
      { numRuns: 3_000 },
    )
  })

  test('chance after a good beginning', () => {
    const beginnings = fc.constantFrom<number[]>(
      [0xff, 0xd8, 0xff],
      [...png().slice(0, 40)],
      [...webp().slice(0, 30)],
      [0],
    )
    fc.assert(
      fc.property(beginnings, fc.uint8Array({ maxLength: 400 }), (start, rest) => {
        decidePhoto(joined(start, rest))
      }),
      { numRuns: 2_000 },
    )
  })
})
