import { type Money, sumOf, timesOf } from '#rules/money.ts'
import type { ParameterValue } from '#rules/parameter.ts'
import type { Violation } from '#rules/policy-value-penalty.ts'

/** What a breach is worth by the policy: points, or money where the company chose so. A person decides (GR-06). */
export type PenaltyTerms = {
  rules: readonly Violation[]
  repeatMultiplier: number
  aggravation: number
  /** "Double" is said once: the third time costs what the second did (K14). */
  repetition: 'flat' | 'compound'
  /** Of two reasons to double, the larger counts once (E03). */
  factors: 'largest' | 'multiplied'
}
export type Breach = { code: string; earlier: number; aggravated: boolean }

export type Worth = { points: number; amount: Money | null }

/** Null where the policy knows no such breach, or left its amount blank (S1.4-11…14): never a guess. */
export function worthOf(terms: PenaltyTerms, breach: Breach): Worth | null {
  const rule = terms.rules.find(({ code }) => code === breach.code)
  if (!rule || (rule.points === null && rule.amount === null)) return null
  const factor = factorOf(terms, breach)
  return { points: (rule.points ?? 0) * factor, amount: rule.amount && timesOf(rule.amount, factor) }
}

function factorOf(terms: PenaltyTerms, { earlier, aggravated }: Breach): number {
  const times = terms.repetition === 'compound' ? earlier : Math.min(1, earlier)
  const repeated = terms.repeatMultiplier ** times
  const aggravating = aggravated ? terms.aggravation : 1
  return terms.factors === 'multiplied' ? repeated * aggravating : Math.max(repeated, aggravating)
}

/** The same breach, several times over: each one is worth what it is worth after those before it. */
export function worthOfSeries(terms: PenaltyTerms, code: string, times: number, isRepetition: boolean): Worth[] {
  return Array.from({ length: times }, (_, index) =>
    worthOf(terms, { code, earlier: isRepetition ? index : 0, aggravated: false }),
  ).filter((worth) => worth !== null)
}

export function totalOf(worths: readonly Worth[], currency: string): Worth {
  const amounts = worths.flatMap(({ amount }) => (amount ? [amount] : []))
  return {
    points: worths.reduce((sum, { points }) => sum + points, 0),
    amount: amounts.length > 0 ? sumOf(amounts, currency) : null,
  }
}

export type Liable = 'person' | 'group_leader' | 'none'

/** S4.2-42: the leader answers only where the policy says so, and that is gated (GR-20). */
export function liableFor(found: boolean, leaderFallback: ParameterValue<'penalty.leader_fallback'>): Liable {
  if (found) return 'person'
  return leaderFallback ? 'group_leader' : 'none'
}
