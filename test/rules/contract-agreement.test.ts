import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AgreementWish,
  agreementFaultsOf,
  type ContractTerm,
  decideCancellation,
  endingContractDays,
  standingOn,
} from '#rules/contract-agreement.ts'
import { addDays, type Day, dayAt, serialOf } from '#rules/day.ts'

const wish: AgreementWish = {
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
  covers: ['labour'],
  visits: 4,
  visitsUsed: 0,
  coversAllAssets: false,
  assetIds: ['a1'],
  autoRenew: false,
  autoRenewNoticeDays: null,
}
const faultsOf = (change: Partial<AgreementWish>) =>
  agreementFaultsOf({ ...wish, ...change }, ['a1', 'a2'], '2026-12-31')

test('[S4.4-29] the next contract begins after the end of the one before, and never on a day that is paid for', () => {
  expect(faultsOf({})).toEqual({})
  expect(faultsOf({ startsOn: '2027-02-01' })).toEqual({})
  expect(faultsOf({ startsOn: '2026-12-31' })).toEqual({ startsOn: 'overlaps' })
  expect(agreementFaultsOf({ ...wish, startsOn: '2026-12-31' }, ['a1'], null)).toEqual({})
})

test('a contract ends no day before it begins, and runs for thirty years at the most', () => {
  expect(faultsOf({ endsOn: '2027-01-01' })).toEqual({})
  expect(faultsOf({ startsOn: '2027-01-02', endsOn: '2027-01-01' })).toEqual({ endsOn: 'ends_first' })
  expect(faultsOf({ endsOn: '2057-01-01' })).toEqual({})
  expect(faultsOf({ endsOn: '2057-01-02' })).toEqual({ endsOn: 'too_many_years' })
})

test('it covers something, of machines that are the customer’s', () => {
  expect(faultsOf({ covers: [] })).toEqual({ covers: 'covers_nothing' })
  expect(faultsOf({ assetIds: [] })).toEqual({ assets: 'no_machine' })
  expect(faultsOf({ assetIds: ['a1', 'b1'] })).toEqual({ assets: 'machine_unknown' })
  expect(faultsOf({ assetIds: [], coversAllAssets: true })).toEqual({})
})

test('no more visits were used than it includes; without a number there is no limit', () => {
  expect(faultsOf({ visitsUsed: 4 })).toEqual({})
  expect(faultsOf({ visitsUsed: 5 })).toEqual({ visitsUsed: 'visits_over' })
  expect(faultsOf({ visits: null, visitsUsed: 50 })).toEqual({})
})

test('everything that is wrong is said at once, each beside its field', () => {
  const worst = {
    startsOn: '2026-06-01',
    endsOn: '2020-01-01',
    covers: [],
    assetIds: [],
    visits: 0,
    visitsUsed: 1,
  } as const
  expect(Object.keys(faultsOf(worst)).sort()).toEqual(['assets', 'covers', 'endsOn', 'startsOn', 'visitsUsed'])
})

const term: ContractTerm = { status: 'active', startsOn: '2026-01-01', endsOn: '2026-12-31' }
const days = fc.integer({ min: serialOf('2020-01-01'), max: serialOf('2032-12-31') }).map(dayAt)
const terms = fc
  .record({
    startsOn: days,
    length: fc.nat(1_500),
    status: fc.constantFrom('active' as const, 'cancelled' as const, 'renewed' as const),
  })
  .map(({ startsOn, length, status }) => ({ status, startsOn, endsOn: addDays(startsOn, length) }))

describe('how a contract stands on a day', () => {
  test.each([
    ['2025-12-31', 'not_begun'],
    ['2026-01-01', 'running'],
    ['2026-10-01', 'running'],
    ['2026-10-02', 'ending'],
    ['2026-12-31', 'ending'],
    ['2027-01-01', 'ended'],
  ] as [Day, string][])('on %s: %s', (today, standing) => expect(standingOn(term, today)).toBe(standing))

  test('a renewed one is not about to end, and runs to its end; a cancelled one is cancelled on every day', () => {
    expect(standingOn({ ...term, status: 'renewed' }, '2026-12-31')).toBe('running')
    expect(standingOn({ ...term, status: 'renewed' }, '2027-01-01')).toBe('renewed')
    for (const today of ['2025-01-01', '2026-06-01', '2027-01-01'] as const)
      expect(standingOn({ ...term, status: 'cancelled' }, today)).toBe('cancelled')
  })

  test('it begins, runs, is about to end and ends, in this order and never back', () => {
    const order = ['not_begun', 'running', 'ending', 'ended', 'renewed', 'cancelled']
    fc.assert(
      fc.property(terms, days, fc.nat(400), (one, today, later) => {
        const [now, then] = [today, addDays(today, later)].map((on) => order.indexOf(standingOn(one, on)))
        expect(now!).toBeLessThanOrEqual(then!)
      }),
    )
  })

  test('it is about to end exactly on its last days', () => {
    fc.assert(
      fc.property(terms, days, (one, today) => {
        const isLast = one.startsOn <= today && today <= one.endsOn && one.endsOn <= addDays(today, endingContractDays)
        expect(standingOn(one, today) === 'ending').toBe(one.status === 'active' && isLast)
      }),
    )
  })
})

describe('ending a contract before its time', () => {
  test.each([
    ['2025-12-30', 'before_start'],
    ['2025-12-31', true],
    ['2026-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', 'after_end'],
  ] as [Day, true | string][])('on %s: %s', (on, expected) => {
    const decision = decideCancellation(term, on)
    expect(decision.allowed || decision.reason).toBe(expected)
  })

  test('one that is over, by whatever, is not ended again', () => {
    for (const status of ['cancelled', 'renewed'] as const)
      expect(decideCancellation({ ...term, status }, '2026-06-01')).toMatchObject({ reason: 'over_already' })
  })

  test('an active one can be ended on any day of its term, and on no other but the eve of its start', () => {
    fc.assert(
      fc.property(terms, days, (one, on) => {
        const isInside = addDays(one.startsOn, -1) <= on && on <= one.endsOn
        expect(decideCancellation({ ...one, status: 'active' }, on).allowed).toBe(isInside)
      }),
    )
  })
})
