import { describe, expect, test } from 'vitest'
import { guardrails } from '#rules/guardrail.ts'
import type { Lang } from '#rules/lang.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import { parameterKeys, parameterOf } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { chapterLabel, chaptersOf, clauseLabel, plainText, renderClause } from '#rules/policy-text.ts'
import { weekInWords, zoneInWords } from '#rules/policy-value-time.ts'
import * as vocabulary from '#rules/policy-vocabulary.ts'
import * as terms from '#rules/policy-vocabulary-terms.ts'
import { keyOf, listed, quantity, type Vocabulary } from '#rules/policy-words.ts'

const place = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const documents = packIds.map((id) => {
  const { service, staff } = packVersion(id, place)
  return { id, clauses: [...service, ...staff] }
})
const clause = (id: (typeof packIds)[number], key: string): Clause => {
  const found = documents.find((one) => one.id === id)?.clauses.find((one) => one.key === key)
  if (!found) throw new Error(`${id} has no ${key}`)
  return found
}
const isVocabulary = (value: unknown): value is Vocabulary =>
  typeof value === 'object' && value !== null && Object.values(value).every((words) => words['zh-CN'] && words.en)
const vocabularies = [...Object.entries(vocabulary), ...Object.entries(terms)].flatMap(([name, words]) =>
  isVocabulary(words) ? [{ name, words }] : [],
)

const halfWidth = /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u
const properNames = /\bP[1-4]\b/g

describe.each(documents)('$id', ({ clauses }) => {
  test('every slot becomes words in both languages', () => {
    for (const lang of ['zh-CN', 'en'] as Lang[])
      for (const one of clauses) {
        const text = plainText(one, lang)
        expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/)
        expect(text).not.toMatch(/[a-z]_[a-z]/)
      }
  })

  test('Chinese text has Chinese punctuation and no English but proper names', () => {
    for (const one of clauses)
      for (const text of [plainText(one, 'zh-CN'), one.title['zh-CN'], one.chapter['zh-CN']]) {
        expect(text).not.toMatch(halfWidth)
        expect(text).not.toMatch(/\p{Script=Han}[0-9A-Za-z%]|[0-9A-Za-z%]\p{Script=Han}/u)
        expect(text.replace(properNames, '')).not.toMatch(/[A-Za-z]/)
        expect(text).not.toMatch(/ [\uff0c。\uff1b\uff1a、\uff08\uff09]|[\uff0c。\uff1b\uff1a、\uff08\uff09] /)
      }
  })

  test('English text has no Chinese in it, starts with a capital and ends with a full stop', () => {
    for (const one of clauses) {
      expect([plainText(one, 'en'), one.title.en, one.chapter.en].join()).not.toMatch(
        /\p{Script=Han}|[\uff0c。\uff1b\uff1a]/u,
      )
      expect(plainText(one, 'en')).toMatch(/^[A-Z].*\.$/)
      expect(plainText(one, 'en')).not.toMatch(/ {2}|\b1 (?:hours|days|months|minutes|persons|points)\b/)
    }
  })
})

test('parameters, vocabularies and guardrails have Chinese punctuation in Chinese words', () => {
  const names = parameterKeys.map((key) => parameterOf(key).name['zh-CN'])
  const words = vocabularies.flatMap((one) => Object.values(one.words).map((both) => both['zh-CN']))
  const messages = Object.values(guardrails).map(({ message }) => message['zh-CN'])
  expect([...names, ...words, ...messages].filter((text) => halfWidth.test(text))).toEqual([])
})

test.each(vocabularies)(
  'no two keys of $name share their words, so that what is typed has one meaning',
  ({ words }) => {
    for (const lang of ['zh-CN', 'en'] as Lang[]) {
      const said = Object.values(words).map((both) => both[lang])
      expect(new Set(said).size).toBe(said.length)
    }
    for (const [key, both] of Object.entries(words)) {
      expect(keyOf(words, both['zh-CN'])).toBe(key)
      expect(keyOf(words, ` ${both.en.toUpperCase()} `)).toBe(key)
    }
  },
)

