import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accentOf, accentStyle, contrastOf, defaultAccent } from '#web/ui/accent.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe("a tenant's colour", () => {
  test('is known to contrast as WCAG says', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('can be read, whatever was chosen, as text and under text, on light and on dark', () => {
    fc.assert(
      fc.property(colour, (hex) => {
        const { light, dark } = accentOf(hex)
        for (const { fill, onFill } of [light, dark]) expect(contrastOf(fill, onFill)).toBeGreaterThanOrEqual(4.5)
        for (const surface of ['#ffffff', '#f6f7f9']) {
          expect(contrastOf(light.text, surface)).toBeGreaterThanOrEqual(4.5)
        }
        for (const surface of ['#121419', '#1a1d23']) {
          expect(contrastOf(dark.text, surface)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('stays as it is where it can be read', () => {
    expect(accentOf('#0b7a5b').light).toEqual({ fill: '#0b7a5b', onFill: '#ffffff', text: '#0b7a5b' })
    expect(accentOf('#FD0').light).toMatchObject({ fill: '#ffdd00', onFill: '#16181d' })
  })

  test('gives way to ours when it is no colour, so that nothing else reaches the style', () => {
    const hostile = accentOf('red}</style><script>alert(1)</script>')
    expect(hostile).toEqual(accentOf(defaultAccent))
    expect(accentStyle(hostile)).not.toContain('<')
  })
})
