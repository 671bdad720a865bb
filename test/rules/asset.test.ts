import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AssetWish,
  assetFaultsOf,
  decideExchange,
  decideReading,
  decideReturn,
  decideStay,
  endingWithinDays,
  type Stay,
  warrantyStateOf,
} from '#rules/asset.ts'
import { addDays, type Day, dayAt, serialOf } from '#rules/day.ts'

const today: Day = '2026-01-12'
const days = fc.integer({ min: serialOf('2024-01-01'), max: serialOf('2027-12-31') }).map(dayAt)
const said = (decision: { allowed: true; result: unknown } | { allowed: false; reason: string }) =>
  decision.allowed || decision.reason

describe('how a machine stands to its warranty on a day', () => {
  test.each([
    [null, 'unknown'],
    ['2026-01-11', 'ended'],
    ['2026-01-12', 'ending'],
    ['2026-04-12', 'ending'],
    ['2026-04-13', 'covered'],
  ] as [Day | null, string][])('until %s: %s', (endsOn, state) => expect(warrantyStateOf(endsOn, today)).toBe(state))

  test('it is covered, is about to end and has ended, in this order and never back', () => {
    const order = ['covered', 'ending', 'ended']
    fc.assert(
      fc.property(days, days, fc.nat(400), (endsOn, on, later) => {
        const [now, then] = [on, addDays(on, later)].map((at) => order.indexOf(warrantyStateOf(endsOn, at)))
        expect(now!).toBeLessThanOrEqual(then!)
        expect(warrantyStateOf(endsOn, endsOn)).toBe('ending')
        expect(warrantyStateOf(endsOn, addDays(endsOn, -endingWithinDays - 1))).toBe('covered')
      }),
    )
  })
})

describe('what cannot be right about a machine', () => {
  const wish: AssetWish = {
    ...{ name: '空压机', serialNumber: 'A-1', agreedMonths: null, manufacturedOn: '2025-01-01', invoiceOn: null },
    ...{ deliveredOn: '2025-01-01', installedOn: null, commissionedOn: null, acceptedOn: null },
  }
  const faults = (changes: Partial<AssetWish>, productName: string | null = null) =>
    assetFaultsOf({ ...wish, ...changes }, { today, productName })

  test('nothing, where everything is in order; a product’s name stands in for its own', () => {
    expect(faults({})).toEqual({})
    expect(faults({ name: '' }, 'BX-120')).toEqual({})
    expect(faults({ serialNumber: '' })).toEqual({})
    expect(faults({ deliveredOn: '2027-01-13' })).toEqual({})
    expect(faults({ manufacturedOn: null, deliveredOn: '1999-01-01' })).toEqual({})
  })

  test.each([
    ['no name', { name: '' }, { name: 'required' }],
    ['a serial number without a letter or a digit', { serialNumber: '--' }, { serialNumber: 'serial' }],
    ['a delivery before it was made', { deliveredOn: '2024-12-31' }, { deliveredOn: 'before_manufacture' }],
    ['an installation before it was made', { installedOn: '2024-12-31' }, { installedOn: 'before_manufacture' }],
    ['a delivery more than a year ahead', { deliveredOn: '2027-01-14' }, { deliveredOn: 'day_far' }],
  ] as [string, Partial<AssetWish>, object][])('%s', (_, changes, expected) =>
    expect(faults(changes)).toMatchObject(expected),
  )
})

