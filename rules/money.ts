import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'

/** Minor units (fen, cents) and an ISO 4217 code: an amount is never a fraction. */
export type Money = { minor: number; currency: string }

export const currencySchema = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'invalid'))
export const moneySchema = v.strictObject({
  minor: v.pipe(v.number('not_a_number'), v.safeInteger('too_fine'), v.minValue(0, 'too_small')),
  currency: currencySchema,
})

const digits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

export const minorDigits = (currency: string) => digits[currency] ?? 2

/** "12.5" as typed; null where it is no amount, or finer than the currency. */
export function moneyFrom(typed: string, currency: string): Money | null {
  const plain = typed.normalize('NFKC').trim().replaceAll(',', '')
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(plain) ?? []
  const places = minorDigits(currency)
  if (whole === undefined || fraction.length > places) return null
  const minor = Number(whole + fraction.padEnd(places, '0'))
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}

/** What `moneyFrom` reads back. */
export function decimalOf({ minor, currency }: Money): string {
  const places = minorDigits(currency)
  if (places === 0) return String(minor)
  const text = String(Math.abs(minor)).padStart(places + 1, '0')
  const fraction = text.slice(-places).replace(/0+$/, '')
  const whole = `${minor < 0 ? '-' : ''}${text.slice(0, -places)}`
  return fraction === '' ? whole : `${whole}.${fraction.padEnd(places, '0')}`
}

export function sumOf(amounts: readonly Money[], currency: string): Money {
  return { minor: amounts.reduce((sum, amount) => sum + inCurrency(amount, currency).minor, 0), currency }
}

function inCurrency(amount: Money, currency: string): Money {
  if (amount.currency !== currency) throw new Error(`${amount.currency} cannot be added to ${currency}`)
  return amount
}

/** Half up to the minor unit (K13). The nudge undoes what binary fractions lose: 1.005 × 100. */
export const timesOf = ({ minor, currency }: Money, factor: number): Money => ({
  minor: Math.floor(Number((minor * factor).toPrecision(15)) + 0.5),
  currency,
})

/** "500 元", "500 yuan", "€20". */
export function moneyInWords(money: Money, lang: Lang): string {
  const decimal = decimalOf(money)
  if (money.currency === 'CNY') return lang === 'zh-CN' ? `${decimal} 元` : `${decimal} yuan`
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: lang === 'zh-CN' ? 'name' : 'narrowSymbol',
    minimumFractionDigits: 0,
    maximumFractionDigits: minorDigits(money.currency),
  }).format(Number(decimal))
}
