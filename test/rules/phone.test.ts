import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decidePhoneKey, phoneKeysOf, telHref } from '#rules/phone.ts'

const keyOf = (typed: string, country = 'CN') => {
  const decision = decidePhoneKey(typed, country)
  return decision.allowed ? decision.result : decision.reason
}

test('the spellings of one number share a key', () => {
  for (const typed of [
    '13800001234',
    '138 0000 1234',
    '138-0000-1234',
    '+86 138 0000 1234',
    '0086 13800001234',
    '８６１３８００００１２３４',
    '１３８ ００００ １２３４',
    '(138) 0000.1234',
  ])
    expect([typed, keyOf(typed)]).toEqual([typed, '8613800001234'])
})

test('a switchboard is one caller, whatever the extension', () => {
  for (const typed of ['021-5550 0199 转 8012', '021 55500199#12', '02155500199 ext. 7', '021-5550-0199 分机 3'])
    expect(keyOf(typed)).toBe('862155500199')
})

test('the trunk zero goes where the country drops it, and stays where it does not', () => {
  expect(keyOf('020 7946 0958', 'GB')).toBe('442079460958')
  expect(keyOf('+44 20 7946 0958', 'CN')).toBe('442079460958')
  expect(keyOf('06 6982', 'IT')).toBe('39066982')
  expect(keyOf('(212) 555-0100', 'US')).toBe('12125550100')
  expect(keyOf('1 212 555 0100', 'US')).toBe('12125550100')
})

test('what is no number is refused', () => {
  for (const typed of ['', 'call me', '12', '138<script>', '+', '----', '1'.repeat(30), 'tel:13800001234'])
    expect([typed, keyOf(typed)]).toEqual([typed, 'phone'])
})

test('a key is digits alone, and any text gets an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('CN', 'US', 'IT', 'XX'),
      (typed, country) => {
        const decision = decidePhoneKey(typed, country)
        if (decision.allowed) expect(decision.result).toMatch(/^\d{6,17}$/)
      },
    ),
  )
})

test('a link dials what was written', () => {
  expect(telHref('021-5550 0199')).toBe('tel:02155500199')
  expect(telHref('+86（021）5550')).toBe('tel:+860215550')
})

test('the keys of every country hold the one of the company’s own, and what is no number has none', () => {
  for (const typed of ['138 0000 1234', '+49 30 1234567', '020 7946 0958'])
    for (const country of ['CN', 'GB', 'US', 'VA', 'SM', 'XX'])
      expect([typed, country, phoneKeysOf(typed)[country] ?? phoneKeysOf(typed).other]).toEqual([
        ...[typed, country],
        keyOf(typed, country),
      ])
  expect(phoneKeysOf('nobody')).toEqual({})
})
