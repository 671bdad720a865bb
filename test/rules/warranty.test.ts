import { describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import type { AssetFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import { machine, policySaying, reported } from '../cases/coverage.ts'

type Values = Partial<ParameterValues>

const year: Values = {
  'warranty.lines': [{ scope: 'machine', months: 12, start: 'delivery' }],
  'warranty.roll_forward': 'none',
  'warranty.starts_at_installation': false,
}
const lines = (...all: ParameterValues['warranty.lines']): Values => ({ ...year, 'warranty.lines': all })

const standing = (on: Day, asset: Partial<AssetFacts>, values: Values = year, more: Partial<CoverageInputs> = {}) =>
  coverageOf(reported(on, { asset: machine(asset), ...more }), policySaying(values)).warranty
const end = (...asked: Parameters<typeof standing>) => standing(...asked).until
const stay = (from: Day, until: Day | null, component: string | null = null, fault: string | null = null) => ({
  from,
  until,
  component,
  fault,
})

describe('where a term begins', () => {
  const fallback = lines({ scope: 'machine', months: 12, start: 'commissioning' })

  test('the event that the line names; where it is not on record, the first fallback that is [R-CP-6]', () => {
    const days = { commissioning: '2025-03-25', installation: '2025-03-20', delivery: '2025-03-10' } as const
    expect(standing('2026-03-01', { days }, fallback).from).toBe('2025-03-25')
    const { commissioning: _, ...without } = days
    expect(standing('2026-03-01', { days: without }, fallback)).toMatchObject({ from: '2025-03-20' })
    expect(standing('2026-03-01', { days: without }, fallback).steps[0]).toEqual({
      kind: 'starts',
      event: 'installation',
      on: '2025-03-20',
      unknown: ['commissioning'],
    })
    expect(standing('2026-03-01', { days: { delivery: '2025-03-10' } }, fallback).from).toBe('2025-03-10')
  })

  test('no recorded day at all needs a look', () => {
    expect(standing('2026-03-01', { days: {} }, fallback)).toMatchObject({ state: 'look', reason: 'start_unknown' })
    expect(standing('2026-03-01', { days: { manufacture: '2025-01-01' } }, fallback).reason).toBe('start_unknown')
  })

  test('[R-SB-4] without an invoice a phone’s term begins ninety days after manufacture', () => {
    const values = { ...year, 'warranty.start_fallback': ['invoice' as const, 'manufacture' as const] }
    expect(standing('2026-03-01', { days: { manufacture: '2025-01-01' } }, values)).toMatchObject({
      from: '2025-04-01',
      until: '2026-04-01',
    })
  })

  test('[R-CP-6] goods that we install for a consumer count from the installation, whatever the policy says', () => {
    const days = { delivery: '2025-01-10', installation: '2025-02-10' } as const
    const goods = { days, installedByUs: true, isConsumerGoods: true }
    expect(end('2026-01-20', goods)).toBe('2026-02-10')
    expect(end('2026-01-20', { ...goods, installedByUs: false })).toBe('2026-01-10')
    expect(end('2026-01-20', { ...goods, isConsumerGoods: false })).toBe('2026-01-10')
    expect(end('2026-01-20', goods, year, { place: { country: 'US', region: null } })).toBe('2026-01-10')
  })

  test('or for everybody, where the policy says so', () => {
    const asset = { days: { delivery: '2025-01-10', installation: '2025-02-10' } as const, installedByUs: true }
    const says = { ...year, 'warranty.starts_at_installation': true }
    expect(standing('2026-01-20', asset, says)).toMatchObject({ state: 'covers', until: '2026-02-10' })
    expect(standing('2026-01-20', { ...asset, installedByUs: false }, says).reason).toBe('expired')
  })

  test('[R-CP-6] where that installation is not on record, an end by other days is nobody’s word', () => {
    const goods = { days: { delivery: '2025-01-10' } as const, installedByUs: true, isConsumerGoods: true }
    expect(standing('2026-01-10', goods).state).toBe('covers')
    expect(standing('2026-01-11', goods)).toMatchObject({ state: 'look', reason: 'installation_unknown' })
  })

  test('a report from before the term needs a look', () => {
    expect(standing('2025-01-09', { days: { delivery: '2025-01-10' } })).toMatchObject({
      state: 'look',
      reason: 'before_start',
    })
    expect(standing('2025-01-10', { days: { delivery: '2025-01-10' } }).state).toBe('covers')
  })
})

describe('the last day', () => {
  const sold = (delivery: Day) => ({ days: { delivery } })
  const rolling = (roll: ParameterValues['warranty.roll_forward']) => ({ ...year, 'warranty.roll_forward': roll })

  test('[R-CIV-4] on a rest day it moves to the next working day, or past statutory days only, or not at all', () => {
    expect(end('2026-02-01', sold('2025-02-16'), rolling('any_rest_day'))).toBe('2026-02-24')
    expect(end('2026-02-01', sold('2025-02-16'), rolling('statutory_only'))).toBe('2026-02-20')
    expect(end('2026-02-01', sold('2025-02-16'), rolling('none'))).toBe('2026-02-16')
    expect(end('2026-03-01', sold('2025-03-08'), rolling('any_rest_day'))).toBe('2026-03-09')
    expect(end('2026-03-01', sold('2025-03-08'), rolling('statutory_only'))).toBe('2026-03-08')
    expect(end('2026-02-01', sold('2025-02-14'), rolling('any_rest_day'))).toBe('2026-02-14')
  })

  test('the company’s own days off count as rest days, and an opening of its own as none', () => {
    const own = (kind: 'off' | 'open', day: Day) => ({ overrides: [{ kind, day }] })
    expect(end('2026-03-01', sold('2025-03-10'), rolling('any_rest_day'), own('off', '2026-03-10'))).toBe('2026-03-11')
    expect(end('2026-02-01', sold('2025-02-16'), rolling('statutory_only'), own('open', '2026-02-16'))).toBe(
      '2026-02-16',
    )
    const byHand = { ...rolling('statutory_only'), 'calendar.holidays': 'none' as const }
    expect(end('2026-03-01', sold('2025-03-10'), byHand, own('off', '2026-03-10'))).toBe('2026-03-11')
  })

  test('[R-HOL-4] an unpublished year leaves a few days open after the last one, and none long after', () => {
    const at = (on: Day) => standing(on, sold('2026-10-01'), rolling('any_rest_day'))
    expect(at('2027-10-01')).toMatchObject({ state: 'covers', until: '2027-10-04', provisional: true })
    expect(at('2027-10-03')).toMatchObject({ state: 'look', reason: 'year_provisional' })
    expect(at('2027-10-08')).toMatchObject({ state: 'look', reason: 'year_provisional' })
    expect(at('2027-10-14')).toMatchObject({ state: 'does_not_cover', reason: 'expired' })
    expect(standing('2027-10-02', sold('2026-10-01'), rolling('none'))).toMatchObject({
      reason: 'expired',
      provisional: false,
    })
  })
})

describe('time in repair', () => {
  const bought = { days: { installation: '2025-03-25' } } as const
  const installed = lines({ scope: 'machine', months: 12, start: 'installation' })
  const repaired = (...repairs: ReturnType<typeof stay>[]) => ({ ...bought, repairs })

  test('[R-CP-6] twenty days in repair make the term twenty days longer, both days of the stay counted', () => {
    const asset = repaired(stay('2025-06-01', '2025-06-20'))
    expect(end('2026-04-14', asset, installed)).toBe('2026-04-14')
    expect(standing('2026-04-14', asset, installed).steps).toEqual([
      { kind: 'starts', event: 'installation', on: '2025-03-25', unknown: [] },
      { kind: 'term', scope: 'machine', by: 'policy', law: null, months: 12, to: '2026-03-25' },
      { kind: 'in_repair', from: '2025-06-01', until: '2025-06-20', days: 20, law: null, to: '2026-04-14' },
      { kind: 'last_day', on: '2026-04-14' },
      { kind: 'reported', on: '2026-04-14', within: true },
      { kind: 'cause', cause: 'material', standing: 'covered', until: null },
    ])
  })

  test('a day in two stays counts once; a stay after the end adds nothing; one that is not over counts so far', () => {
    const two = repaired(stay('2025-06-01', '2025-06-10'), stay('2025-06-10', '2025-06-12'))
    expect(end('2026-03-01', two, installed)).toBe('2026-04-06')
    expect(end('2026-05-01', repaired(stay('2026-04-01', '2026-04-20')), installed)).toBe('2026-03-25')
    expect(end('2026-03-25', repaired(stay('2026-03-25', '2026-03-25')), installed)).toBe('2026-03-26')
    expect(end('2026-03-10', repaired(stay('2026-03-01', null)), installed)).toBe('2026-04-04')
    expect(end('2026-03-10', repaired(stay('2025-03-20', '2025-03-27')), installed)).toBe('2026-03-27')
  })

  test('where the policy says so, it does not; for a consumer in China it does all the same [R-CP-6]', () => {
    const strict = { ...installed, 'warranty.repair_time_extends': false }
    const asset = repaired(stay('2025-06-01', '2025-06-20'))
    expect(end('2026-03-01', asset, strict)).toBe('2026-03-25')
    expect(end('2026-03-01', asset, strict, { customerKind: 'person' })).toBe('2026-04-14')
  })

  test('[R-EU-2] in the EU a repair since 31 July 2026 adds twelve months, whatever the policy says', () => {
    const product = lines({ scope: 'product', months: 24, start: 'delivery' })
    const asset = (on: Day) => ({
      scope: 'product',
      days: { delivery: '2025-01-10' as const },
      repairs: [stay(on, on)],
    })
    const european = { place: { country: 'DE', region: null }, customerKind: 'person' as const }
    const strict = { ...product, 'warranty.repair_time_extends': false }
    expect(end('2027-01-01', asset('2026-07-30'), strict, european)).toBe('2027-01-10')
    expect(end('2027-01-01', asset('2026-07-31'), strict, european)).toBe('2028-01-10')
    expect(end('2027-01-01', asset('2026-07-31'), strict)).toBe('2027-01-10')
  })
})

describe('an exchange', () => {
  const days = { delivery: '2025-01-10' } as const
  const exchanged = (on: Day, component: string | null = null) => ({ days, replacements: [{ on, component }] })

  test('[R-CP-6] of the machine starts the term again, or it goes on, as the policy says; for consumers it restarts', () => {
    const goesOn = { ...year, 'warranty.restart_on_replacement': false }
    expect(end('2025-11-01', exchanged('2025-10-01'))).toBe('2026-10-01')
    expect(end('2025-11-01', exchanged('2025-10-01'), goesOn)).toBe('2026-01-10')
    expect(end('2025-11-01', exchanged('2025-10-01'), goesOn, { customerKind: 'person' })).toBe('2026-10-01')
    expect(end('2025-09-01', exchanged('2025-10-01'))).toBe('2026-01-10')
  })

  const part = { component: { key: 'pump', scope: 'core_parts' } }
  const withParts = lines(
    { scope: 'machine', months: 12, start: 'delivery' },
    { scope: 'core_parts', months: 24, start: 'delivery' },
    { scope: 'replaced_part', months: 6, start: 'replacement' },
  )

  test('of a component gives it the term of a new part, where that is longer than its own', () => {
    expect(standing('2027-03-01', exchanged('2026-12-01', 'pump'), withParts, part)).toMatchObject({
      state: 'covers',
      basis: 'replaced_part',
      until: '2027-06-01',
    })
    expect(standing('2026-12-02', exchanged('2025-02-01', 'pump'), withParts, part)).toMatchObject({
      basis: 'line',
      until: '2027-01-10',
    })
    expect(standing('2027-03-01', exchanged('2026-12-01', 'fan'), withParts, part).reason).toBe('expired')
  })

  test('of a component restarts its own line where the policy has none for new parts', () => {
    const own = lines(
      { scope: 'machine', months: 12, start: 'delivery' },
      { scope: 'core_parts', months: 24, start: 'delivery' },
    )
    expect(end('2027-03-01', exchanged('2026-12-01', 'pump'), own, part)).toBe('2028-12-01')
    expect(end('2027-03-01', exchanged('2026-12-01', 'pump'), own)).toBe('2026-01-10')
  })
})

describe('which line', () => {
  const days = { delivery: '2025-01-10' } as const

  test('a component has its own term even where that is shorter; without one it has the machine’s', () => {
    const phone = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: 'battery', months: 6, start: 'delivery' },
    )
    const at = (scope: string) => end('2025-05-01', { scope: 'unit', days }, phone, { component: { key: 'k', scope } })
    expect(at('battery')).toBe('2025-07-10')
    expect(at('display')).toBe('2026-01-10')
  })

  test('a product that the clause does not name has the one general line; of several nobody knows which', () => {
    const compressors = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: '空压机', months: 18, start: 'delivery' },
    )
    expect(end('2025-05-01', { scope: '空压机', days }, compressors)).toBe('2026-07-10')
    expect(end('2025-05-01', { scope: '水泵', days }, compressors)).toBe('2026-01-10')
    const several = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: 'system', months: 24, start: 'delivery' },
    )
    expect(standing('2025-05-01', { scope: 'product', days }, several)).toMatchObject({
      state: 'look',
      reason: 'terms_unclear',
    })
    expect(end('2025-05-01', { scope: 'system', days }, several)).toBe('2027-01-10')
  })

  test('of two guarantees the one that lasts counts', () => {
    const both = lines(
      { scope: 'legal_guarantee', months: 24, start: 'delivery' },
      { scope: 'commercial_guarantee', months: 36, start: 'delivery' },
    )
    expect(standing('2025-05-01', { scope: 'product', days }, both)).toMatchObject({
      scope: 'commercial_guarantee',
      until: '2028-01-10',
    })
  })

  test('no line at all is no warranty, unless one was agreed for this machine or the law gives one', () => {
    expect(standing('2025-05-01', { days }, lines())).toMatchObject({ state: 'does_not_cover', reason: 'no_warranty' })
    expect(standing('2025-05-01', { days, agreedMonths: 6 }, lines())).toMatchObject({
      basis: 'agreed',
      until: '2025-07-10',
    })
    expect(standing('2025-05-01', { days, category: 'appliance', isConsumerGoods: true }, lines())).toMatchObject({
      basis: 'law',
      until: '2026-01-10',
    })
  })

  test('a longer term agreed for the machine counts, a shorter one does not', () => {
    expect(end('2025-05-01', { days, agreedMonths: 30 })).toBe('2027-07-10')
    expect(end('2025-05-01', { days, agreedMonths: 6 })).toBe('2026-01-10')
  })
})

