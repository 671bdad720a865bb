import { describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import type { ContractFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { contract, machine, policySaying, reported } from '../cases/coverage.ts'

/** Long out of warranty, so that only the contract can pay. */
const old = machine({ days: { commissioning: '2015-01-10' } })
const clauses = policySaying()
const asked = (on: Day, contracts: ContractFacts[], more: Partial<CoverageInputs> = {}) =>
  coverageOf(reported(on, { asset: old, contracts, ...more }), clauses)
const state = (on: Day, facts: Partial<ContractFacts> = {}, more: Partial<CoverageInputs> = {}) =>
  asked(on, [contract(facts)], more).contract.state

describe('a maintenance contract', () => {
  test('[S4.4-03] covers its first and its last day, and none beside them', () => {
    expect(state('2025-12-31')).toBe('not_begun')
    expect(state('2026-01-01')).toBe('covers')
    expect(state('2026-12-31')).toBe('covers')
    expect(state('2027-01-01')).toBe('ended')
  })

  test('that was ended early covers the day of its end', () => {
    expect(state('2026-06-30', { cancelledOn: '2026-06-30' })).toBe('covers')
    expect(state('2026-07-01', { cancelledOn: '2026-06-30' })).toBe('cancelled')
  })

  test('covers the machines that it lists, or all of the customer’s', () => {
    expect(state('2026-06-01', { assets: ['a2'] })).toBe('not_this_machine')
    expect(state('2026-06-01', { assets: 'all' })).toBe('covers')
    expect(state('2026-06-01', {}, { asset: null })).toBe('not_this_machine')
    expect(asked('2026-06-01', [contract({ assets: 'all' })], { asset: null }).outcome).toBe('under_contract')
  })

  test('pays no visit beyond those it includes; what needs no visit uses none up', () => {
    const visits = { included: 4, used: 4 }
    expect(state('2026-06-01', { visits: { included: 4, used: 3 } })).toBe('covers')
    expect(asked('2026-06-01', [contract({ visits: { included: 4, used: 3 } })]).contract.visitsLeft).toBe(1)
    expect(asked('2026-06-01', [contract({ visits })])).toMatchObject({
      outcome: 'chargeable',
      contract: { state: 'no_visit_left', visitsLeft: 0 },
    })
    expect(state('2026-06-01', { visits }, { onSite: false })).toBe('covers')
  })

  test('leaves out the causes that it says', () => {
    const excluded = ['misuse']
    expect(state('2026-06-01', { excluded }, { cause: 'misuse' })).toBe('cause_excluded')
    expect(state('2026-06-01', {}, { cause: 'misuse' })).toBe('covers')
    const intake = asked('2026-06-01', [contract({ excluded })], { stage: 'intake', cause: null })
    expect(intake).toMatchObject({ outcome: 'under_contract', presumed: true })
  })

  test('pays what it covers; the customer bears the rest', () => {
    expect(asked('2026-06-01', [contract({ covers: ['labour', 'travel'] })])).toMatchObject({
      outcome: 'under_contract',
      items: { labour: 'contract', parts: 'customer', travel: 'contract' },
      from: '2026-01-01',
      until: '2026-12-31',
      look: null,
    })
  })
})

test('of several contracts the one that covers counts, and of these the one that ends last', () => {
  const ended = contract({ id: 'c0', number: 'HT-0', from: '2025-01-01', until: '2025-12-31' })
  const longer = contract({ id: 'c2', number: 'HT-2', until: '2027-06-30' })
  const full = contract({ id: 'c3', number: 'HT-3', until: '2028-12-31', visits: { included: 2, used: 2 } })
  expect(asked('2026-06-01', [ended, contract(), longer, full]).contract.contractId).toBe('c2')
  expect(asked('2026-06-01', [full, longer, contract(), ended]).contract.contractId).toBe('c2')
  expect(asked('2026-06-01', [ended, full]).contract).toMatchObject({ contractId: 'c3', state: 'no_visit_left' })
  expect(asked('2026-06-01', []).contract.state).toBe('none')
})
