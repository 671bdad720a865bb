import { expect, test } from 'vitest'
import { encodingOf } from '#rules/spreadsheet-decode.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { deflation } from '#worker/platform/deflation.ts'

const rowsOf = (bytes: Uint8Array) => {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) return opened.reason
  return [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : next.reason))
}
const of = (text: string) => new Uint8Array([...text].map((char) => char.charCodeAt(0)))

test('workerd knows every encoding that tables come in', () => {
  expect(rowsOf(of('\xd0\xcd\xba\xc5,\xca\xfd\xc1\xbf\r\n\xbf\xd5\xd1\xb9\xbb\xfa,1'))).toEqual([
    ['型号', '数量'],
    ['空压机', '1'],
  ])
  expect(rowsOf(of('\xff\xfe\x8b\x57\xf7\x53\t\0\x31\0'))).toEqual([['型号', '1']])
  expect(rowsOf(of('\xfe\xff\x57\x8b\x53\xf7\0,\0\x31'))).toEqual([['型号', '1']])
  expect(encodingOf(of('Name;Ort\nM\xfcller;K\xf6ln'))).toBe('windows-1252')
  expect(rowsOf(of('Name;Ort\nM\xfcller;K\xf6ln'))).toEqual([
    ['Name', 'Ort'],
    ['Müller', 'Köln'],
  ])
  // Four bytes for one character, as rare names have it.
  expect(rowsOf(of('\x95\x34\xbc\x38\xd0\xd5\xc3\xfb,\xd6\xd0\xb9\xfa'))).toEqual([['𠰞姓名', '中国']])
})

test('workerd packs and unpacks workbooks, and stops where a file says it is shorter than it is', () => {
  const bytes = writtenWorkbook(
    { name: '表', header: ['序列号'], rows: [['0571'], [{ day: '2024-03-05' }], [12.5]] },
    deflation,
  )
  expect(rowsOf(bytes)).toEqual([['序列号'], ['0571'], ['2024-03-05'], ['12.5']])
  const long = deflation.deflate(new Uint8Array(1_000_000))
  expect(deflation.inflate(long, 1_000_000)).toHaveLength(1_000_000)
  expect(deflation.inflate(long, 999_999)).toBeNull()
  expect(deflation.inflate(long.subarray(0, 100), 1_000_000)).toBeNull()
})