describe('a stay in repair', () => {
  const stay = (changes: Partial<Stay> = {}): Stay => ({
    ...{ id: 's', kind: 'repair', component: null, from: '2026-01-05', until: null },
    ...changes,
  })
  const known = (stays: Stay[] = []) => ({ today, stays, components: ['pump'] })
  const decide = (from: Day, until: Day | null, component: string | null = null, stays: Stay[] = []) =>
    said(decideStay({ component, from, until }, known(stays)))

  test('has its days in their order, none of them ahead', () => {
    expect(decide('2026-01-12', null)).toBe(true)
    expect(decide('2026-01-12', '2026-01-12')).toBe(true)
    expect(decide('2026-01-13', null)).toBe('future')
    expect(decide('2026-01-05', '2026-01-13')).toBe('future')
    expect(decide('2026-01-05', '2026-01-04')).toBe('before_hand_in')
    expect(decide('2026-01-05', null, 'wheel')).toBe('component')
  })

  test('there is one at a time of the whole machine, and one of each part', () => {
    expect(decide('2026-01-06', null, null, [stay()])).toBe('away_already')
    expect(decide('2026-01-06', null, 'pump', [stay()])).toBe(true)
    expect(decide('2026-01-06', null, 'pump', [stay({ component: 'pump' })])).toBe('away_already')
    expect(decide('2026-01-06', null, null, [stay({ until: '2026-01-06' })])).toBe(true)
    expect(decide('2026-01-06', null, null, [stay({ kind: 'replacement' })])).toBe(true)
    expect(decide('2025-12-01', '2025-12-09', null, [stay()])).toBe(true)
  })

  test('is given back once, not before it was handed in and not ahead', () => {
    expect(said(decideReturn(stay(), '2026-01-05', today))).toBe(true)
    expect(said(decideReturn(stay(), '2026-01-04', today))).toBe('before_hand_in')
    expect(said(decideReturn(stay(), '2026-01-13', today))).toBe('future')
    expect(said(decideReturn(stay({ until: '2026-01-06' }), '2026-01-07', today))).toBe('not_away')
    expect(said(decideReturn(stay({ kind: 'replacement' }), '2026-01-07', today))).toBe('not_away')
  })

  test('whatever may be handed in can be given back from that day on', () => {
    fc.assert(
      fc.property(days, days, (from, on) => {
        const decision = decideStay({ component: null, from, until: null }, known())
        expect(decision.allowed).toBe(from <= today)
        const isInTime = from <= on && on <= today
        expect(decideReturn(stay({ from }), on, today).allowed).toBe(isInTime)
      }),
    )
  })

  test('a part is exchanged today or before, and is one of the machine’s', () => {
    const components = ['pump']
    expect(said(decideExchange({ component: 'pump', on: today }, { today, components }))).toBe(true)
    expect(said(decideExchange({ component: 'wheel', on: today }, { today, components }))).toBe('component')
    expect(said(decideExchange({ component: 'pump', on: '2026-01-13' }, { today, components }))).toBe('future')
  })
})

describe('a counter', () => {
  const known = [
    { on: '2025-06-01', unit: 'hours', amount: 100 },
    { on: '2025-12-01', unit: 'hours', amount: 300 },
  ] as const
  const reading = (on: Day, amount: number, unit = 'hours') => said(decideReading({ on, unit, amount }, known, today))

  test('only counts up, between what was read before and after', () => {
    expect(reading('2025-09-01', 200)).toBe(true)
    expect(reading('2025-09-01', 100)).toBe(true)
    expect(reading('2025-09-01', 99)).toBe('goes_back')
    expect(reading('2025-09-01', 301)).toBe('goes_back')
    expect(reading('2025-01-01', 101)).toBe('goes_back')
    expect(reading('2026-01-12', 299)).toBe('goes_back')
    expect(reading('2026-01-13', 400)).toBe('future')
  })

  test('is corrected by a second reading of the day, and knows nothing of other counters', () => {
    expect(reading('2025-12-01', 250)).toBe(true)
    expect(reading('2025-12-01', 99)).toBe('goes_back')
    expect(reading('2025-09-01', 5, 'kilometres')).toBe(true)
  })

  test('what was allowed, in whatever order it was entered, never counts down', () => {
    const typed = fc.array(fc.record({ on: days, unit: fc.constant('hours'), amount: fc.nat(50) }), { maxLength: 12 })
    fc.assert(
      fc.property(typed, (readings) => {
        const kept = readings.reduce<(typeof readings)[number][]>((before, one) => {
          if (!decideReading(one, before, '2027-12-31').allowed) return before
          return [...before.filter(({ on }) => on !== one.on), one]
        }, [])
        const amounts = kept.toSorted((one, other) => (one.on < other.on ? -1 : 1)).map(({ amount }) => amount)
        expect(amounts).toEqual(amounts.toSorted((one, other) => one - other))
      }),
    )
  })
})
