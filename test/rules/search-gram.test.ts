import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endingsOf, gramsOf, matchOf, searchTextOf } from '#rules/search-gram.ts'

test('Chinese becomes pairs, and its last character stands alone; other words are lower case', () => {
  expect(gramsOf('空调维修 Model KFR-35')).toEqual(['空调', '调维', '维修', '修', 'model', 'kfr', '35'])
})

test('Chinese that stands next to other letters or digits is found all the same', () => {
  expect(gramsOf('KFR35空调2台漏水')).toEqual(['kfr35', '空调', '调', '2', '台漏', '漏水', '水'])
})

test('a number is found whole and by every ending of four', () => {
  expect(endingsOf('138 0000 1234')).toEqual(expect.arrayContaining(['13800001234', '3800001234', '00001234', '1234']))
  expect(endingsOf('12')).toEqual(['12'])
  expect(endingsOf('')).toEqual([])
})

test('what is asked for: a run of Chinese as a phrase, a word by its beginning, all of it', () => {
  expect(matchOf('维修')).toBe('"维修"')
  expect(matchOf('空调维修 KFR')).toBe('"空调 调维 维修" AND "kfr"*')
  expect(matchOf('修')).toBe('"修"*')
  expect(matchOf('  …  ')).toBeNull()
})

test('nothing that is typed is read as an operator', () => {
  const allowed = /^(?:"[\p{L}\p{N}\p{M} ]+"\*?)(?: AND "[\p{L}\p{N}\p{M} ]+"\*?)*$/u
  for (const typed of [
    'a" OR "b',
    'NEAR(a b)',
    'grams:x',
    'a*b',
    "x'; drop table",
    '-a',
    '^a',
    '(a)',
    'AND OR NOT',
    '៛5 ⺀修',
  ])
    expect(matchOf(typed)).toMatch(allowed)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const match = matchOf(typed)
      if (match !== null) expect(match).toMatch(allowed)
    }),
  )
})

test('whatever is asked of a text by a piece of itself stands in its grams', () => {
  const text = '工业园区东平街 288 号空调压缩机异响'
  const grams = new Set(searchTextOf({ texts: [text], numbers: [] }).split(' '))
  for (const piece of ['压缩', '异响', '空调压缩机', '东平街'])
    for (const pair of matchOf(piece)!.replaceAll('"', '').split(' ')) expect(grams.has(pair)).toBe(true)
})
