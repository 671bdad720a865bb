import { allow, type Decision, refuse } from '#rules/decision.ts'

/** What a cleaner hands back. Width and height are as the picture is shown, turned upright. */
export type Cleaned = Decision<
  { bytes: Uint8Array; width: number; height: number },
  'photo_too_many_pixels' | 'photo_broken' | 'photo_animated'
>

const maxPixels = 50_000_000
const maxSide = 20_000

/** By the header alone, before anybody decodes anything (U-10). */
export const isTooMany = (width: number, height: number) =>
  width > maxSide || height > maxSide || width * height > maxPixels

export const broken = refuse('photo_broken')
export const tooMany = refuse('photo_too_many_pixels')
export const animated = refuse('photo_animated')

export function cleaned(parts: readonly Uint8Array[], width: number, height: number): Cleaned {
  return allow({ bytes: joined(parts), width, height })
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
