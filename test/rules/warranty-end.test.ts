import { describe, expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import { end, lines, standing, stay, year } from '../cases/warranty.ts'

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
