import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalOf, moneyFrom, moneyInWords, sumOf, timesOf } from '#rules/money.ts'

const yuan = (minor: number) => ({ minor, currency: 'CNY' })

describe('money', () => {
  test('what is typed is minor units, never a fraction', () => {
    expect(moneyFrom('12.5', 'CNY')).toEqual(yuan(1250))
    expect(moneyFrom('1,200', 'CNY')).toEqual(yuan(120_000))
    expect(moneyFrom('500', 'JPY')).toEqual({ minor: 500, currency: 'JPY' })
    expect(moneyFrom('0.125', 'KWD')).toEqual({ minor: 125, currency: 'KWD' })
    for (const typed of ['', '-1', '12.345', '1e3', 'ten', '99999999999999999'])
      expect(moneyFrom(typed, 'CNY')).toBeNull()
    expect(moneyFrom('1.5', 'JPY')).toBeNull()
  })

  test('what is shown in a field is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(moneyFrom(decimalOf({ minor, currency }), currency)).toEqual({ minor, currency })
      }),
    )
  })

  test('[K13] a multiple is rounded half up to the minor unit', () => {
    expect(timesOf(yuan(333), 1.5)).toEqual(yuan(500))
    expect(timesOf(yuan(1), 0.5)).toEqual(yuan(1))
    expect(timesOf(yuan(100), 1.005)).toEqual(yuan(101))
    expect(timesOf(yuan(5000), 2)).toEqual(yuan(10_000))
  })

  test('two currencies are not added', () => {
    expect(sumOf([yuan(1), yuan(2)], 'CNY')).toEqual(yuan(3))
    expect(() => sumOf([yuan(1)], 'EUR')).toThrow('CNY')
  })

  test('is written as each language writes it', () => {
    expect([moneyInWords(yuan(50_000), 'zh-CN'), moneyInWords(yuan(1250), 'en')]).toEqual(['500 元', '12.50 yuan'])
    expect(moneyInWords({ minor: 2000, currency: 'EUR' }, 'en')).toBe('€20')
    expect(moneyInWords({ minor: 2000, currency: 'EUR' }, 'zh-CN')).toMatch(/^20\s?欧元$/)
  })
})
