import { isDay } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type SheetRow, type SpreadsheetRefusal, spreadsheetLimits } from '#rules/spreadsheet.ts'
import { dayOfSerial, type NumberFormat, numberText } from '#rules/spreadsheet-number.ts'
import { readXml, type XmlReader } from '#rules/spreadsheet-xml.ts'

/** What cells of every sheet refer to. */
export type Workbook = {
  readonly texts: readonly string[]
  /** By the number of a cell's style. */
  readonly formats: readonly NumberFormat[]
  readonly countsFrom1904: boolean
}

/** A sheet's rows as a person sees them: values of formulas, days as days. */
export function* sheetRows(bytes: Uint8Array, book: Workbook): Generator<Decision<SheetRow, SpreadsheetRefusal>> {
  const xml = readXml(bytes)
  let row = 0
  while (xml.next()) {
    if (xml.name === 'sheetData' && xml.part === 'end') return
    if (xml.name !== 'row' || xml.part === 'end') continue
    const told = Number(xml.attribute('r'))
    row = Number.isInteger(told) && told > row ? told : row + 1
    const cells = xml.part === 'empty' ? [] : cellsOf(xml, book)
    if (cells === null) {
      yield refuse('too_many_columns')
      return
    }
    yield allow({ row, cells })
  }
  if (xml.isDamaged) yield refuse('damaged')
}

/** Null: something stands so far to the right that nobody reads there. */
function cellsOf(xml: XmlReader, book: Workbook): string[] | null {
  const cells: string[] = []
  let column = -1
  let isBeyond = false
  while (xml.next() && !(xml.name === 'row' && xml.part === 'end')) {
    if (xml.name !== 'c' || xml.part === 'end') continue
    column = columnOf(xml.attribute('r')) ?? column + 1
    if (xml.part === 'empty') continue
    const value = cellValue(xml, book)
    if (value === '') continue
    if (column >= spreadsheetLimits.columns) {
      isBeyond ||= value.trim() !== ''
      continue
    }
    while (cells.length < column) cells.push('')
    cells[column] = value
  }
  return isBeyond ? null : cells
}

/** "AB12" is 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (!letters) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function cellValue(xml: XmlReader, book: Workbook): string {
  const type = xml.attribute('t') ?? 'n'
  const style = Number(xml.attribute('s') ?? 0)
  let value = ''
  while (xml.next() && !(xml.name === 'c' && xml.part === 'end')) {
    if (xml.name === 'v' && xml.part === 'end') value = xml.text
    if (xml.name === 'is' && xml.part === 'start') value = textOfItem(xml, 'is')
  }
  return shownAs(type, value, style, book)
}

function shownAs(type: string, value: string, style: number, book: Workbook): string {
  if (value === '') return ''
  switch (type) {
    case 's':
      return book.texts[Number(value)] ?? ''
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
    case 'd':
      return isDay(value.slice(0, 10)) ? value.slice(0, 10) : value
    case 'str':
      return withControls(value)
    case 'inlineStr':
    case 'e':
      return value
    default:
      return numberOf(value, style, book)
  }
}

function numberOf(value: string, style: number, book: Workbook): string {
  const format = book.formats[style] ?? 'plain'
  const day = format === 'day' ? dayOfSerial(Number(value), book.countsFrom1904) : null
  return day ?? numberText(value, format)
}

/** All runs of a text with marks in it; how it is pronounced is left out. Stands at the item's start, ends at its end. */
export function textOfItem(xml: XmlReader, item: 'si' | 'is'): string {
  let text = ''
  let isPhonetic = false
  while (xml.next() && !(xml.name === item && xml.part === 'end')) {
    if (xml.name === 'rPh') isPhonetic = xml.part === 'start'
    if (xml.name === 't' && xml.part === 'end' && !isPhonetic) text += xml.text
  }
  return withControls(text)
}

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_x000D_` is what XML cannot hold. */
const withControls = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
