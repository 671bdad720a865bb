import { expect, test } from 'vitest'
import { chiSquare, mannWhitney, quantile } from './statistic.ts'
import { studyTokens } from './token.ts'

test('Mann-Whitney gives the published value, sees no difference in the same and a great one in the disjoint', () => {
  expect(mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])).toBeCloseTo(0.1113, 4)
  const some = Array.from({ length: 200 }, (_, index) => (index * 37) % 200)
  expect(mannWhitney(some, some.toReversed())).toBeGreaterThan(0.9)
  expect(mannWhitney([1, 1, 1], [1, 1, 1])).toBe(1)
  const later = some.map((value) => value + 40)
  expect(mannWhitney(some, later)).toBeLessThan(1e-6)
  expect(mannWhitney(some, later)).toBeCloseTo(mannWhitney(later, some), 12)
})

test('chi-square gives the values of the table for 255 degrees of freedom', () => {
  /** Counts of 256 kinds whose chi-square is this. */
  const countsFor = (value: number) => {
    const away = Math.sqrt((value * 1_000) / 2)
    return [1_000 + away, 1_000 - away, ...Array<number>(254).fill(1_000)]
  }
  for (const [value, p] of [
    [293.248, 0.05],
    [310.457, 0.01],
    [254.334, 0.5],
  ] as const) {
    const found = chiSquare(countsFor(value))
    expect(found.value).toBeCloseTo(value, 6)
    expect(found.p).toBeCloseTo(p, 3)
  }
})

test('a quantile is one of the values', () => {
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95), quantile([3, 1, 2], 0)]).toEqual([2, 3, 1])
})

test('S-01 two thousand session tokens: none twice, 256 bits each, and no byte more often than chance makes it', async () => {
  const { tokens, repeated, shortest, p } = await studyTokens(2_000)
  expect({ tokens, repeated, shortest }).toEqual({ tokens: 2_000, repeated: 0, shortest: 256 })
  // Chance alone falls below this once in a thousand million runs.
  expect(p).toBeGreaterThan(1e-9)
})
