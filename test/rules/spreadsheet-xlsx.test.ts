import { expect, test } from 'vitest'
import { spreadsheetLimits } from '#rules/spreadsheet.ts'
import { openSpreadsheet, sheetsIn } from '#rules/spreadsheet-open.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { writtenZip } from '#rules/spreadsheet-written-zip.ts'
import { deflation } from '#worker/platform/deflation.ts'
import { excelParts, type Parts, workbookOf } from '../cases/workbook.ts'

const rowsOf = (bytes: Uint8Array, sheet = 0) => {
  const opened = openSpreadsheet(bytes, deflation, sheet)
  if (!opened.allowed) return opened.reason
  const rows: (string | readonly string[])[] = []
  for (const next of opened.result.rows) rows.push(next.allowed ? next.result.cells : next.reason)
  return rows
}
const read = (rows: string, more?: Parts) => rowsOf(workbookOf(excelParts(rows, more)))

test('shared texts, texts with marks and texts typed in are read, pronunciation is not', () => {
  expect(
    read(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x &lt; y</t></is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>3</v></c></row>',
    ),
  ).toEqual([
    ['客户名称', 'x < y'],
    ['杭州 示例 & 公司', 'a\r\nb'],
  ])
})

test('a day is known by its number format, in both calendars', () => {
  const rows =
    '<row r="1"><c r="A1" s="1"><v>45356</v></c><c r="B1" s="2"><v>45356.75</v></c><c r="C1"><v>45356</v></c><c r="D1" s="4"><v>12.5</v></c><c r="E1" t="d"><v>2024-03-05T00:00:00</v></c></row>'
  expect(read(rows)).toEqual([['2024-03-05', '2024-03-05', '45356', '12.5', '2024-03-05']])
  const from1904 = excelParts(rows)['xl/workbook.xml']!.replace('<workbookPr', '<workbookPr date1904="1"')
  expect(read(rows, { 'xl/workbook.xml': from1904 })[0]?.slice(0, 2)).toEqual(['2028-03-06', '2028-03-06'])
})

test('Excel counts a 29 February 1900 that never was', () => {
  expect(
    read('<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>60</v></c></row>'),
  ).toEqual([['1900-01-01', '1900-02-28', '1900-03-01', '60']])
})

test('numbers have no binary noise, keep the zeros of their format, and show that digits are lost', () => {
  expect(
    read(
      '<row><c><v>1.1000000000000001</v></c><c s="3"><v>571</v></c><c><v>13800138000</v></c><c><v>1.2345678901234501E+17</v></c><c><v>1E-7</v></c></row>',
    ),
  ).toEqual([['1.1', '00571', '13800138000', '1.23456789012345E+17', '0.0000001']])
})

test('a formula is its last value, a failed one its error, a truth a word', () => {
  expect(
    read(
      '<row><c t="str"><f>A1&amp;"x"</f><v>made</v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c><f>NOW()</f></c></row>',
    ),
  ).toEqual([['made', '2', '#DIV/0!', 'TRUE']])
})

test('cells keep their column and rows their number where others are missing', () => {
  const opened = openSpreadsheet(
    workbookOf(
      excelParts(
        '<row r="3"><c r="C3"><v>1</v></c></row><row r="4"/><row r="9"><c r="A9" s="1"/><c r="B9"><v>2</v></c></row>',
      ),
    ),
    deflation,
  )
  expect(opened.allowed && [...opened.result.rows].map((row) => row.allowed && row.result)).toEqual([
    { row: 3, cells: ['', '', '1'] },
    { row: 9, cells: ['', '2'] },
  ])
})

test('visible sheets can be chosen by their place, hidden ones are not offered', () => {
  const bytes = workbookOf(excelParts('<row><c><v>1</v></c></row>'))
  const opened = openSpreadsheet(bytes, deflation)
  expect(opened.allowed && opened.result.sheets).toEqual(['台账', '第二张'])
  expect(rowsOf(bytes, 1)).toEqual([['二']])
  expect(rowsOf(bytes, 2)).toBe('no_such_sheet')
})

test('of the visible sheets those that hold anything are offered by name; a table that is no workbook has one', () => {
  const held = (rows: string, more = {}) => {
    const found = sheetsIn(workbookOf(excelParts(rows, more)), deflation)
    return found.allowed ? found.result : found.reason
  }
  const empty = {
    'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row r="1"><c s="1"/></row></sheetData></worksheet>',
  }
  const [first, second] = [
    { at: 0, name: '台账' },
    { at: 1, name: '第二张' },
  ]
  expect(held('<row><c><v>1</v></c></row>')).toEqual([first, second])
  expect(held('<row><c t="inlineStr"><is><t>甲</t></is></c></row>', empty)).toEqual([first])
  expect(held('')).toEqual([second])
  expect(held('', empty)).toEqual([])
  expect(sheetsIn(new TextEncoder().encode('a,b'), deflation)).toMatchObject({ result: [{ at: 0 }] })
})

