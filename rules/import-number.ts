import type { CellReason, ImportColumn } from '#rules/import.ts'
import { type Money, moneyFrom } from '#rules/money.ts'

type NumberRead = { value: number } | { reason: Extract<CellReason, 'not_a_number' | 'out_of_range'> }

/** A whole number, with its unit if the column has one; 1,200 and 12.0 are whole. Words for numbers are no numbers. */
export function readNumber(
  typed: string,
  { least = 0, most = Number.MAX_SAFE_INTEGER, unit }: ImportColumn,
): NumberRead {
  const { amount, times } = withoutUnit(typed, unit)
  const plain = amount.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '').replace(/\.0+$/, '')
  if (!/^[+-]?\d{1,15}$/.test(plain)) return { reason: 'not_a_number' }
  const value = Number(plain) * times
  return value < least || value > most ? { reason: 'out_of_range' } : { value: value + 0 }
}

function withoutUnit(typed: string, unit: ImportColumn['unit']): { amount: string; times: number } {
  const found = /^([+-]?[\d,.]+)\s*([a-z]+|[\p{Script=Han}]+)\.?$/iu.exec(typed)
  const times = found && unit ? unitTimes[unit][found[2]!.toLowerCase()] : undefined
  return found && times !== undefined ? { amount: found[1]!, times } : { amount: typed, times: 1 }
}

const unitTimes: Record<'months' | 'days', Record<string, number>> = {
  months: { 个月: 1, 月: 1, month: 1, months: 1, mo: 1, m: 1, 年: 12, year: 12, years: 12, yr: 12, yrs: 12, y: 12 },
  days: { 天: 1, 日: 1, day: 1, days: 1, d: 1, 周: 7, week: 7, weeks: 7 },
}

/** An amount in the company's currency, with or without its sign; null: another currency, or no amount. */
export function readMoney(typed: string, currency: string): Money | null {
  const sign = [currency, symbolOf(currency), ...(otherSigns[currency] ?? [])]
    .map((text) => text.normalize('NFKC').replace(/[.$^*+?()[\]{}|\\]/g, '\\$&'))
    .join('|')
  const [, amount = typed] = new RegExp(`^(?:${sign})?\\s*([\\d.,]+)\\s*(?:${sign})?$`, 'i').exec(typed) ?? []
  return moneyFrom(amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), currency)
}

const otherSigns: Record<string, readonly string[]> = {
  CNY: ['元', '圆', 'RMB', '人民币', '元整'],
  JPY: ['円', '¥'],
  HKD: ['港币'],
}

const symbolOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')!.value

const yes = new Set(['是', '有', '对', '√', '✓', '✔', 'yes', 'y', 'true', '1', 'x'])
const no = new Set(['否', '无', '没有', '不', '×', '✗', '✘', 'no', 'n', 'false', '0'])

/** Null: neither. */
export function readYesNo(typed: string): boolean | null {
  const word = typed.toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : null
}
