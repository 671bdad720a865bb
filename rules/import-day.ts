import { type Day, isDay, yearOf } from '#rules/day.ts'
import type { CellReason, CellWarning, DayOrder } from '#rules/import.ts'
import { dayOfSerial } from '#rules/spreadsheet-number.ts'

export type DayRead =
  | { value: Day; warnings: CellWarning[] }
  | { reason: Extract<CellReason, 'not_a_date' | 'ambiguous_date'> }

/** A day in whatever form spreadsheets and people write one; `typed` is narrow (`plainCode`). */
export function readDay(typed: string, order: DayOrder, today: Day): DayRead {
  const text = typed.replace(timeOfDay, '').replace(/\s*([年月日号])\s*/g, '$1')
  const counted = /^\d{5}(?:\.\d+)?$/.test(text) ? dayOfSerial(Number(text)) : null
  if (counted) return sensible(counted, [])
  const solid = /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (solid) return read(solid[1]!, solid[2]!, solid[3]!, [])
  const long = /^(\d{4})[年\-/.\s]\s?(\d{1,2})[月\-/.\s]\s?(\d{1,2})[日号]?$/.exec(text)
  if (long) return read(long[1]!, long[2]!, long[3]!, [])
  const named = readNamed(text, today)
  if (named) return named
  const short = /^(\d\d)年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text)
  if (short) return read(fullYear(short[1]!, today), short[2]!, short[3]!, ['short_year'])
  const three = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$/.exec(text)
  return three ? readOrdered(three[1]!, three[3]!, three[4]!, order, today) : { reason: 'not_a_date' }
}

/** "2024-03-05 00:00:00", "…T08:30Z", "… 上午8:30", "… 8:30 PM": a day is asked for. */
const timeOfDay =
  /(?:\s*T\s*|\s+)(?:上午|下午)?\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|Z|[+-]\d\d:?\d\d)?$/i

function read(year: string, month: string, date: string, warnings: CellWarning[]): DayRead {
  const day = dayFrom(year, month, date)
  return day ? sensible(day, warnings) : { reason: 'not_a_date' }
}

function dayFrom(year: string, month: string, date: string): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(text) ? text : null
}

/** Machines and contracts are of our time; another year is a slip of the pen. */
function sensible(value: Day, warnings: CellWarning[]): DayRead {
  const year = yearOf(value)
  return year >= 1950 && year <= 2100 ? { value, warnings } : { reason: 'not_a_date' }
}

/** At most ten years ahead, else of the last century. */
function fullYear(short: string, today: Day): string {
  const year = Number(short) + Math.floor(yearOf(today) / 100) * 100
  return String(year > yearOf(today) + 10 ? year - 100 : year)
}

/** 5 Mar 2024, 05-Mar-24, March 5, 2024. */
function readNamed(text: string, today: Day): DayRead | null {
  const [, dateFirst, name, lastYear] = /^(\d{1,2})[-\s./]*([a-z]{3,9})\.?,?[-\s./]*(\d{4}|\d\d)$/i.exec(text) ?? []
  const [, nameFirst, dateNext, yearNext] = /^([a-z]{3,9})\.?[-\s]*(\d{1,2}),?[-\s]+(\d{4}|\d\d)$/i.exec(text) ?? []
  const month = monthOf(name ?? nameFirst ?? '')
  const [date, year] = [dateFirst ?? dateNext, lastYear ?? yearNext]
  if (month === 0 || !date || !year) return null
  const isShort = year.length === 2
  return read(isShort ? fullYear(year, today) : year, String(month), date, isShort ? ['short_year'] : [])
}

const months = 'january february march april may june july august september october november december'.split(' ')
const monthOf = (name: string) => months.findIndex((month) => name !== '' && month.startsWith(name.toLowerCase())) + 1

/** Three numbers that do not begin with a whole year: the company's order decides where several days are possible. */
function readOrdered(first: string, second: string, third: string, order: DayOrder, today: Day): DayRead {
  const isShort = third.length === 2
  const year = isShort ? fullYear(third, today) : third
  const readings: Partial<Record<DayOrder, Day | null>> = {
    month_first: dayFrom(year, first, second),
    day_first: dayFrom(year, second, first),
  }
  if (isShort && first.length === 2) readings.year_first = dayFrom(fullYear(first, today), second, third)
  const possible = new Set(Object.values(readings).filter((day) => day !== null))
  const own = readings[order]
  const value = possible.size === 1 ? [...possible][0] : own
  if (possible.size === 0) return { reason: 'not_a_date' }
  if (!value) return { reason: 'ambiguous_date' }
  return sensible(value, [
    ...(isShort ? (['short_year'] as const) : []),
    ...(possible.size > 1 ? (['order_assumed'] as const) : []),
  ])
}

/** Where people write the month first, or the year; everywhere else the day comes first. */
export const dayOrderOf = (country: string): DayOrder =>
  yearFirst.has(country) ? 'year_first' : monthFirst.has(country) ? 'month_first' : 'day_first'

const yearFirst = new Set(['CN', 'HK', 'MO', 'TW', 'JP', 'KR', 'MN', 'HU', 'LT', 'CA', 'SE'])
const monthFirst = new Set(['US', 'PH', 'PR', 'GU', 'FM', 'MH', 'PW', 'AS', 'VI', 'MP'])
