import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { countryCodes, countryFacts, currencyChoices, hasSeveralZones, zoneChoices } from '#rules/country.ts'
import { decideSlug, slugLength, slugOf, slugSkeleton } from '#rules/slug.ts'
import { slugAlternatives, slugCandidates } from '#rules/slug-candidate.ts'

const romanise = (chinese: string) => pinyin(chinese, { toneType: 'none', type: 'array', v: true })
const reasonOf = (slug: string) => {
  const decision = decideSlug(slug)
  return decision.allowed ? 'allowed' : decision.reason
}

test.each([
  ['acme', 'allowed'],
  ['3m-service', 'allowed'],
  ['ab', 'too_short'],
  ['a'.repeat(40), 'allowed'],
  ['a'.repeat(41), 'too_long'],
  ['Acme', 'characters'],
  ['ac_me', 'characters'],
  ['恒达', 'characters'],
  ['xn--80ak6aa92e', 'hyphens'],
  ['-acme', 'hyphens'],
  ['acme-', 'hyphens'],
  ['12345', 'letter'],
])('%s: %s', (slug, answer) => expect(reasonOf(slug)).toBe(answer))

test.each(['www', 'files', 'api', 'admin', 'mail', 'status', 'help', 'aftercare', 'support', 'login'])(
  '%s is ours, and so is what looks like it',
  (name) => {
    const disguises = [name.replaceAll('i', '1'), name.replaceAll('o', '0'), name.split('').join('-'), `${name}-`]
    for (const slug of [name, ...disguises.filter((slug) => slug.length >= 3 && !slug.endsWith('-'))])
      expect([slug, reasonOf(slug)]).toEqual([slug, 'reserved'])
  },
)

test.each(['my-aftercare', 'aftercare-support', 'after-care', 'afterc4re-x'])('%s could be taken for ours', (slug) =>
  expect(reasonOf(slug)).toBe('reserved'),
)

test('what can be mistaken for one another has one skeleton', () => {
  for (const [a, b] of [
    ['acme-1', 'acmel'],
    ['burns', 'bums'],
    ['hai', 'hal'],
    ['c0rner', 'comer'],
    ['vvest', 'west'],
    ['bei-jing', 'beijing'],
    ['clean', 'dean'],
  ] as const)
    expect([a, b, slugSkeleton(a)]).toEqual([a, b, slugSkeleton(b)])
  expect(slugSkeleton('acme')).not.toBe(slugSkeleton('acne'))
})

test('a typed name is narrowed, trimmed and made small', () => expect(slugOf('　ＡＣＭＥ－ＣＮ ')).toBe('acme-cn'))

test.each([
  ['上海恒达机械设备有限公司', 'hengda', 'shanghai-hengda'],
  ['ABC科技（上海）有限公司', 'abc', 'abc-keji'],
  ['绿源空调维修中心', 'lvyuan', 'lvyuan-kongtiaoweixiuzhongxin'],
  ['重庆长安', 'changan', 'chongqing-changan'],
  ['Müller & Söhne GmbH', 'muller-sohne', 'muller'],
  ['The Cooling Company', 'cooling', 'the-cooling-company'],
  ['O’Neill Lifts Pty Ltd', 'oneill-lifts', 'oneill'],
  ['公司', undefined, undefined],
  ['💥', undefined, undefined],
])('%s suggests %s', (name, first, second) => {
  expect(slugCandidates(name, romanise).slice(0, 2)).toEqual([first, second].filter(Boolean))
})

test('whatever a company is called, what is suggested may be taken', () => {
  const names = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 200 }))
  fc.assert(
    fc.property(names, (name) => {
      const slugs = slugCandidates(name, romanise)
      for (const slug of [...slugs, ...slugAlternatives(slugs[0] ?? 'acme', slugs)]) {
        expect(decideSlug(slug)).toEqual({ allowed: true, result: slug })
        expect(slug.length).toBeLessThanOrEqual(slugLength.max)
      }
    }),
  )
})

test('an allowed slug is a DNS label, and its skeleton says nothing new twice', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), (text) => {
      const slug = slugOf(text)
      if (!decideSlug(slug).allowed) return
      expect(slug).toMatch(/^(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
    }),
  )
})

test('every country has a currency and a time zone that the platform knows', () => {
  expect(countryCodes().length).toBeGreaterThan(200)
  for (const code of countryCodes()) {
    const { currency, timeZone } = countryFacts(code)!
    expect([code, currency]).toEqual([code, expect.stringMatching(/^[A-Z]{3}$/)])
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
  }
  for (const timeZone of zoneChoices) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
  expect(currencyChoices).toContain('CNY')
})

test('where a country has several zones, its own one is among the choices', () => {
  const offered: readonly string[] = zoneChoices
  for (const code of countryCodes().filter(hasSeveralZones))
    expect([code, offered.includes(countryFacts(code)!.timeZone)]).toEqual([code, true])
})
