import type { Day } from '#rules/day.ts'
import type { Decision } from '#rules/decision.ts'

/** What a table file holds, whatever its format, and what it may hold at the most. */

/** A cell as a person sees it: a day is `YYYY-MM-DD`, a number has no grouping, a formula is its last value, blank is ''. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] }

/** `row` of the file counts from 1 and counts blank rows and rows above the header, as Excel's margin does. */
export type Spreadsheet = {
  readonly format: 'csv' | 'xlsx'
  /** Names of the visible sheets, one of which is read; [''] for CSV. */
  readonly sheets: readonly string[]
  readonly sheet: number
  /** Parses as it is asked, once; blank rows are left out. A refusal is the last thing that comes. */
  readonly rows: Iterable<Decision<SheetRow, SpreadsheetRefusal>>
}

export type SpreadsheetRefusal =
  | 'empty'
  | 'too_big'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'cell_too_long'
  /** Neither CSV nor XLSX: a picture, a PDF, a program. */
  | 'not_a_table'
  /** A quotation mark opens a cell and none closes it. */
  | 'open_quote'
  /** Of Excel, and not of the kind that can be read: .xls, .xlsb. */
  | 'old_excel'
  /** .ods: of LibreOffice and others. */
  | 'open_document'
  | 'password'
  | 'damaged'
  /** A small file that unpacks to an enormous one. */
  | 'unpacks_too_far'
  | 'no_such_sheet'

/** Some rows on their way into storage; blank rows are `[]`, so that row `firstRow + n` is `cells[n]`. */
export type RowChunk = { readonly firstRow: number; readonly cells: readonly (readonly string[])[] }

/** What a cell of an exported file is. A text can never become a formula. */
export type WrittenCell = string | number | { readonly day: Day } | null

export type WrittenSheet = {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: Iterable<readonly WrittenCell[]>
}

/** Raw DEFLATE and CRC-32, by whoever runs the rules (worker/platform/deflation.ts). */
export type Deflation = {
  /** Null where it is damaged or would become longer than `most` bytes. */
  inflate(packed: Uint8Array, most: number): Uint8Array | null
  deflate(plain: Uint8Array): Uint8Array
  checksum(plain: Uint8Array): number
}

export const spreadsheetLimits = {
  fileBytes: 10 * 1024 * 1024,
  /** Below the header; blank rows do not count, but may not push a row below `lastRow`. */
  rows: 20_000,
  lastRow: 21_000,
  columns: 30,
  /** UTF-16 units; Excel's own limit is 32,767. */
  cellLength: 10_000,
  /** Of everything that is read from one file. */
  unpackedBytes: 64 * 1024 * 1024,
  /** Rows of one value pack 100 to 1; what packs tighter was made to. Asked of entries above 1 MB only. */
  ratio: 300,
  entries: 1_000,
} as const
