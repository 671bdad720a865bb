import { allow, type Decision, refuse } from '#rules/decision.ts'
import {
  type Deflation,
  type RowChunk,
  type SheetRow,
  type Spreadsheet,
  type SpreadsheetRefusal,
  spreadsheetLimits,
} from '#rules/spreadsheet.ts'
import { csvRows } from '#rules/spreadsheet-csv.ts'
import { decodeTable } from '#rules/spreadsheet-decode.ts'
import { type FilledSheet, filledSheets, openWorkbook } from '#rules/spreadsheet-workbook.ts'

/** By what the file is, never by what it is called. `sheet` counts the visible ones. */
export function openSpreadsheet(
  bytes: Uint8Array,
  deflation: Deflation,
  sheet = 0,
): Decision<Spreadsheet, SpreadsheetRefusal> {
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > spreadsheetLimits.fileBytes) return refuse('too_big')
  if (startsWith(bytes, zipMark)) {
    const book = openWorkbook(bytes, deflation, sheet)
    return book.allowed ? allow({ ...book.result, format: 'xlsx', rows: limited(book.result.rows) }) : book
  }
  if (startsWith(bytes, compoundMark)) return refuse(isEncrypted(bytes) ? 'password' : 'old_excel')
  const text = decodeTable(bytes)
  if (text === null) return refuse('not_a_table')
  if (text.trim() === '') return refuse('empty')
  return allow({ format: 'csv', sheets: [''], sheet: 0, rows: limited(csvRows(text)) })
}

const zipMark = [0x50, 0x4b, 0x03, 0x04]
/** OLE: old Excel files, and new ones with a password. */
const compoundMark = [0xd0, 0xcf, 0x11, 0xe0]
const startsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, at) => bytes[at] === byte)

/** The directory of a locked file names the stream that holds the locked one. */
function isEncrypted(bytes: Uint8Array): boolean {
  return new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)).includes('EncryptedPackage')
}

/** Trailing blanks and blank rows are left out; the first thing beyond a limit ends the reading. */
function* limited(
  rows: Iterable<Decision<SheetRow, SpreadsheetRefusal>>,
): Generator<Decision<SheetRow, SpreadsheetRefusal>> {
  let seen = 0
  for (const next of rows) {
    if (!next.allowed) {
      yield next
      return
    }
    const { row } = next.result
    const cells = withoutTrailingBlanks(next.result.cells)
    if (cells.length === 0) continue
    seen++
    const beyond = refusalOf(row, seen, cells)
    if (beyond) {
      yield refuse(beyond)
      return
    }
    yield allow({ row, cells })
  }
  if (seen === 0) yield refuse('empty')
}

function withoutTrailingBlanks(cells: readonly string[]): readonly string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1]!.trim() === '') length--
  return length === cells.length ? cells : cells.slice(0, length)
}

function refusalOf(row: number, seen: number, cells: readonly string[]): SpreadsheetRefusal | null {
  if (seen > spreadsheetLimits.rows + 1 || row > spreadsheetLimits.lastRow) return 'too_many_rows'
  if (cells.length > spreadsheetLimits.columns) return 'too_many_columns'
  return cells.some((cell) => cell.length > spreadsheetLimits.cellLength) ? 'cell_too_long' : null
}

/** The sheets that somebody may mean; a file that has none but itself has one. */
export const sheetsIn = (bytes: Uint8Array, deflation: Deflation): Decision<FilledSheet[], SpreadsheetRefusal> =>
  startsWith(bytes, zipMark) && bytes.length <= spreadsheetLimits.fileBytes
    ? filledSheets(bytes, deflation)
    : allow([{ at: 0, name: '' }])

/** For staging: rows in a row, `size` and about `length` characters at the most, blank ones between them kept. */
export function* chunksOf(
  rows: Iterable<Decision<SheetRow, SpreadsheetRefusal>>,
  size: number,
  length = Number.POSITIVE_INFINITY,
): Generator<Decision<RowChunk, SpreadsheetRefusal>> {
  let firstRow = 0
  let characters = 0
  let cells: (readonly string[])[] = []
  for (const next of rows) {
    if (!next.allowed) {
      yield next
      return
    }
    const { row } = next.result
    if (cells.length > 0 && (row - firstRow >= size || characters >= length)) {
      yield allow({ firstRow, cells })
      cells = []
      characters = 0
    }
    if (cells.length === 0) firstRow = row
    while (firstRow + cells.length < row) cells.push([])
    cells.push(next.result.cells)
    characters += next.result.cells.reduce((sum, cell) => sum + cell.length, 0)
  }
  if (cells.length > 0) yield allow({ firstRow, cells })
}