describe('[GR-21] the law’s least counts where the policy has less', () => {
  const days = { delivery: '2025-01-10' } as const
  const short = lines({ scope: 'unit', months: 3, start: 'delivery' })
  const goods = (category: string | null) => ({ scope: 'unit', days, category, isConsumerGoods: true })

  test('[R-SB-3, R-SB-4, R-SB-5, R-SB-6] by the kind of goods, in China', () => {
    expect(end('2025-02-01', goods('appliance'), short)).toBe('2026-01-10')
    expect(end('2025-02-01', goods('car'), short)).toBe('2028-01-10')
    expect(end('2025-02-01', goods(null), short)).toBe('2025-04-10')
    expect(end('2025-02-01', { ...goods('appliance'), isConsumerGoods: false }, short)).toBe('2025-04-10')
    const ofPart = (category: string, scope: string) =>
      end('2025-02-01', goods(category), short, { component: { key: 'k', scope } })
    expect(ofPart('appliance', 'compressor')).toBe('2028-01-10')
    expect(ofPart('computer', 'main_parts')).toBe('2027-01-10')
    expect(ofPart('phone', 'battery')).toBe('2026-01-10')
  })

  test('[R-SB-7, R-EU-1] by the place', () => {
    expect(end('2025-02-01', goods(null), short, { place: { country: 'CN', region: 'SH' } })).toBe('2025-07-10')
    expect(end('2025-02-01', goods(null), short, { place: { country: 'DE', region: null } })).toBe('2027-01-10')
    expect(end('2025-02-01', goods(null), short, { place: { country: 'ES', region: null } })).toBe('2028-01-10')
    expect(end('2025-02-01', goods('appliance'), short, { place: { country: 'US', region: null } })).toBe('2025-04-10')
  })

  test('and says so, with the law that it rests on', () => {
    expect(standing('2025-02-01', goods('appliance'), short).steps).toContainEqual({
      kind: 'term',
      scope: 'unit',
      by: 'law',
      law: 'R-SB-3',
      months: 12,
      to: '2026-01-10',
    })
  })
})

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
