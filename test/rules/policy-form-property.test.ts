import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Lang } from '#rules/lang.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { formValuesOf, parseEdit } from '#rules/policy-form.ts'
import { type Rule, ruleKindOf } from '#rules/policy-rule.ts'

const place = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const clauses = packIds.flatMap((id) => Object.values(packVersion(id, place)).flat())
const langs: Lang[] = ['zh-CN', 'en']

/** A clause that shows one parameter. */
function showing<K extends keyof ParameterValues>(key: K, value: ParameterValues[K]): Clause {
  const text = { 'zh-CN': `{{${key}}}`, en: `{{${key}}}` }
  const rule = { kind: ruleKindOf(key), parameters: { [key]: value } } as Rule
  return { key: 'X', chapter: text, number: 1, title: text, text, rules: [rule] }
}
const sentBack = (one: Clause, lang: Lang) => parseEdit(one, formValuesOf(one, lang), 'CNY')

describe('what a form shows is what it sends back', () => {
  test.each(langs)('nothing changes in any clause of any pack when nothing is typed (%s)', (lang) => {
    for (const one of clauses) expect(sentBack(one, lang)).toEqual({ clause: one })
  })

  const name = fc.constantFrom('市区', 'urban', '滨海新区', 'Old Town', 'Côte d’Or', 'zone 7')
  const several = (items: string[]) => fc.subarray(items, { minLength: 1 })
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`)
  const hours = fc.constantFrom<[string, string][]>(
    [],
    [
      ['08:30', '12:00'],
      ['13:30', '17:30'],
    ],
    [['00:00', '24:00']],
  )
  const way = fc.constantFrom('email' as const, 'sms' as const)
  const staffWay = fc.constantFrom('email' as const, 'staff' as const)
  const position = fc.constantFrom('sales', 'executive', '张伟')
  const tier = <A extends string, M extends object>(audience: A, more: { [P in keyof M]: fc.Arbitrary<M[P]> }) =>
    fc.record(
      {
        audience: fc.constant(audience),
        before: fc.integer({ min: 1, max: 365 }),
        unit: fc.constantFrom('month' as const, 'day' as const),
        kind: fc.constantFrom('service' as const, 'commercial' as const),
        of: fc.constantFrom('warranty' as const, 'contract' as const),
        ...more,
      },
      { requiredKeys: ['audience', 'before', 'unit', 'kind'] as never[] },
    ) as unknown as fc.Arbitrary<ParameterValues['renewal.tiers'][number]>
  const values: { [K in keyof ParameterValues]?: fc.Arbitrary<ParameterValues[K]> } = {
    'sla.ack.minutes': fc.integer({ min: 1, max: 1440 }),
    'sla.first_reply.hours': fc.integer({ min: 1, max: 480 }).map((quarters) => quarters / 4),
    'penalty.repeat_multiplier': fc.integer({ min: 10, max: 30 }).map((tenths) => tenths / 10),
    'depot.qc': fc.boolean(),
    'intake.required_fields': several(['name', 'phone', 'symptom', '车牌号', 'Floor']),
    'penalty.sanctions': fc
      .subarray(['verbal_warning', 'demerit', 'major_demerit'] as const, { minLength: 1 })
      .map((all) => [...all]),
    'priority.raised_tiers': fc.subarray(['key', 'vip', '老客户']),
    'sla.arrival.zones': fc.dictionary(
      fc.constantFrom('urban', 'suburban', '滨海新区', 'Old Town'),
      fc.integer({ min: 1, max: 1600 }).map((quarters) => quarters / 4),
      { minKeys: 1 },
    ),
    'appraisal.weights': fc.integer({ min: 0, max: 100 }).map((self) => ({ self, manager: 100 - self })),
    'calendar.week': fc.record({
      mon: fc.constant([['09:00', '18:00']] as [string, string][]),
      tue: hours,
      wed: hours,
      thu: hours,
      fri: hours,
      sat: hours,
      sun: hours,
    }),
    'hotline.hours': fc.tuple(time, time).filter(([open, close]) => open !== close),
    'renewal.recipient': fc.constantFrom('sales', 'owner', '客户成功经理'),
    'finance.onsite_limit': fc.record({
      minor: fc.nat({ max: 10_000_000 }),
      currency: fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD'),
    }),
    'warranty.lines': fc.array(
      fc.record(
        {
          scope: name.filter((one) => one !== '市区'),
          months: fc.integer({ min: 1, max: 240 }),
          start: fc.constantFrom('delivery' as const, 'installation' as const),
          usage: fc.record({
            limit: fc.integer({ min: 1, max: 10_000_000 }),
            unit: fc.constantFrom('hours' as const, 'km' as const),
          }),
        },
        { requiredKeys: ['scope', 'months', 'start'] },
      ),
      { maxLength: 5 },
    ),
    'renewal.tiers': fc.array(
      fc.oneof(tier('customer', { by: way }), tier('internal', { by: staffWay, to: position })),
      {
        maxLength: 5,
      },
    ),
    'renewal.send_at': time,
    'renewal.quiet_hours': fc.tuple(time, time).filter(([open, close]) => open !== close),
    'renewal.channels': fc.constantFrom<('email' | 'sms')[]>(['email'], ['sms', 'email'], ['email', 'sms']),
    'penalty.rules': fc.array(
      fc.record({
        code: fc.constantFrom('late_arrival', 'missed_call', 'breach_9'),
        name: fc.record({ 'zh-CN': fc.constantFrom('迟到', '漏接来电'), en: fc.constantFrom('late', 'missed call') }),
        points: fc.option(fc.integer({ min: 0, max: 20 }).map((halves) => halves / 2)),
        amount: fc.option(fc.record({ minor: fc.nat({ max: 1_000_000 }), currency: fc.constant('CNY') })),
        trigger: fc.constantFrom('human' as const, 'missed_call' as const),
      }),
      { maxLength: 5 },
    ),
    'kpi.targets': fc.dictionary(
      fc.constantFrom('technician', 'service_agent', '驻场工程师'),
      fc.dictionary(fc.constantFrom('csat', 'on_time', '准时率'), fc.integer({ min: 0, max: 100 }), { minKeys: 1 }),
    ),
  }

  test.each(Object.keys(values) as (keyof ParameterValues)[])('every value of %s survives its form', (key) => {
    const arbitrary = values[key] as fc.Arbitrary<never>
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(...langs), (value, lang) => {
        const one = showing(key, value)
        expect(sentBack(one, lang)).toEqual({ clause: one })
      }),
      { numRuns: 60 },
    )
  })
})
