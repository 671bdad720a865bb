import { describe, expect, test } from 'vitest'
import { importKinds } from '#rules/import.ts'
import { importColumns } from '#rules/import-column.ts'
import {
  findTable,
  headerKeyOf,
  mapColumns,
  missingColumns,
  rememberedOf,
  repeatedColumns,
} from '#rules/import-mapping.ts'
import { langs } from '#rules/lang.ts'

describe.each(importKinds)('the columns of a %s', (kind) => {
  test('no header can mean two of them', () => {
    const names = importColumns[kind].flatMap(({ key, names }) =>
      [...new Set(langs.flatMap((lang) => names[lang].map(headerKeyOf)))].map((name) => ({ key, name })),
    )
    expect(names.filter(({ key, name }) => names.some((other) => other.name === name && other.key !== key))).toEqual([])
  })

  test('every name of theirs finds its own column', () => {
    for (const { key, names } of importColumns[kind])
      for (const name of langs.flatMap((lang) => names[lang]))
        expect([name, mapColumns(kind, [name])]).toEqual([name, [key]])
  })

  test('have keys of their own, and words in both languages', () => {
    const keys = importColumns[kind].map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { names } of importColumns[kind]) {
      expect(names['zh-CN'][0]).toMatch(/\p{Script=Han}/u)
      expect(names.en[0]).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

test.each([
  ['联系人电话', 'phone'],
  ['客户名称（必填）', 'customer'],
  ['* 机身号', 'serialNumber'],
  ['S/N', 'serialNumber'],
  ['SN 码', 'serialNumber'],
  ['设备安装日期', 'installedOn'],
  ['质保期（月）', 'warrantyMonths'],
  ['End customer name', 'customer'],
  ['INSTALLATION_DATE', 'installedOn'],
  ['客户编号', null],
  ['Order number', null],
  ['序号', null],
  ['', null],
])('a header %j of machines is %s', (header, key) => {
  expect(mapColumns('asset', [header])).toEqual([key])
})

test('each column of ours is filled once, by the surest name', () => {
  expect(mapColumns('asset', ['备用联系电话', '电话', '序列号', '机身号'])).toEqual([
    null,
    'phone',
    'serialNumber',
    null,
  ])
})

test('what was remembered wins over names, also that a column was left out', () => {
  const headers = ['客户编号', '电话', '手机', '客户名称']
  const remembered = rememberedOf(headers, ['serialNumber', null, 'phone', 'customer'])
  expect(mapColumns('asset', headers, remembered)).toEqual(['serialNumber', null, 'phone', 'customer'])
  expect(mapColumns('asset', ['手机', '电 话', '型号'], remembered)).toEqual(['phone', null, 'product'])
  expect(mapColumns('asset', ['手机'], { 手机: 'no_longer_a_column' })).toEqual(['phone'])
})

test('what must be mapped and is not, and what is mapped twice, is told', () => {
  expect(missingColumns('asset', mapColumns('asset', ['序列号', '客户']))).toEqual(['product'])
  expect(missingColumns('contract', [])).toEqual(['number', 'customer', 'startsOn', 'endsOn'])
  expect(repeatedColumns(['phone', null, 'phone', null])).toEqual(['phone'])
})

test('titles above the header are passed over', () => {
  const rows = [
    ['2024 年设备台账'],
    ['制表人：王小明', '', '电话'],
    ['序号', '客户名称', '型号', '序列号'],
    ['1', '甲', 'A', 'B'],
  ]
  expect(findTable(['asset'], rows)).toMatchObject({ at: 2, header: rows[2] })
  expect(findTable(['asset'], [['a'], ['b']])).toMatchObject({ at: 0, header: ['a'] })
  expect(findTable(['asset'], [])).toEqual({ kind: 'asset', at: 0, header: [], mapping: [] })
})

test('a header tells which kind of table it heads', () => {
  const kindOf = (...header: string[]) => findTable(importKinds, [['台账'], header]).kind
  expect(kindOf('客户名称', '型号', '序列号', '安装日期')).toBe('asset')
  expect(kindOf('合同编号', '客户名称', '开始日期', '结束日期', '合同金额')).toBe('contract')
  expect(kindOf('客户名称', '联系人', '电话', '邮箱', '客户等级')).toBe('customer')
  expect(kindOf('产品名称', '型号', '产品线')).toBe('product')
  expect(kindOf('x', 'y')).toBe(importKinds[0])
})