test('element names may have a prefix, and texts may come as CDATA beside comments', () => {
  const sheet =
    '<x:worksheet xmlns:x="u"><!-- a > b --><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v><![CDATA[<b>]]>!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  expect(read('', { 'xl/worksheets/sheet1.xml': sheet })).toEqual([['<b>!']])
})

test('entities are never expanded: a document type ends the reading', () => {
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
  expect(read('', { 'xl/worksheets/sheet1.xml': bomb })).toEqual(['damaged'])
  expect(read('<row><c t="str"><v>&b;&#65;&amp;lt;</v></c></row>')).toEqual([['&b;A&lt;']])
})

test('a part outside the file is not followed', () => {
  const outside = excelParts('')['xl/_rels/workbook.xml.rels']!.replace(
    'Target="worksheets/sheet1.xml"',
    'TargetMode="External" Target="https://evil.example/sheet1.xml"',
  )
  expect(read('<row><c><v>1</v></c></row>', { 'xl/_rels/workbook.xml.rels': outside })).toBe('no_such_sheet')
  const pretended = outside.replace('https://evil.example/sheet1.xml', 'worksheets/sheet1.xml')
  expect(read('<row><c><v>1</v></c></row>', { 'xl/_rels/workbook.xml.rels': pretended })).toBe('no_such_sheet')
})

