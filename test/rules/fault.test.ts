import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earlierFaults, faultKeyOf } from '#rules/fault.ts'

test('two ways to write one fault are one fault', () => {
  for (const [one, other] of [
    ['漏水', ' 漏水。'],
    ['E-12', 'e 12'],
    ['Ｅ１２', 'e12'],
    ['leaks  oil', 'Leaks oil.'],
  ] as const)
    expect([one, faultKeyOf(one)]).toEqual([one, faultKeyOf(other)])
  expect(faultKeyOf('漏水')).not.toBe(faultKeyOf('漏油'))
})

test('what says nothing is no fault', () => {
  for (const nothing of [null, '', '  ', '。']) expect(faultKeyOf(nothing)).toBeNull()
})

test('a key is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (fault) => {
      expect(faultKeyOf(faultKeyOf(fault))).toBe(faultKeyOf(fault))
    }),
  )
})

test('each fault is offered once, by the day it was put right last, the newest first', () => {
  const one = (fault: string | null, on: '2025-01-01' | '2025-02-01' | '2025-03-01') => ({ fault, on, component: null })
  expect(
    earlierFaults([
      one('漏水', '2025-01-01'),
      one('异响', '2025-02-01'),
      one('漏水。', '2025-03-01'),
      one(null, '2025-03-01'),
    ]),
  ).toEqual([one('漏水。', '2025-03-01'), one('异响', '2025-02-01')])
})
