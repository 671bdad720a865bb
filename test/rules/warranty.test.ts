import { describe, expect, test } from 'vitest'
import type { AssetFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { lines, standing, stay, type Values, year } from '../cases/warranty.ts'

describe('a usage limit', () => {
  const limited = lines({ scope: 'machine', months: 24, start: 'delivery', usage: { limit: 2000, unit: 'hours' } })
  const read = (...readings: [Day, number][]) => ({
    days: { delivery: '2025-01-10' as const },
    readings: readings.map(([on, amount]) => ({ on, amount, unit: 'hours' as const })),
  })
  const at = (on: Day, asset: Partial<AssetFacts>, more: Partial<CoverageInputs> = {}) =>
    standing(on, asset, limited, more)

  test('[R-CIV-6] the limit itself is still covered, more is not', () => {
    expect(at('2025-12-01', read(['2025-12-01', 2000])).state).toBe('covers')
    expect(at('2025-12-01', read(['2025-12-01', 2001]))).toMatchObject({ state: 'does_not_cover', reason: 'used_up' })
    expect(at('2025-12-01', read(['2025-11-30', 2000]))).toMatchObject({ reason: 'used_up', until: '2025-11-30' })
    expect(at('2025-12-01', read(['2026-01-05', 1999])).state).toBe('covers')
  })

  test('a counter that nobody has read since needs a look; at intake it is taken to be below', () => {
    const old = read(['2025-06-01', 900])
    expect(at('2025-12-01', old)).toMatchObject({ state: 'look', reason: 'usage_unknown' })
    expect(at('2025-12-01', old, { stage: 'intake', cause: null })).toMatchObject({ state: 'covers', presumed: true })
    expect(at('2025-12-01', read(), { stage: 'intake', cause: null })).toMatchObject({ reason: 'usage_unknown' })
    expect(at('2025-12-01', { ...old, readings: [{ on: '2025-12-01', amount: 5, unit: 'km' }] }).reason).toBe(
      'usage_unknown',
    )
  })

  test('what is over by its days is over whatever the counter shows', () => {
    expect(at('2027-01-11', read(['2027-01-11', 5]))).toMatchObject({ reason: 'expired', until: '2027-01-10' })
  })
})

describe('the cause', () => {
  const asset = { days: { delivery: '2025-01-10' } as const }
  const of = (cause: string | null, more: Partial<CoverageInputs> = {}, values: Values = year) =>
    standing('2025-06-01', asset, values, { cause, ...more })

  test('[S4.1-02] manufacture, assembly, design and material are covered', () => {
    for (const cause of ['manufacture', 'assembly', 'design', 'material']) expect(of(cause).state).toBe('covers')
  })

  test('[R-SB-8] misuse is not, and the verdict names the clause that says so', () => {
    expect(of('misuse')).toMatchObject({
      state: 'does_not_cover',
      reason: 'cause_not_covered',
      clauseKey: 'TX-WARR-COVER',
    })
  })

  test('a cause that the policy does not name needs a look, and so does one that nobody found', () => {
    expect(of('老鼠咬线')).toMatchObject({ state: 'look', reason: 'cause_not_listed' })
    expect(of(null)).toMatchObject({ state: 'look', reason: 'cause_unknown' })
  })

  test('at intake nobody knows it yet: free provided that it is a covered one', () => {
    expect(of(null, { stage: 'intake' })).toMatchObject({ state: 'covers', presumed: true, reason: null })
    expect(of('misuse', { stage: 'intake' })).toMatchObject({ state: 'does_not_cover' })
  })

  test('[R-CP-9] one that stands on both lists is covered: doubt is read against the drafter', () => {
    expect(of('material', {}, { ...year, 'warranty.excluded': ['material'] }).state).toBe('covers')
  })

  test('after the term it does not matter', () => {
    const late = standing('2026-06-01', asset, year, { cause: null })
    expect(late).toMatchObject({ state: 'does_not_cover', reason: 'expired' })
    expect(late.steps.map(({ kind }) => kind)).not.toContain('cause')
  })
})

describe('a repair has to hold', () => {
  const asset = {
    days: { delivery: '2020-01-10' } as const,
    repairs: [stay('2026-01-10', '2026-01-20', 'pump', 'F12')],
  }
  const lined: Values = {
    ...lines(
      { scope: 'machine', months: 12, start: 'delivery' },
      { scope: 'repair', months: 3, start: 'repair_completion' },
    ),
    'repair.repeat_window_days': 30,
  }

  test('the repaired component for the months of its line, another one not', () => {
    const of = (key: string) => standing('2026-04-20', asset, lined, { component: { key, scope: 'core_parts' } })
    expect(of('pump')).toMatchObject({ state: 'covers', basis: 'repair', until: '2026-04-20' })
    expect(of('fan').reason).toBe('expired')
    expect(standing('2026-04-21', asset, lined, { component: { key: 'pump', scope: 'core_parts' } }).reason).toBe(
      'expired',
    )
  })

  test('where no cause is found, the same fault is taken not to have been put right', () => {
    expect(standing('2026-02-01', asset, lined, { fault: 'F12', cause: null })).toMatchObject({
      state: 'covers',
      presumed: false,
    })
    expect(standing('2026-02-01', asset, lined, { fault: 'F12', cause: 'misuse' }).reason).toBe('cause_not_covered')
  })
})

test('a component with a longer term makes an ended one worth a look, as long as nobody knows what failed', () => {
  const values = lines(
    { scope: 'machine', months: 12, start: 'delivery' },
    { scope: 'core_parts', months: 24, start: 'delivery' },
  )
  const days = { delivery: '2025-01-10' } as const
  const intake = { stage: 'intake' as const, cause: null }
  expect(standing('2026-06-01', { days }, values, intake)).toMatchObject({ state: 'look', reason: 'component_unknown' })
  expect(standing('2027-06-01', { days }, values, intake).reason).toBe('expired')
  expect(standing('2026-06-01', { days }, values).reason).toBe('expired')
})
