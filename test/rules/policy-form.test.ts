import { describe, expect, test } from 'vitest'
import type { Lang } from '#rules/lang.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { findTerm } from '#rules/policy.ts'
import { editableFields, type FormValues, formValuesOf, parseEdit } from '#rules/policy-form.ts'
import { type Rule, ruleKindOf } from '#rules/policy-rule.ts'

const place = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const clauses = packIds.flatMap((id) => Object.values(packVersion(id, place)).flat())
const clause = (key: string) => clauses.find((one) => one.key === key)!
const langs: Lang[] = ['zh-CN', 'en']

/** A clause that shows one parameter. */
function showing<K extends keyof ParameterValues>(key: K, value: ParameterValues[K]): Clause {
  const text = { 'zh-CN': `{{${key}}}`, en: `{{${key}}}` }
  const rule = { kind: ruleKindOf(key), parameters: { [key]: value } } as Rule
  return { key: 'X', chapter: text, number: 1, title: text, text, rules: [rule] }
}
const change = (one: Clause, typed: FormValues, lang: Lang = 'zh-CN') =>
  parseEdit(one, { ...formValuesOf(one, lang), ...typed }, 'CNY')
const faults = (one: Clause, typed: FormValues) => {
  const result = change(one, typed)
  return 'faults' in result ? result.faults.map(({ field, reason }) => `${field}: ${reason}`) : []
}
const edited = (one: Clause, typed: FormValues) => {
  const result = change(one, typed)
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return [result.clause]
}

