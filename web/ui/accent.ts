/** A tenant's colour, and what must be true of it so that everybody can read it, on light and on dark. */
export type Accent = { fill: string; onFill: string; text: string }
export type Accents = { light: Accent; dark: Accent }

export const defaultAccent = '#1d57c8'

const minimum = 4.5
const white = '#ffffff'
const ink = '#16181d'
/** The least friendly surface of each theme (tokens.css: --surface); what is legible on it is legible on the canvas. */
const surfaces = { light: '#f6f7f9', dark: '#1a1d23' }

/** The colour as given wherever it can be read; otherwise the nearest shade of it that can. */
export function accentOf(hex: string): Accents {
  const colour = parse(hex) ? normal(hex) : defaultAccent
  return {
    light: { ...fillOf(colour), text: legible(colour, surfaces.light, '#000000') },
    dark: { ...fillOf(lifted(colour)), text: legible(colour, surfaces.dark, white) },
  }
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

/** For a nonce'd style element; `accents` come from accentOf, so nothing but colours can be in it. */
export function accentStyle({ light, dark }: Accents): string {
  const set = (accent: Accent) => `--accent:${accent.fill};--on-accent:${accent.onFill};--accent-text:${accent.text}`
  return [
    `:root:root{${set(light)}}`,
    `@media (prefers-color-scheme:dark){:root:root:not([data-theme=light]){${set(dark)}}}`,
    `:root:root[data-theme=dark]{${set(dark)}}`,
    '@media print{:root:root:root{--accent-text:#000000}}',
  ].join('')
}

function fillOf(colour: string): Pick<Accent, 'fill' | 'onFill'> {
  if (contrastOf(white, colour) >= minimum) return { fill: colour, onFill: white }
  if (contrastOf(ink, colour) >= minimum) return { fill: colour, onFill: ink }
  return { fill: legible(colour, white, '#000000'), onFill: white }
}

/** A fill that nearly vanishes in the dark is lifted until it can be told from the surface. */
function lifted(colour: string): string {
  return nearest(colour, white, (candidate) => contrastOf(candidate, surfaces.dark) >= 2)
}

const legible = (colour: string, surface: string, towards: string) =>
  nearest(colour, towards, (candidate) => contrastOf(candidate, surface) >= minimum)

function nearest(colour: string, towards: string, fits: (candidate: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(colour, towards, share)
    if (fits(candidate)) return candidate
  }
  return towards
}

type Rgb = [number, number, number]

function parse(hex: string): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim())?.[1]
  if (!digits) return null
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as Rgb
}

const rgb = (hex: string): Rgb => parse(hex) ?? [0, 0, 0]

const hexOf = (channels: Rgb) =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

const normal = (hex: string) => hexOf(rgb(hex))

function mix(one: string, other: string, share: number): string {
  const to = rgb(other)
  return hexOf(rgb(one).map((channel, index) => channel + (to[index]! - channel) * share) as Rgb)
}

function luminance(hex: string): number {
  const [red, green, blue] = rgb(hex).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
