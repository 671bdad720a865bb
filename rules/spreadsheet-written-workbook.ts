import { serialOf } from '#rules/day.ts'
import { type Deflation, spreadsheetLimits, type WrittenCell, type WrittenSheet } from '#rules/spreadsheet.ts'
import { serialOfDay } from '#rules/spreadsheet-number.ts'
import { joined, writtenZip } from '#rules/spreadsheet-written-zip.ts'

/** An XLSX file of one sheet. Texts are typed as such and formatted as such, so that 0571… and =1+1 stay what they are. */
export function writtenWorkbook(sheet: WrittenSheet, deflation: Deflation): Uint8Array {
  const part = (name: string, xml: string) => ({ name, content: new TextEncoder().encode(xmlHead + xml) })
  return writtenZip(
    [
      part('[Content_Types].xml', contentTypes),
      part('_rels/.rels', links([['officeDocument', 'xl/workbook.xml']])),
      part('xl/workbook.xml', workbook(sheet.name)),
      part(
        'xl/_rels/workbook.xml.rels',
        links([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      ),
      part('xl/styles.xml', styles),
      { name: 'xl/worksheets/sheet1.xml', content: sheetContent(sheet) },
    ],
    deflation,
  )
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes =
  `<Types xmlns="${packages}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`

const links = (targets: readonly (readonly [string, string])[]) =>
  `<Relationships xmlns="${packages}/relationships">${targets
    .map(([type, target], nth) => `<Relationship Id="rId${nth + 1}" Type="${relations}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const workbook = (name: string) =>
  `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
  `<sheet name="${xmlText(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** Excel refuses longer names, and these characters in them. */
const sheetName = (name: string) =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31) || 'Sheet1'

const style = { plain: 0, header: 1, text: 2, day: 3 } as const

const styles =
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" xfId="0"/><xf numFmtId="49" fontId="1" xfId="0" applyFont="1" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="164" fontId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const pieceLength = 64 * 1024

function sheetContent({ header, rows }: WrittenSheet): Uint8Array {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let piece =
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols><col min="1" max="${Math.max(1, header.length)}" width="18" customWidth="1"/></cols><sheetData>` +
    rowXml(1, header, style.header)
  let row = 1
  for (const cells of rows) {
    piece += rowXml(++row, cells, style.text)
    if (piece.length < pieceLength) continue
    pieces.push(encoder.encode(piece))
    piece = ''
  }
  pieces.push(encoder.encode(`${piece}</sheetData></worksheet>`))
  return joined(pieces)
}

const rowXml = (row: number, cells: readonly WrittenCell[], textStyle: number) =>
  `<row r="${row}">${cells.map((cell, column) => cellXml(`${lettersOf(column)}${row}`, cell, textStyle)).join('')}</row>`

function cellXml(at: string, cell: WrittenCell, textStyle: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return textXml(at, cell, textStyle)
  const serial = serialOfDay(serialOf(cell.day))
  return serial === null ? textXml(at, cell.day, textStyle) : `<c r="${at}" s="${style.day}"><v>${serial}</v></c>`
}

const textXml = (at: string, text: string, textStyle: number) =>
  `<c r="${at}" s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, spreadsheetLimits.cellLength))}</t></is></c>`

function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last
}

/** What XML cannot hold is written `_x000D_`, and so is the beginning of what looks like that (ECMA-376, ST_Xstring). */
const xmlText = (text: string) =>
  text
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (char) => xmlNames[char]!)

const xmlNames: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