describe('what is typed', () => {
  test('another number of hours is what the clause then says', () => {
    const zones = findTerm(edited(clause('TX-ARRIVE'), { 'sla.arrival.zones.0.amount': '4' }), 'sla.arrival.zones')
    expect(zones?.value).toMatchObject({ urban: 4, suburban: 7 })
  })

  test('a zone is added in the blank row, known by its words in either language, and taken away by blanking it', () => {
    const one = showing('sla.arrival.zones', { urban: 6, suburban: 7 })
    const added = edited(one, { 'sla.arrival.zones.2.name': '滨海新区', 'sla.arrival.zones.2.amount': '9' })
    expect(findTerm(added, 'sla.arrival.zones')?.value).toEqual({ urban: 6, suburban: 7, 滨海新区: 9 })
    const removed = edited(one, { 'sla.arrival.zones.0.name': '', 'sla.arrival.zones.1.name': 'Suburban' })
    expect(findTerm(removed, 'sla.arrival.zones')?.value).toEqual({ suburban: 7 })
  })

  test('hours are read in the ways in which people write them', () => {
    const one = clause('TX-HOURS')
    for (const typed of [
      '8:30-12:00, 13:30-17:30',
      '08:30–12:00、13:30–17:30',
      '8:30~12 13:30至17:30',
      '8:30 to 12:00 and 13:30 to 17:30',
    ]) {
      const week = findTerm(edited(one, { 'calendar.week.mon': typed }), 'calendar.week')
      expect([typed, week?.value.mon]).toEqual([
        typed,
        [
          ['08:30', '12:00'],
          ['13:30', '17:30'],
        ],
      ])
    }
  })

  test('an unticked box is a duty switched off', () => {
    const closed = edited(clause('TX-CLOSE'), { 'closure.customer_confirm': undefined })
    expect(findTerm(closed, 'closure.customer_confirm')?.value).toBe(false)
  })

  test('full-width digits are digits, and a new breach is in the company’s currency', () => {
    const reply = edited(clause('TX-REPLY'), { 'sla.ack.minutes': '\uff14\uff15' })
    expect(findTerm(reply, 'sla.ack.minutes')?.value).toBe(45)
    const breach = {
      'penalty.rules.0.name.zh-CN': '漏接来电',
      'penalty.rules.0.amount': '50',
      'penalty.rules.0.trigger': 'missed_call',
    }
    const [rule] = findTerm(edited(showing('penalty.rules', []), breach), 'penalty.rules')?.value ?? []
    expect(rule).toEqual({
      code: 'breach_1',
      name: { 'zh-CN': '漏接来电', en: '漏接来电' },
      points: null,
      amount: { minor: 5000, currency: 'CNY' },
      trigger: 'missed_call',
    })
  })

  test.each<[string, Clause, FormValues, string[]]>([
    ['a number left out', clause('TX-REPLY'), { 'sla.ack.minutes': '' }, ['sla.ack.minutes: required']],
    ['words for a number', clause('TX-REPLY'), { 'sla.ack.minutes': 'soon' }, ['sla.ack.minutes: not_a_number']],
    ['half a minute', clause('TX-REPLY'), { 'sla.ack.minutes': '0.5' }, ['sla.ack.minutes: too_small']],
    ['a minute and a half', clause('TX-REPLY'), { 'sla.ack.minutes': '1.5' }, ['sla.ack.minutes: not_whole']],
    ['a tenth of an hour', clause('TX-REPLY'), { 'sla.first_reply.hours': '1.1' }, ['sla.first_reply.hours: too_fine']],
    [
      '30 hours in business days',
      clause('TX-REPLY'),
      { 'sla.first_reply.mode': 'business_day', 'sla.first_reply.hours': '30', 'sla.first_reply.urgent_hours': '24' },
      ['sla.first_reply.hours: not_whole_days'],
    ],
    ['no field ticked', clause('TX-LOG'), { 'intake.required_fields': [] }, ['intake.required_fields: empty']],
    [
      'a field twice',
      clause('TX-LOG'),
      { 'intake.required_fields.own': '姓名' },
      ['intake.required_fields: duplicate'],
    ],
    [
      'a choice that is none',
      clause('TX-ARRIVE'),
      { 'sla.arrival.appointment': 'never' },
      ['sla.arrival.appointment: not_a_choice'],
    ],
    [
      'a zone without hours',
      clause('TX-ARRIVE'),
      { 'sla.arrival.zones.1.amount': '' },
      ['sla.arrival.zones.1.amount: required'],
    ],
    ['no time', clause('TX-HOURS'), { 'calendar.week.tue': 'morning' }, ['calendar.week.tue: not_a_time']],
    ['25 o’clock', clause('TX-HOURS'), { 'calendar.week.tue': '9:00-25:00' }, ['calendar.week.tue: not_a_time']],
    [
      'hours that overlap',
      clause('TX-HOURS'),
      { 'calendar.week.tue': '9:00-12:00, 11:00-18:00' },
      ['calendar.week.tue: overlap'],
    ],
    [
      'an empty week',
      clause('TX-HOURS'),
      Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [`calendar.week.${day}`, ''])),
      ['calendar.week.mon: empty'],
    ],
    ['no such zone', clause('TX-HOURS'), { 'calendar.tz': 'Asia/Atlantis' }, ['calendar.tz: unknown_time_zone']],
    [
      '[GR-26] weights of 110',
      clause('TX-APPRAISE'),
      { 'appraisal.weights.self': '30' },
      ['appraisal.weights: not_100'],
    ],
    [
      'money with three decimals',
      clause('TX-CASH'),
      { 'finance.onsite_limit': '10.001' },
      ['finance.onsite_limit: not_a_number'],
    ],
    ['a slot in a name', clause('TX-EXPIRY'), { 'renewal.recipient': '{{x}}' }, ['renewal.recipient: invalid']],
  ])('%s is said beside its field', (_, one, typed, expected) => {
    expect(faults(one, typed)).toEqual(expected)
  })

  test('a fault in the row after a blanked one is said in its own row', () => {
    const one = clauses.find(({ key, rules }) => key === 'TX-WARR-B2C' && JSON.stringify(rules).includes('main_parts'))!
    expect(
      faults(one, { 'warranty.lines.0.scope': '', 'warranty.lines.0.months': '', 'warranty.lines.1.months': '0' }),
    ).toEqual(['warranty.lines.1.months: too_small'])
  })
})

test('every field has a name and labelled controls in the reader’s language', () => {
  for (const one of clauses)
    for (const lang of langs)
      for (const field of editableFields(one, lang)) {
        expect(field.controls.length).toBeGreaterThan(0)
        for (const control of field.controls) {
          expect(control.name.startsWith(field.key)).toBe(true)
          if (lang === 'zh-CN') expect(control.label).toMatch(/\p{Script=Han}|P\d/u)
          else expect(control.label).not.toMatch(/\p{Script=Han}/u)
        }
      }
})
