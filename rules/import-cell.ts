import * as v from 'valibot'
import type { CellReason, CellWarning, ColumnValues, ImportColumn, ImportedPhone, ImportFacts } from '#rules/import.ts'
import { readDay } from '#rules/import-day.ts'
import { readMoney, readNumber, readYesNo } from '#rules/import-number.ts'
import { isNothing, isStorable, plainCode, plainText } from '#rules/import-text.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { tiers, zones } from '#rules/policy-vocabulary.ts'
import { keyOf, type Vocabulary } from '#rules/policy-words.ts'

export type CellValue = ColumnValues[keyof ColumnValues]
/** Null: nothing stands there. */
export type CellRead = { value: CellValue | null; warnings?: readonly CellWarning[] } | { reason: CellReason }

/** What a cell means in its column. A required one must mean something. */
export function readCell(typed: string, column: ImportColumn, facts: ImportFacts): CellRead {
  const isFree = column.type === 'text'
  const text = isFree
    ? plainText(typed, column.lines === true)
    : column.type === 'list'
      ? plainText(typed, true)
      : plainCode(typed)
  if (text.trim() === '' || (!isFree && column.type !== 'yes_no' && isNothing(text)))
    return column.required ? { reason: 'missing' } : { value: null }
  if (!isStorable(text)) return { reason: 'not_text' }
  return lossOf(text, column) ?? readers[column.type](text, column, facts)
}

const formulaErrors = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/i

/** What the spreadsheet itself has lost. */
function lossOf(text: string, { type }: ImportColumn): CellRead | null {
  if (formulaErrors.test(text)) return { reason: 'formula_failed' }
  if (/^#{3,}$/.test(text)) return { reason: 'hashes' }
  const isExact = type === 'text' || type === 'code' || type === 'phone'
  return isExact && /^\d(?:\.\d+)?E\+\d+$/i.test(text) ? { reason: 'digits_lost' } : null
}

type Reader = (text: string, column: ImportColumn, facts: ImportFacts) => CellRead

const within = (text: string, { most = 1_000 }: ImportColumn): CellRead =>
  [...text].length > most ? { reason: 'too_long' } : { value: text }

const readers: Record<keyof ColumnValues, Reader> = {
  text: within,
  code: within,
  list: readList,
  day: (text, _, { dayOrder, today }) => readDay(text, dayOrder, today),
  phone: (text, _, { country }) => readPhones(text, country),
  email: (text) => (v.is(emailSchema, text) ? { value: text.toLowerCase() } : { reason: 'not_an_email' }),
  zone: (text, _, facts) => readKey(text, zones, facts.zones, 'unknown_zone'),
  tier: (text, _, facts) => readKey(text, tiers, facts.tiers, 'unknown_tier'),
  money: (text, _, { currency }) => valueOr(readMoney(text, currency), 'not_an_amount'),
  number: readNumber,
  yes_no: (text) => valueOr(readYesNo(text), 'not_yes_or_no'),
  choice: readChoice,
}

const emailSchema = v.pipe(v.string(), v.maxLength(254), v.email())

const valueOr = (value: CellValue | null, reason: CellReason): CellRead => (value === null ? { reason } : { value })

function readList(text: string, { most = 100 }: ImportColumn): CellRead {
  const items = text
    .split(/[、，,;；\n\r]/)
    .map((item) => plainText(item, false).replace(/^[' ]+/, ''))
    .filter((item) => item !== '' && !isNothing(item))
  if (items.some((item) => formulaErrors.test(item))) return { reason: 'formula_failed' }
  const unique = [...new Set(items)]
  if (unique.some((item) => [...item].length > most)) return { reason: 'too_long' }
  return { value: unique.length > 0 ? unique : null }
}

/** Numbers of one country have seven digits at the least; shorter ones are hotlines, or slips. */
const fewestDigits = 7

function readPhone(text: string, country: string): ImportedPhone | null {
  const key = decidePhoneKey(text, country)
  return key.allowed && text.replace(/\D/g, '').length >= fewestDigits ? { shown: text, key: key.result } : null
}

/** "13800138000/0571-87654321": people keep two numbers in one cell. */
function readPhones(text: string, country: string): CellRead {
  const whole = readPhone(text, country)
  const parts = text.split(/[/、;,\n]|或|\s(?=\+?\d{7,}$)/).map((part) => readPhone(part.trim(), country))
  const [first] = parts
  if (parts.length > 1 && parts.every((part) => part !== null) && first)
    return { value: first, warnings: ['first_phone'] }
  return valueOr(whole, 'not_a_phone')
}

/** By its words in either language, or the name that the company gave it. */
function readKey(text: string, known: Vocabulary, own: readonly string[], reason: CellReason): CellRead {
  const plain = text.toLowerCase()
  const key = own.find((name) => plainCode(name).toLowerCase() === plain) ?? keyOf(known, text)
  const short = own.includes(key) ? key : keyOf(known, `${text}客户`)
  return own.includes(short) ? { value: short } : { reason }
}

function readChoice(text: string, { choices = {} }: ImportColumn): CellRead {
  const plain = text.toLowerCase()
  const found = Object.entries(choices).find(([key, words]) =>
    [key, ...words['zh-CN'], ...words.en].some((word) => plainCode(word).toLowerCase() === plain),
  )
  return found ? { value: found[0] } : { reason: 'not_a_choice' }
}