test('a small file that unpacks to an enormous one is refused before it is unpacked', () => {
  let unpacked = 0
  const counting = {
    ...deflation,
    inflate: (packed: Uint8Array, most: number) => {
      const plain = deflation.inflate(packed, most)
      unpacked += plain?.length ?? 0
      return plain
    },
  }
  const bomb = workbookOf(
    excelParts('', {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${' '.repeat(8_000_000)}</sheetData></worksheet>`,
    }),
  )
  expect(bomb.length).toBeLessThan(20_000)
  const opened = openSpreadsheet(bomb, counting)
  expect(opened).toEqual({ allowed: false, reason: 'unpacks_too_far' })
  expect(unpacked).toBeLessThan(100_000)
})

test('what says it is small and is not is damaged, and no more than it says is unpacked', () => {
  const bytes = workbookOf(excelParts(`<row><c t="str"><v>${'天'.repeat(5_000)}</v></c></row>`))
  const lying = bytes.slice()
  const view = new DataView(lying.buffer)
  for (let at = 0; at < lying.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 5_000)
      view.setUint32(at + 24, 100, true)
  }
  expect(rowsOf(lying)).toBe('damaged')
})

/** Changes a field of a part's entry in the directory. */
function altered(bytes: Uint8Array, name: string, change: (entry: DataView) => void): Uint8Array {
  const copy = bytes.slice()
  const at = Buffer.from(copy).lastIndexOf(name) - 46
  change(new DataView(copy.buffer, at))
  return copy
}

test('a part that is not what the directory says is damaged, a locked one needs a password', () => {
  const bytes = workbookOf(excelParts('<row><c><v>1</v></c></row>'))
  const sheet = 'xl/worksheets/sheet1.xml'
  expect(rowsOf(altered(bytes, sheet, () => {}))).toEqual([['1']])
  expect(rowsOf(altered(bytes, sheet, (entry) => entry.setUint32(16, 1, true)))).toBe('damaged')
  expect(rowsOf(altered(bytes, sheet, (entry) => entry.setUint16(8, 1, true)))).toBe('password')
  expect(rowsOf(altered(bytes, sheet, (entry) => entry.setUint16(10, 12, true)))).toBe('damaged')
  const length = (entry: DataView, by: number) => entry.setUint32(24, entry.getUint32(24, true) + by, true)
  expect(rowsOf(altered(bytes, sheet, (entry) => length(entry, 1)))).toBe('damaged')
})

test('all parts together may unpack to so much and no more', () => {
  const noise = Array.from({ length: 60_000 }, (_, nth) => ((nth * 2_654_435_761) % 4_294_967_296).toString(36)).join(
    '',
  )
  const bytes = workbookOf(excelParts(`<row><c t="str"><v>${noise.slice(0, 9_000)}</v></c></row><!--${noise}-->`))
  const sized = (size: number) =>
    rowsOf(altered(bytes, 'xl/worksheets/sheet1.xml', (entry) => entry.setUint32(24, size, true)))
  expect(sized(spreadsheetLimits.unpackedBytes)).toBe('unpacks_too_far')
  expect(sized(spreadsheetLimits.unpackedBytes - 10_000)).toBe('damaged')
})

test('a file of a thousand parts is no workbook', () => {
  const more = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, nth) => [`part${nth}.xml`, '']))
  const own = Object.keys(excelParts('')).length
  expect(read('<row><c><v>1</v></c></row>', more(spreadsheetLimits.entries - own))).toEqual([['1']])
  expect(read('<row><c><v>1</v></c></row>', more(spreadsheetLimits.entries - own + 1))).toBe('damaged')
})

test('a piece longer than any cell ends the reading before it fills the memory', () => {
  const noise = Array.from({ length: 250_000 }, (_, nth) => ((nth * 2_654_435_761) % 4_294_967_296).toString(36)).join(
    '',
  )
  expect(read(`<row><c><v>1</v></c></row><!--${noise}--><row><c><v>2</v></c></row>`)).toEqual([['1'], 'damaged'])
})

test('broken files of every kind get an answer and never an exception', () => {
  const whole = workbookOf(excelParts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))
  expect(rowsOf(whole)).toEqual([['客户名称']])
  for (let length = 0; length < whole.length; length += 7)
    expect(typeof rowsOf(whole.subarray(0, length))).toBe('string')
  let seed = 1
  for (let round = 0; round < 1_000; round++) {
    const broken = whole.slice()
    for (let hit = 0; hit < 3; hit++) {
      seed = (seed * 48_271) % 2_147_483_647
      broken[seed % broken.length] = seed >>> 8
    }
    rowsOf(broken)
  }
})

test('sizes in 64 bits, as programs in Java write them, are read', () => {
  expect(rowsOf(widened(workbookOf(excelParts('<row><c><v>7</v></c></row>'))))).toEqual([['7']])
})

test('more rows or columns than are allowed end the reading', () => {
  const header = Array.from({ length: spreadsheetLimits.columns }, (_, nth) => `列${nth}`)
  const file = (count: number, columns = header) =>
    writtenWorkbook(
      { name: 'x', header: columns, rows: Array.from({ length: count }, (_, nth) => [`r${nth}`]) },
      deflation,
    )
  expect(rowsOf(file(spreadsheetLimits.rows)).length).toBe(spreadsheetLimits.rows + 1)
  expect(rowsOf(file(spreadsheetLimits.rows + 1)).at(-1)).toBe('too_many_rows')
  expect(rowsOf(file(1, [...header, 'one more']))).toEqual(['too_many_columns'])
  expect(read('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>').at(-1)).toBe(
    'too_many_rows',
  )
  expect(read('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>')).toEqual([['1']])
})

test('files that are no tables say what they are', () => {
  const bytes = (...codes: number[]) => new Uint8Array([...codes, ...new Array(600).fill(0)])
  expect(rowsOf(new Uint8Array())).toBe('empty')
  expect(rowsOf(bytes(0xd0, 0xcf, 0x11, 0xe0))).toBe('old_excel')
  const ods = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': '<office:document-content/>',
  }
  expect(rowsOf(workbookOf(ods))).toBe('open_document')
  expect(sheetsIn(workbookOf(ods), deflation)).toMatchObject({ reason: 'open_document' })
  const binary = excelParts('')['_rels/.rels']!.replace('workbook.xml', 'workbook.bin')
  expect(rowsOf(workbookOf({ '_rels/.rels': binary, 'xl/workbook.bin': 'x' }))).toBe('old_excel')
  const locked = bytes(0xd0, 0xcf, 0x11, 0xe0)
  for (const [nth, char] of [...'EncryptedPackage'].entries()) locked[100 + nth * 2] = char.charCodeAt(0)
  expect(rowsOf(locked)).toBe('password')
  expect(rowsOf(bytes(0x89, 0x50, 0x4e, 0x47))).toBe('not_a_table')
  expect(
    rowsOf(writtenZip([{ name: 'word/document.xml', content: new TextEncoder().encode('<w/>') }], deflation)),
  ).toBe('not_a_table')
  expect(rowsOf(new Uint8Array(spreadsheetLimits.fileBytes + 1))).toBe('too_big')
  expect(read('<row><c s="1"/></row>')).toEqual(['empty'])
})

/** The directory with every size moved into the extra field for 64 bits. */
function widened(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  const start = view.getUint32(end + 16, true)
  const pieces: Uint8Array[] = [bytes.subarray(0, start)]
  let length = 0
  for (let at = start; at < end; ) {
    const nameLength = view.getUint16(at + 28, true)
    const entry = bytes.slice(at, at + 46 + nameLength)
    const extra = new Uint8Array(28)
    const [into, field] = [new DataView(entry.buffer), new DataView(extra.buffer)]
    field.setUint16(0, 1, true)
    field.setUint16(2, 24, true)
    for (const [nth, from] of [24, 20, 42].entries()) {
      field.setBigUint64(4 + nth * 8, BigInt(view.getUint32(at + from, true)), true)
      into.setUint32(from, 0xffffffff, true)
    }
    into.setUint16(30, 28, true)
    pieces.push(entry, extra)
    length += entry.length + extra.length
    at += 46 + nameLength
  }
  const count = view.getUint16(end + 10, true)
  const wide = new DataView(new ArrayBuffer(76))
  wide.setUint32(0, 0x06064b50, true)
  wide.setBigUint64(32, BigInt(count), true)
  wide.setBigUint64(48, BigInt(start), true)
  wide.setUint32(56, 0x07064b50, true)
  wide.setBigUint64(64, BigInt(start + length), true)
  const last = bytes.slice(end)
  new DataView(last.buffer).setUint32(16, 0xffffffff, true)
  return new Uint8Array(Buffer.concat([...pieces, new Uint8Array(wide.buffer), last]))
}
