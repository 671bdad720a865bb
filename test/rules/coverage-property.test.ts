import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay } from '#rules/calendar-working-day.ts'
import { coverageOf } from '#rules/coverage.ts'
import type { AssetFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import { addDays, addMonths, type Day, dayAt, daysBetween, lastOfMonth, serialOf } from '#rules/day.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { contract, machine, policySaying, reported } from '../cases/coverage.ts'

const days = fc.integer({ min: serialOf('2024-01-01'), max: serialOf('2026-12-31') }).map(dayAt)
const months = fc.integer({ min: 1, max: 60 })
const stays = fc.array(
  fc
    .tuple(days, fc.integer({ min: 0, max: 60 }))
    .map(([from, length]) => ({ from, until: addDays(from, length), component: null, fault: null })),
  { maxLength: 4 },
)

/** Terms of this length from the delivery, with the rest as said; parsed once a length, because that is slow. */
const known = new Map<string, ReturnType<typeof policySaying>>()
function policyOf(length: number, values: Partial<ParameterValues> = {}) {
  const key = JSON.stringify([length, values])
  const clauses =
    known.get(key) ??
    policySaying({
      'warranty.lines': [{ scope: 'machine', months: length, start: 'delivery' }],
      'warranty.roll_forward': 'none',
      ...values,
    })
  known.set(key, clauses)
  return clauses
}

const bought = (delivery: Day, more: Partial<AssetFacts> = {}) => machine({ days: { delivery }, ...more })
const verdictOn = (on: Day, asset: AssetFacts, clauses: ReturnType<typeof policySaying>) =>
  coverageOf(reported(on, { asset }), clauses)

describe('the last day', () => {
  test('is covered, and the day after it is not', () => {
    fc.assert(
      fc.property(
        days,
        months,
        fc.constantFrom('same_day_inclusive' as const, 'day_before' as const),
        (on, length, end) => {
          const clauses = policyOf(length, { 'warranty.period_end': end })
          const { until } = verdictOn(on, bought(on), clauses)
          expect(verdictOn(until!, bought(on), clauses).outcome).toBe('free_under_warranty')
          expect(verdictOn(addDays(until!, 1), bought(on), clauses).outcome).toBe('chargeable')
        },
      ),
    )
  })

  test('is the corresponding day, or its month’s last where there is none', () => {
    fc.assert(
      fc.property(days, months, (on, length) => {
        const until = verdictOn(on, bought(on), policyOf(length)).until!
        const wanted = on.slice(8)
        expect(until.slice(0, 7)).toBe(addMonths(`${on.slice(0, 8)}01` as Day, length).slice(0, 7))
        if (until.slice(8) !== wanted) expect([until, until.slice(8) < wanted]).toEqual([lastOfMonth(until), true])
      }),
    )
  })

  test('[R-CIV-5] comes a day sooner where the policy counts to the day before', () => {
    fc.assert(
      fc.property(days, months, (on, length) => {
        const same = verdictOn(on, bought(on), policyOf(length)).until!
        const before = verdictOn(on, bought(on), policyOf(length, { 'warranty.period_end': 'day_before' })).until!
        expect(daysBetween(before, same)).toBe(1)
      }),
    )
  })

  test('moves forward only, and to a working day', () => {
    fc.assert(
      fc.property(days, months, (on, length) => {
        const still = verdictOn(on, bought(on), policyOf(length)).until!
        const rolled = policyOf(length, { 'warranty.roll_forward': 'any_rest_day' })
        const statutory = policyOf(length, { 'warranty.roll_forward': 'statutory_only' })
        const until = verdictOn(on, bought(on), rolled).until!
        expect(until >= still).toBe(true)
        expect(isWorkingDay(calendarOf(rolled, []), until)).toBe(true)
        expect(verdictOn(on, bought(on), statutory).until! >= still).toBe(true)
      }),
    )
  })
})

describe('an extension', () => {
  const never = { 'warranty.repair_time_extends': false }

  test('never shortens, and is never longer than the days in repair', () => {
    fc.assert(
      fc.property(days, months, stays, days, (on, length, repairs, asked) => {
        const asset = bought(on, { repairs })
        const longer = verdictOn(asked, asset, policyOf(length)).until!
        const plain = verdictOn(asked, asset, policyOf(length, never)).until!
        const inRepair = repairs.reduce((sum, { from, until }) => sum + daysBetween(from, until) + 1, 0)
        expect(longer >= plain).toBe(true)
        expect(daysBetween(plain, longer) <= inRepair).toBe(true)
      }),
    )
  })

  test('of one more stay never shortens either, nor do months for a repair or an agreed term', () => {
    fc.assert(
      fc.property(days, months, stays, days, months, (on, length, repairs, asked, more) => {
        const until = (facts: Partial<AssetFacts>, values: Partial<ParameterValues> = {}) =>
          verdictOn(asked, bought(on, facts), policyOf(length, values)).until!
        const plain = until({ repairs: repairs.slice(1) })
        expect(until({ repairs }) >= plain).toBe(true)
        expect(until({ repairs }, { 'warranty.repair_extension': 12 }) >= until({ repairs })).toBe(true)
        expect(until({ repairs, agreedMonths: more }) >= until({ repairs })).toBe(true)
        const exchanged = asked < on ? on : asked
        expect(until({ repairs: [], replacements: [{ on: exchanged, component: null }] }) >= until({})).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

test('a term for one component changes nothing for another one', () => {
  const scopes = ['compressor', 'battery', 'core_parts', '水泵'] as const
  fc.assert(
    fc.property(
      days,
      months,
      months,
      fc.constantFrom(...scopes),
      fc.constantFrom(...scopes),
      days,
      (on, length, own, scope, other, asked) => {
        fc.pre(scope !== other)
        const lines = [{ scope: 'machine', months: length, start: 'delivery' as const }]
        const added = { 'warranty.lines': [...lines, { scope, months: own, start: 'delivery' as const }] }
        const inputs = reported(asked, { asset: bought(on), component: { key: 'k', scope: other } })
        expect(coverageOf(inputs, policyOf(length, added))).toEqual(coverageOf(inputs, policyOf(length)))
      },
    ),
    { numRuns: 60 },
  )
})

test('a contract never makes anything dearer', () => {
  fc.assert(
    fc.property(
      days,
      months,
      days,
      fc.subarray(['labour', 'parts', 'travel'] as const),
      (on, length, asked, covers) => {
        const inputs = reported(asked, { asset: bought(on) })
        const alone = coverageOf(inputs, policyOf(length))
        const contracts = [contract({ from: '2020-01-01', until: '2030-12-31', covers: [...covers] })]
        const both = coverageOf({ ...inputs, contracts }, policyOf(length))
        for (const item of ['labour', 'parts', 'travel'] as const)
          if (alone.items[item] !== 'customer') expect(both.items[item]).not.toBe('customer')
      },
    ),
  )
})

test('the same inputs and clauses give the same verdict, after a journey through JSON and in any order', () => {
  const inputs: fc.Arbitrary<CoverageInputs> = fc
    .record({
      on: days,
      stage: fc.constantFrom('intake' as const, 'cause_known' as const),
      cause: fc.constantFrom(null, 'material', 'misuse', '老鼠'),
      delivery: fc.option(days),
      repairs: stays,
      customerKind: fc.constantFrom('company' as const, 'person' as const),
      ends: fc.array(days, { maxLength: 3 }),
      replaced: fc.array(days, { maxLength: 2 }),
    })
    .map(({ on, delivery, repairs, ends, replaced, ...more }) =>
      reported(on, {
        ...more,
        asset: machine({
          days: delivery ? { delivery } : {},
          repairs,
          replacements: replaced.map((day) => ({ on: day, component: null })),
        }),
        contracts: ends.map((until, at) => contract({ id: `c${at}`, number: `HT-${at}`, from: '2024-01-01', until })),
      }),
    )
  const clauses = policySaying()
  fc.assert(
    fc.property(inputs, (one) => {
      const verdict = coverageOf(one, clauses)
      expect(coverageOf(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(clauses)))).toEqual(verdict)
      const turned = { ...one, contracts: one.contracts.toReversed() }
      const asset = one.asset && { ...one.asset, repairs: one.asset.repairs.toReversed() }
      expect(coverageOf({ ...turned, asset }, clauses)).toEqual(verdict)
      expect(verdict.outcome === 'needs_a_look').toBe(verdict.look !== null)
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
    }),
  )
})
