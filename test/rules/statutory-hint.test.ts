import { describe, expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { type StatutoryCase, statutoryHints } from '#rules/statutory-hint.ts'

const goods: StatutoryCase = {
  ...{ country: 'CN', today: '2026-03-10', receivedOn: '2026-03-09', isOpen: true, isWaiting: false },
  asset: { isConsumerGoods: true, category: 'appliance', days: { delivery: '2025-09-01' }, repairs: [] },
  solvedOn: [],
}
const hintsOf = (changes: Partial<StatutoryCase>, asset: Partial<NonNullable<StatutoryCase['asset']>> = {}) =>
  statutoryHints({ ...goods, asset: { ...goods.asset!, ...asset }, ...changes })

describe('[GR-09] [R-CP-5] a case of consumer goods that stays open', () => {
  test.each([
    ['2026-02-28', []],
    ['2026-02-27', [{ id: 'GR-09', days: 11, isOver: false }]],
    ['2026-02-23', [{ id: 'GR-09', days: 15, isOver: false }]],
    ['2026-02-22', [{ id: 'GR-09', days: 16, isOver: true }]],
  ] as [Day, unknown[]][])('since %s', (receivedOn, expected) => expect(hintsOf({ receivedOn })).toEqual(expected))

  test('says nothing while a reason for waiting is recorded, nor once it is done', () => {
    expect(hintsOf({ receivedOn: '2026-01-01', isWaiting: true })).toEqual([])
    expect(hintsOf({ receivedOn: '2026-01-01', isOpen: false })).toEqual([])
  })
})

describe('[GR-10] what the law may give the buyer', () => {
  test.each([
    ['the third fault after two repairs', ['2025-10-01', '2025-12-01'], [{ because: 'two_repairs', count: 2 }]],
    ['the second fault', ['2025-10-01'], []],
    ['a fault 29 days after a repair', ['2026-02-08'], [{ because: 'after_repair', count: 29 }]],
    ['a fault 30 days after a repair', ['2026-02-07'], []],
  ] as [string, Day[], object[]][])('%s', (_, solvedOn, expected) =>
    expect(hintsOf({ solvedOn })).toEqual(expected.map((one) => ({ id: 'GR-10', ...one }))),
  )

  test('a stay in the depot is a repair too, and one with the request that was solved meanwhile', () => {
    const stay = (from: Day, until: Day) => ({ from, until, component: null, fault: null })
    const repairs = [stay('2025-10-01', '2025-10-09'), stay('2025-12-01', '2025-12-09')]
    const two = [{ id: 'GR-10', because: 'two_repairs', count: 2 }]
    expect(hintsOf({}, { repairs })).toEqual(two)
    expect(hintsOf({ solvedOn: ['2025-10-08', '2025-12-09'] }, { repairs })).toEqual(two)
    expect(hintsOf({ solvedOn: ['2025-10-08'] }, { repairs: repairs.slice(0, 1) })).toEqual([])
  })

  test.each([
    ['2026-03-02', 7],
    ['2026-02-22', 15],
  ] as [Day, number][])('sold on %s: within the days for a refund or an exchange', (delivery, count) =>
    expect(hintsOf({}, { days: { delivery } })).toEqual([{ id: 'GR-10', because: 'just_bought', count }]),
  )

  test('sold sixteen days ago: repair alone', () =>
    expect(hintsOf({}, { days: { delivery: '2026-02-21' } })).toEqual([]))

  const away = (from: Day, changes: Partial<StatutoryCase> = {}, category = 'appliance') =>
    hintsOf(changes, { category, repairs: [{ from, until: null, component: null, fault: null }] })

  test('a stay in the depot: thirty days by the repairer’s own fault, sixty or ninety for parts', () => {
    expect(away('2026-02-08')).toEqual([])
    expect(away('2026-02-07')).toEqual([{ id: 'GR-10', because: 'depot', count: 31 }])
    expect(away('2026-02-07', { isWaiting: true })).toEqual([])
    expect(away('2025-12-10', { isWaiting: true })).toEqual([])
    expect(away('2025-12-09', { isWaiting: true })).toEqual([{ id: 'GR-10', because: 'depot_parts', count: 91 }])
    expect(away('2026-01-08', { isWaiting: true }, 'phone')).toEqual([
      { id: 'GR-10', because: 'depot_parts', count: 61 },
    ])
  })
})

test('machines of companies, and other countries, are told nothing', () => {
  const late = { receivedOn: '2026-01-01' as Day, solvedOn: ['2025-10-01', '2025-12-01'] as Day[] }
  expect(hintsOf(late)).toHaveLength(2)
  expect(hintsOf(late, { isConsumerGoods: false })).toEqual([])
  expect(hintsOf({ ...late, country: 'DE' })).toEqual([])
  expect(hintsOf({ ...late, asset: null })).toEqual([])
})