describe('words', () => {
  test('zones are read aloud with their hours', () => {
    const slots = (lang: Lang) => renderClause(clause('TP-HAS', 'TX-ARRIVE'), lang).filter((piece) => 'slot' in piece)
    expect(slots('zh-CN')[0]).toEqual({ slot: 'sla.arrival.zones', words: '市区 6 个工作小时、郊区 7 个工作小时' })
    expect(slots('en')[0]).toEqual({ slot: 'sla.arrival.zones', words: 'urban 6, suburban 7 working hours' })
  })

  test('equal days of a week are one run, and closed days are not mentioned', () => {
    const lunch = clause('TP-MFG', 'TX-HOURS')
    expect(plainText(lunch, 'zh-CN')).toContain('周一至周五 08:30–12:00、13:30–17:30（按北京时间）')
    expect(plainText(clause('TP-HAS', 'TX-HOURS'), 'zh-CN')).toContain('周一至周五 08:30–17:30，周六 09:00–12:00')
    expect(plainText(clause('TP-ECS', 'TX-HOURS'), 'en')).toContain('every day 09:00–23:00')
    const late: [string, string][] = [['22:00', '06:00']]
    const night = { mon: late, tue: [], wed: [], thu: [], fri: [], sat: [], sun: late }
    expect(weekInWords(night, 'en')).toBe('Monday 22:00–06:00; Sunday 22:00–06:00')
  })

  test('a warranty line says its usage limit beside its months', () => {
    const { words } = parameterOf('warranty.lines').value
    const line = { scope: 'car', months: 36, start: 'delivery', usage: { limit: 60_000, unit: 'km' } }
    expect(words([line], 'zh-CN')).toBe('car 36 个月或 60000 公里（自交付起，以先到者为准）')
    expect(words([line], 'en')).toBe('car 36 months from delivery or 60000 km (whichever comes first)')
  })

  test('a duty that is switched off is said in words, too', () => {
    const carry = clause('TP-HAS', 'TX-CARRY')
    const off: Clause = { ...carry, rules: [{ kind: 'procedure', parameters: { 'dispatch.carry_over_first': false } }] }
    expect(plainText(carry, 'zh-CN')).toBe('当天没能派出的报修，次日开工后最先安排，并由调度说明原因。')
    expect(plainText(off, 'zh-CN')).toBe('当天没能派出的报修，次日一并安排，并由调度说明原因。')
  })

  test('a time zone is never called by its technical name', () => {
    expect(zoneInWords('Asia/Shanghai', 'zh-CN')).toBe('北京时间')
    for (const zone of ['America/Sao_Paulo', 'Africa/Lagos', 'Asia/Ulaanbaatar'])
      for (const lang of ['zh-CN', 'en'] as Lang[]) expect(zoneInWords(zone, lang)).not.toMatch(/[/_]/)
  })

  test('one is singular, lists end with "and", chapters count in Chinese', () => {
    expect([quantity(1, 'days', 'en'), quantity(2, 'days', 'en'), quantity(1, 'days', 'zh-CN')]).toEqual([
      '1 day',
      '2 days',
      '1 天',
    ])
    expect([listed([], 'en'), listed(['a'], 'en'), listed(['a', 'b', 'c'], 'en')]).toEqual(['', 'a', 'a, b and c'])
    expect([1, 10, 12, 20, 21].map((number) => chapterLabel(number, 'zh-CN'))).toEqual([
      '第一章',
      '第十章',
      '第十二章',
      '第二十章',
      '第二十一章',
    ])
    expect([clauseLabel(3, 'zh-CN'), clauseLabel(3, 'en')]).toEqual(['第 3 条', 'Clause 3'])
  })

  test('chapters keep the clauses in their order', () => {
    const { service } = packVersion('TP-ITS', place)
    const chapters = chaptersOf(service)
    expect(chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(chapters.flatMap(({ clauses }) => clauses)).toEqual(service)
  })
})
