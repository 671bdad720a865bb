import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { SheetRow, SpreadsheetRefusal } from '#rules/spreadsheet.ts'
import { asItWas } from '#rules/spreadsheet-formula.ts'

/** Rows of a CSV text, as spreadsheets write it; blank ones come as `['']`. */
export function* csvRows(text: string): Generator<Decision<SheetRow, SpreadsheetRefusal>> {
  const told = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text)
  const delimiter = told?.[1] ?? delimiterOf(text)
  let row = told ? 1 : 0
  let at = told?.[0].length ?? 0
  while (at < text.length) {
    const record = readRecord(text, at, delimiter)
    if (!record) {
      yield refuse('open_quote')
      return
    }
    row++
    at = record.next
    yield allow({ row, cells: record.cells })
  }
}

const delimiters = [',', '\t', ';', '|'] as const

/** The one that parts most of the first rows into the same number of cells, the more cells the better. */
export function delimiterOf(text: string): string {
  const sample = text.slice(0, 64 * 1024)
  const scores = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

const sampleRows = 20

function scoreOf(sample: string, delimiter: string): number {
  const widths: number[] = []
  for (let at = 0; at < sample.length && widths.length < sampleRows; ) {
    const record = readRecord(sample, at, delimiter)
    if (!record) break
    if (record.cells.length > 1 || record.cells[0] !== '') widths.push(record.cells.length)
    at = record.next
  }
  const widest = Math.max(0, ...widths)
  return widest < 2 ? 0 : (widest * widths.filter((width) => width === widest).length) / widths.length
}

type CsvRecord = { cells: string[]; next: number }

/** From `at` to the end of the record's line; null where a quotation mark stays open. */
function readRecord(text: string, start: number, delimiter: string): CsvRecord | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter)
    if (!cell) return null
    cells.push(asItWas(cell.value))
    if (text[cell.end] !== delimiter) return { cells, next: afterLineEnd(text, cell.end) }
    at = cell.end + 1
  }
}

type CsvCell = { value: string; end: number }

function plainCell(text: string, start: number, delimiter: string): CsvCell {
  const end = cellEnd(text, start, delimiter)
  return { value: text.slice(start, end), end }
}

function quotedCell(text: string, start: number, delimiter: string): CsvCell | null {
  let value = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      // What hand-made files have after the closing mark belongs to the cell.
      const end = cellEnd(text, quote + 1, delimiter)
      return { value: value + text.slice(quote + 1, end), end }
    }
    value += '"'
    at = quote + 2
  }
}

function cellEnd(text: string, start: number, delimiter: string): number {
  let end = start
  while (end < text.length) {
    const char = text[end]
    if (char === delimiter || char === '\n' || char === '\r') break
    end++
  }
  return end
}

const afterLineEnd = (text: string, at: number) => (text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1)
