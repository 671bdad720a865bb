import { type Day, dayAt } from '#rules/day.ts'

/** How spreadsheets keep days and numbers. */

const serialOfUnixEpoch = 25_569
const firstTrueSerial = 61
const daysFrom1900To1904 = 1_462

/** Day 60 of the 1900 system is a 29 February that never was; a fraction is the time of day. Null: outside 1900 to 2199. */
export function dayOfSerial(serial: number, countsFrom1904 = false): Day | null {
  const whole = Math.floor(serial) + (countsFrom1904 ? daysFrom1900To1904 : 0)
  if (!(whole >= 1 && whole < 109_575) || whole === 60) return null
  return dayAt(whole - serialOfUnixEpoch + (whole < firstTrueSerial ? 1 : 0))
}

/** Null: before spreadsheets can count. */
export function serialOfDay(unixDay: number): number | null {
  const serial = unixDay + serialOfUnixEpoch
  return serial >= firstTrueSerial ? serial : null
}

/** What a cell's number is shown as. */
export type NumberFormat = 'plain' | 'day' | { readonly digits: number }

const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtInDays.has(id) ? 'day' : 'plain'
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '').split(';')[0]!
  if (/general/i.test(bare)) return 'plain'
  if (/[yd]/i.test(bare)) return 'day'
  return /^0{2,}$/.test(bare) ? { digits: bare.length } : 'plain'
}

/** Binary noise goes (1.1000000000000001); past 15 digits the exponent stays, because digits are lost. */
export function numberText(stored: string, format: NumberFormat): string {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  const clean = Number(value.toPrecision(15))
  if (Number.isInteger(clean) && Math.abs(clean) >= 1e15) return clean.toExponential().toUpperCase()
  const text = decimalText(clean)
  return typeof format === 'object' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text
}

function decimalText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}
