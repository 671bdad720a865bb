import { spreadsheetLimits, type WrittenCell, type WrittenSheet } from '#rules/spreadsheet.ts'
import { neutralised } from '#rules/spreadsheet-formula.ts'

/** A piece at a time: UTF-8 with the mark by which Excel knows it, lines as Windows ends them (RFC 4180). */
export function* writtenCsv({ header, rows }: Pick<WrittenSheet, 'header' | 'rows'>): Generator<string> {
  let piece = `\ufeff${lineOf(header)}`
  for (const row of rows) {
    piece += lineOf(row)
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

const pieceLength = 64 * 1024

const lineOf = (cells: readonly WrittenCell[]) => `${cells.map(cellText).join(',')}\r\n`

function cellText(cell: WrittenCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return cell.day
  const safe = neutralised(cell.slice(0, spreadsheetLimits.cellLength))
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Also what other countries' editions take for a delimiter. */
const needsQuotes = /[",;|\t\r\n]|^\s|\s$|^sep=/i
