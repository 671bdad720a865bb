import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Deflation, Spreadsheet, SpreadsheetRefusal } from '#rules/spreadsheet.ts'
import { type NumberFormat, numberFormatOf } from '#rules/spreadsheet-number.ts'
import { sheetRows, textOfItem, type Workbook } from '#rules/spreadsheet-sheet.ts'
import { readXml, type XmlReader } from '#rules/spreadsheet-xml.ts'
import { openZip, type Zip } from '#rules/spreadsheet-zip.ts'

/** Opens an XLSX file as far as its sheets' names; a link to another file is never followed. */
export function openWorkbook(
  bytes: Uint8Array,
  deflation: Deflation,
  chosen: number,
): Decision<Omit<Spreadsheet, 'format'>, SpreadsheetRefusal> {
  const folder = openFolder(bytes, deflation)
  if (!folder.allowed) return folder
  const { zip, links, index } = folder.result
  const sheet = index.sheets[chosen]
  const path = sheet && links.get(sheet.link)?.target
  if (!sheet || !path) return refuse('no_such_sheet')
  const book = bookOf(zip, links, index.countsFrom1904)
  if (!book.allowed) return book
  const content = zip.read(path)
  if (!content.allowed) return content
  return allow({
    sheets: index.sheets.map(({ name }) => name),
    sheet: chosen,
    rows: sheetRows(content.result, book.result),
  })
}

/** A visible sheet that holds anything; `at` counts the visible ones. */
export type FilledSheet = { at: number; name: string }

/** The sheets that one may mean: the empty ones that a new workbook begins with are none. */
export function filledSheets(bytes: Uint8Array, deflation: Deflation): Decision<FilledSheet[], SpreadsheetRefusal> {
  const folder = openFolder(bytes, deflation)
  if (!folder.allowed) return folder
  const { zip, links, index } = folder.result
  const filled: FilledSheet[] = []
  for (const [at, { name, link }] of index.sheets.entries()) {
    const path = links.get(link)?.target
    const content = path === undefined ? null : zip.read(path)
    if (content && !content.allowed) return content
    if (content && holdsAnything(readXml(content.result))) filled.push({ at, name })
  }
  return allow(filled)
}

function holdsAnything(xml: XmlReader): boolean {
  while (xml.next()) if (xml.part === 'start' && (xml.name === 'v' || xml.name === 't')) return true
  return false
}

type Folder = { zip: Zip; links: Map<string, Link>; index: Index }

function openFolder(bytes: Uint8Array, deflation: Deflation): Decision<Folder, SpreadsheetRefusal> {
  const zip = openZip(bytes, deflation)
  if (!zip.allowed) return zip
  const main = mainPart(zip.result)
  if (!main) return refuse(zip.result.has('content.xml') ? 'open_document' : 'not_a_table')
  if (main.endsWith('.bin')) return refuse('old_excel')
  const read = zip.result.read(main)
  if (!read.allowed) return read
  const index = indexOf(read.result)
  return index ? allow({ zip: zip.result, links: linksOf(zip.result, main), index }) : refuse('damaged')
}

type Link = { type: string; target: string }

const mainPart = (zip: Zip) =>
  [...linksOf(zip, '').values()].find(({ type }) => type === 'officeDocument')?.target ??
  (zip.has('xl/workbook.xml') ? 'xl/workbook.xml' : undefined)

/** The parts that a part names, by id. */
function linksOf(zip: Zip, part: string): Map<string, Link> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : ''
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`
  const links = new Map<string, Link>()
  const read = zip.has(name) ? zip.read(name) : null
  if (!read?.allowed) return links
  const xml = readXml(read.result)
  while (xml.next()) {
    if (xml.name !== 'Relationship' || xml.part === 'end' || xml.attribute('TargetMode') === 'External') continue
    const target = pathOf(folder, xml.attribute('Target') ?? '')
    const type = (xml.attribute('Type') ?? '').split('/').at(-1)!
    if (zip.has(target)) links.set(xml.attribute('Id') ?? '', { type, target })
  }
  return links
}

function pathOf(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

type Index = { sheets: { name: string; link: string }[]; countsFrom1904: boolean }

function indexOf(bytes: Uint8Array): Index | null {
  const index: Index = { sheets: [], countsFrom1904: false }
  const xml = readXml(bytes)
  while (xml.next()) {
    if (xml.part === 'end') continue
    if (xml.name === 'workbookPr') index.countsFrom1904 = /^(1|true)$/.test(xml.attribute('date1904') ?? '')
    if (xml.name === 'sheet' && !/hidden/i.test(xml.attribute('state') ?? ''))
      index.sheets.push({ name: xml.attribute('name') ?? '', link: xml.attribute('id') ?? '' })
  }
  return xml.isDamaged ? null : index
}

function bookOf(zip: Zip, links: Map<string, Link>, countsFrom1904: boolean): Decision<Workbook, SpreadsheetRefusal> {
  const partOf = (type: string) => [...links.values()].find((link) => link.type === type)?.target
  const [textPart, stylePart] = [partOf('sharedStrings'), partOf('styles')]
  const texts = textPart ? zip.read(textPart) : null
  if (texts && !texts.allowed) return texts
  const styles = stylePart ? zip.read(stylePart) : null
  if (styles && !styles.allowed) return styles
  return allow({
    texts: texts ? textsOf(readXml(texts.result)) : [],
    formats: styles ? formatsOf(readXml(styles.result)) : [],
    countsFrom1904,
  })
}

function textsOf(xml: XmlReader): string[] {
  const texts: string[] = []
  while (xml.next()) {
    if (xml.name !== 'si') continue
    if (xml.part === 'empty') texts.push('')
    if (xml.part === 'start') texts.push(textOfItem(xml, 'si'))
  }
  return texts
}

function formatsOf(xml: XmlReader): NumberFormat[] {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let isInside = false
  while (xml.next()) {
    if (xml.name === 'cellXfs') isInside = xml.part === 'start'
    if (xml.part === 'end') continue
    if (xml.name === 'numFmt') codes.set(Number(xml.attribute('numFmtId')), xml.attribute('formatCode') ?? '')
    if (xml.name === 'xf' && isInside) {
      const id = Number(xml.attribute('numFmtId') ?? 0)
      formats.push(numberFormatOf(id, codes.get(id)))
    }
  }
  return formats
}
