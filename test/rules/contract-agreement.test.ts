import { expect, test } from 'vitest'
import { type AgreementWish, agreementFaultsOf } from '#rules/contract-agreement.ts'

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
