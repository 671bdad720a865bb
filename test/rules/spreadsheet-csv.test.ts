import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { encodingOf } from '#rules/spreadsheet-decode.ts'
import { chunksOf, openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { deflation } from '#worker/platform/deflation.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const rowsOf = (bytes: Uint8Array) => {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) return opened.reason
  return [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : next.reason))
}
const read = (text: string) => rowsOf(utf8(text))

const utf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const units = [...(mark ? `\ufeff${text}` : text)].flatMap((char) => {
    const code = char.charCodeAt(0)
    return order === 'le' ? [code & 255, code >> 8] : [code >> 8, code & 255]
  })
  return new Uint8Array(units)
}

test('the same table in GB18030 and in UTF-8 with a mark reads equal', () => {
  const [gb, utf] = ['gb18030', 'utf8-bom'].map((name) => rowsOf(readFileSync(`test/cases/import/assets.${name}.csv`)))
  expect(gb).toEqual(utf)
  expect(gb).toHaveLength(1_501)
  expect(gb?.[0]?.[0]).toBe('客户名称')
})

test.each([
  ['UTF-8 with a mark', utf8('\ufeff型号,数量\r\n空压机,1\r\n')],
  ['UTF-8 without a mark', utf8('型号,数量\r\n空压机,1\r\n')],
  ['UTF-16 LE, as "Unicode text" of Excel', utf16('型号\t数量\r\n空压机\t1\r\n', 'le', true)],
  ['UTF-16 BE', utf16('型号,数量\n空压机,1', 'be', true)],
  ['UTF-16 LE without a mark', utf16('型号,数量\n空压机,1', 'le', false)],
  ['UTF-16 BE without a mark', utf16('型号,数量\n空压机,1', 'be', false)],
  [
    'GB18030',
    new Uint8Array([
      0xd0, 0xcd, 0xba, 0xc5, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a, 0xbf, 0xd5, 0xd1, 0xb9, 0xbb, 0xfa, 0x2c, 0x31,
    ]),
  ],
])('%s is told by its bytes', (_, bytes) => {
  expect(rowsOf(bytes)).toEqual([
    ['型号', '数量'],
    ['空压机', '1'],
  ])
})

test('a Western file is not taken for Chinese', () => {
  const western = new Uint8Array(
    [...'Name;Ort\nM\xfcller;K\xf6ln\nJos\xe9;Z\xfcrich'].map((char) => char.charCodeAt(0)),
  )
  expect(encodingOf(western)).toBe('windows-1252')
  expect(rowsOf(western)).toEqual([
    ['Name', 'Ort'],
    ['Müller', 'Köln'],
    ['José', 'Zürich'],
  ])
})

test.each([',', ';', '\t', '|'])('the delimiter %j is found', (delimiter) => {
  const rows = [
    ['a', 'b', 'c'],
    ['1', 'x', '3,5'],
    ['2', '', '4'],
  ]
  const text = rows.map((row) => row.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter))
  expect(read(text.join('\n'))).toEqual(rows)
})

test('a file may say its delimiter itself, and the row that says so counts', () => {
  const opened = openSpreadsheet(utf8('sep=;\na,b;c\n'), deflation)
  expect(opened.allowed && [...opened.result.rows]).toEqual([
    { allowed: true, result: { row: 2, cells: ['a,b', 'c'] } },
  ])
})

test('quoted cells hold delimiters, marks and line breaks; line ends may be of any kind', () => {
  expect(read('a,"b,""c""\r\nd",e\rf,"",h\ni\n\n')).toEqual([['a', 'b,"c"\r\nd', 'e'], ['f', '', 'h'], ['i']])
  expect(read('5" pipe,x\n"a"b,c')).toEqual([
    ['5" pipe', 'x'],
    ['ab', 'c'],
  ])
})

test('a quotation mark that nothing closes is told, after the rows before it', () => {
  expect(read('a,b\n1,"2\n3,4\n')).toEqual([['a', 'b'], 'open_quote'])
})

test('chunks keep blank rows between others, so that rows can be counted on from the first', () => {
  const opened = openSpreadsheet(utf8('h,i\n\n1,2\n,\n3,4\n5,6\n\n\n\n\n\n7,8\n'), deflation)
  const chunks = opened.allowed ? [...chunksOf(opened.result.rows, 4)].map((next) => next.allowed && next.result) : []
  expect(chunks).toEqual([
    { firstRow: 1, cells: [['h', 'i'], [], ['1', '2']] },
    {
      firstRow: 5,
      cells: [
        ['3', '4'],
        ['5', '6'],
      ],
    },
    { firstRow: 12, cells: [['7', '8']] },
  ])
})
