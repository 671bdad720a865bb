import { expect, test } from 'vitest'
import { decideWording, wordingOf } from '#rules/clause-wording.ts'
import { langs } from '#rules/lang.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'

const place = { country: 'CN', timeZone: 'Asia/Shanghai', currency: 'CNY' }
const all = packIds.flatMap((id) => Object.values(packVersion(id, place)).flat())
const arrive = all.find(({ key }) => key === 'TX-ARRIVE')!

test('every clause of every pack can be worded as a person reads it, and read back as it was', () => {
  expect(all.length).toBeGreaterThan(100)
  for (const clause of all)
    for (const lang of langs) {
      const worded = wordingOf(clause, lang)
      expect(worded).not.toMatch(/\{\{|[a-z]+\.[a-z_]+\}/)
      expect(decideWording(clause, worded, lang)).toEqual({ allowed: true, result: clause.text[lang] })
    }
})

test('a slot may move and may be named by its key, in any case and with double braces', () => {
  const text = 'As agreed it {{sla.arrival.appointment}}; else { TIME to arrive, by zone }.'
  expect(decideWording(arrive, text, 'en')).toEqual({
    allowed: true,
    result: 'As agreed it {{sla.arrival.appointment}}; else {{sla.arrival.zones}}.',
  })
})

test.each([
  ['Come soon.', 'slot_missing', 'Time to arrive, by zone'],
  ['{Time to arrive, by zone} {A time the customer wishes} {Tea}', 'slot_unknown', 'Tea'],
  ['{Time to arrive, by zone} {A time the customer wishes} {{}}', 'slot_unknown', ''],
  ['{Time to arrive, by zone} {A time the customer wishes} {', 'brace_alone', ''],
  ['{到场时限（按区域）} {A time the customer wishes}', 'slot_unknown', '到场时限（按区域）'],
])('%j is refused: %s', (text, reason, slot) => {
  expect(decideWording(arrive, text, 'en')).toEqual({ allowed: false, reason, slot })
})
