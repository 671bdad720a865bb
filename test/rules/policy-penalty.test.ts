import { describe, expect, test } from 'vitest'
import { liableFor, type PenaltyTerms, totalOf, worthOf, worthOfSeries } from '#rules/penalty.ts'
import type { Violation } from '#rules/policy-value-penalty.ts'

const violation = (code: string, minor: number | null, points: number | null = null): Violation => ({
  code,
  name: { 'zh-CN': code, en: code },
  points,
  amount: minor === null ? null : { minor, currency: 'CNY' },
  trigger: 'human',
})
const terms = (change: Partial<PenaltyTerms> = {}): PenaltyTerms => ({
  rules: [
    violation('missed_call', 5000),
    violation('false_inspection', 10_000),
    violation('late', null, 3),
    violation('blank', null),
  ],
  repeatMultiplier: 2,
  aggravation: 2,
  repetition: 'flat',
  factors: 'largest',
  ...change,
})
const total = (change: Partial<PenaltyTerms>, code: string, times: number, isRepetition: boolean) =>
  totalOf(worthOfSeries(terms(change), code, times, isRepetition), 'CNY').amount?.minor

describe('what a breach is worth', () => {
  test('[E01] three missed calls at 50 are 150', () => {
    expect(total({}, 'missed_call', 3, false)).toBe(15_000)
  })

  test('[E02] the same problem three times: doubled once, or doubled again each time', () => {
    expect(worthOfSeries(terms(), 'false_inspection', 3, true).map(({ amount }) => amount?.minor)).toEqual([
      10_000, 20_000, 20_000,
    ])
    expect(total({}, 'false_inspection', 3, true)).toBe(50_000)
    expect(total({ repetition: 'compound' }, 'false_inspection', 3, true)).toBe(70_000)
  })

  test('[E03] of two reasons to double, the larger counts once unless the policy multiplies them', () => {
    const both = { code: 'false_inspection', earlier: 1, aggravated: true }
    expect(worthOf(terms(), both)?.amount?.minor).toBe(20_000)
    expect(worthOf(terms({ factors: 'multiplied' }), both)?.amount?.minor).toBe(40_000)
    expect(worthOf(terms({ aggravation: 3 }), both)?.amount?.minor).toBe(30_000)
  })

  test('points are counted in the same way and are no money', () => {
    expect(worthOf(terms(), { code: 'late', earlier: 1, aggravated: false })).toEqual({ points: 6, amount: null })
    expect(totalOf(worthOfSeries(terms(), 'late', 2, true), 'CNY')).toEqual({ points: 9, amount: null })
  })

  test('what the policy leaves blank, or does not know, is worth nothing that could be guessed', () => {
    expect(worthOf(terms(), { code: 'blank', earlier: 0, aggravated: false })).toBeNull()
    expect(worthOf(terms(), { code: 'unheard_of', earlier: 0, aggravated: false })).toBeNull()
  })

  test('[E12] where nobody is found, nobody answers, unless the leader does by the policy', () => {
    expect([liableFor(false, false), liableFor(false, true), liableFor(true, true)]).toEqual([
      'none',
      'group_leader',
      'person',
    ])
  })
})
