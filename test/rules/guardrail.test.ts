import { describe, expect, test } from 'vitest'
import { guardrails } from '#rules/guardrail.ts'
import { type CheckContext, checkVersion, finesIn } from '#rules/guardrail-check.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import type { Rule } from '#rules/policy-rule.ts'

const china = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const germany = { timeZone: 'Europe/Berlin', country: 'DE', currency: 'EUR' }
const context: CheckContext = { country: 'CN', region: 'JS', hasConsultation: true, people: 5, years: [2026] }
const { service, staff } = packVersion('TP-HAS', china)

const saying = <K extends keyof ParameterValues>(clauses: Clause[], key: K, value: ParameterValues[K]): Clause[] =>
  clauses.map((one) => ({
    ...one,
    rules: one.rules.map((rule) =>
      key in rule.parameters ? ({ ...rule, parameters: { ...rule.parameters, [key]: value } } as Rule) : rule,
    ),
  }))
const rewording = (clauses: Clause[], key: string, text: string): Clause[] =>
  clauses.map((one) => (one.key === key ? { ...one, text: { 'zh-CN': text, en: 'As agreed.' }, rules: [] } : one))
const found = (kind: PolicyKind, clauses: Clause[], change: Partial<CheckContext> = {}) =>
  checkVersion(kind, clauses, { ...context, ...change }).map(
    ({ id, severity, clauseKey }) => `${id} ${severity} ${clauseKey}`,
  )

test('there are thirty guardrails, and each has its message in both languages and its law', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `GR-${String(index + 1).padStart(2, '0')}`)
  expect(Object.keys(guardrails)).toEqual(ids)
  for (const { message, laws } of Object.values(guardrails)) {
    expect(message['zh-CN']).toMatch(/。$/)
    expect(message.en).toMatch(/\.$/)
    expect(laws.filter((law: string) => !/^(R-[A-Z]+-\d+|S\d\.\d-\d\d)$/.test(law))).toEqual([])
  }
})

describe('a starter policy', () => {
  test.each(packIds)('%s can be published as it is, at home', (id) => {
    const home = id === 'TP-INT' ? germany : china
    const documents = packVersion(id, home)
    const at = { country: home.country, region: null }
    expect(found('service', documents.service, at)).toEqual([])
    expect(found('staff', documents.staff, at)).toEqual([])
  })

  test.each(packIds)('%s is blocked nowhere, wherever a company begins', (id) => {
    for (const [country, timeZone, currency] of [
      ['DE', 'Europe/Berlin', 'EUR'],
      ['ES', 'Europe/Madrid', 'EUR'],
      ['TW', 'Asia/Taipei', 'TWD'],
      ['US', 'America/Chicago', 'USD'],
    ] as const) {
      const documents = packVersion(id, { country, timeZone, currency, dataRegion: 'us' })
      const all = [
        ...checkVersion('service', documents.service, { ...context, country }),
        ...checkVersion('staff', documents.staff, { ...context, country }),
      ]
      expect(all.filter(({ severity }) => severity === 'block')).toEqual([])
    }
  })
})

describe('the staff policy', () => {
  test('[GR-01, R-LB-1] without a record of consultation it needs somebody’s name', () => {
    expect(found('staff', staff, { hasConsultation: false })).toEqual(['GR-01 gate TX-VALID'])
    const abroad = packVersion('TP-INT', germany).staff
    expect(found('staff', abroad, { hasConsultation: false, country: 'DE' })).toEqual([])
    const own = saying(abroad, 'policy.consultation_required', true)
    expect(found('staff', own, { hasConsultation: false, country: 'DE' })).toEqual(['GR-01 gate TX-VALID'])
  })

  test('[E08, GR-03, GR-04, R-FN-4, R-FN-11] fines are blocked, gated or blocked by place; points are fine everywhere', () => {
    const at = (country: string, region: string | null) => finesIn({ country, region }, 'monetary')
    expect([at('CN', 'GD'), at('CN', 'GD-SZ'), at('CN', 'JS'), at('CN', null), at('TW', null), at('DE', null)]).toEqual(
      ['GR-03', 'GR-03', 'GR-04', 'GR-04', 'GR-03', null],
    )
    expect(finesIn({ country: 'CN', region: 'GD' }, 'points')).toBeNull()
    const fines = saying(saying(staff, 'penalty.mode', 'monetary'), 'penalty.rules', [])
    expect(found('staff', fines, { region: 'GD' })).toEqual(['GR-03 block TX-POINTS'])
    expect(found('staff', fines)).toEqual(['GR-04 gate TX-POINTS'])
  })

  test('[GR-05, R-FN-7] a fine by a kinder name is a fine', () => {
    const kind = rewording(staff, 'TX-TOOLS', '漏接来电的，每次乐捐 50 元。')
    expect(found('staff', kind)).toEqual(['GR-05 warn TX-TOOLS', 'GR-04 gate TX-TOOLS'])
    expect(found('staff', kind, { region: 'GD' })).toEqual(['GR-05 warn TX-TOOLS', 'GR-03 block TX-TOOLS'])
    expect(found('staff', rewording(staff, 'TX-TOOLS', '公司每年向山区学校捐款。'))).toEqual([])
  })

  test('[GR-20] a leader who pays for what nobody did needs somebody’s name', () => {
    expect(found('staff', saying(staff, 'penalty.leader_fallback', true))).toEqual(['GR-20 gate TX-LIABLE'])
  })

  test('[GR-25] an amount left blank or at zero is not published', () => {
    const breach = {
      code: 'late',
      name: { 'zh-CN': '迟到', en: 'late' },
      points: null,
      amount: null,
      trigger: 'human' as const,
    }
    const amount = (minor: number) => ({ minor, currency: 'CNY' })
    const bonus = saying(staff, 'penalty.mode', 'bonus_adjustment')
    expect(found('staff', saying(staff, 'penalty.rules', [breach]))).toEqual(['GR-25 block TX-POINTS'])
    expect(found('staff', saying(staff, 'penalty.rules', [{ ...breach, points: 0 }]))).toEqual([
      'GR-25 block TX-POINTS',
    ])
    expect(found('staff', saying(staff, 'penalty.rules', [{ ...breach, points: 1 }]))).toEqual([])
    expect(found('staff', saying(bonus, 'penalty.rules', [{ ...breach, points: 1 }]))).toEqual([
      'GR-25 block TX-POINTS',
    ])
    expect(found('staff', saying(bonus, 'penalty.rules', [{ ...breach, amount: amount(0) }]))).toEqual([
      'GR-25 block TX-POINTS',
    ])
    expect(found('staff', saying(bonus, 'penalty.rules', [{ ...breach, amount: amount(5000) }]))).toEqual([])
  })

  test('[GR-26] weights that are no hundred are blocked; a group of two is a warning', () => {
    expect(found('staff', saying(staff, 'appraisal.weights', { self: 20, manager: 70 }))).toEqual([
      'GR-26 block TX-APPRAISE',
    ])
    expect(found('staff', saying(staff, 'appraisal.min_group', 2))).toEqual(['GR-26 warn TX-APPRAISE'])
  })
})

describe('the service policy', () => {
  test.each(['最终解释权归本公司所有。', '商品售出概不退换。', '签收即视为合格。', '只能使用原厂配件。'])(
    '[GR-08, R-CP-9, R-EC-5] “%s” is probably void',
    (text) => {
      expect(found('service', rewording(service, 'TX-LOANER', text))).toEqual(['GR-08 warn TX-LOANER'])
    },
  )

  test('[GR-14] a field that nobody can explain, or data kept for no stated time, is a warning', () => {
    const asking = saying(service, 'intake.required_fields', ['name', '身份证号'])
    expect(found('service', asking)).toEqual(['GR-14 warn TX-LOG'])
    expect(found('service', asking, { purposes: { 身份证号: '上门核对' } })).toEqual([])
    expect(
      found(
        'service',
        service.filter(({ key }) => key !== 'TX-PRIVACY'),
      ),
    ).toEqual(['GR-14 warn TX-LOG'])
  })

  test('[GR-16] data of a Chinese company outside mainland China is a warning, and only of a Chinese one', () => {
    const abroad = saying(service, 'privacy.data_region', 'us')
    expect(found('service', abroad)).toEqual(['GR-16 warn TX-PRIVACY'])
    expect(found('service', abroad, { country: 'US' })).toEqual([])
  })

  test('[GR-21, R-EU-1, R-SB-2] a warranty below the law’s least is blocked', () => {
    const line = (scope: string, months: number) =>
      saying(service, 'warranty.lines', [{ scope, months, start: 'delivery' as const }])
    const eu = { country: 'DE' }
    expect(
      found('service', saying(line('legal_guarantee', 23), 'returns.statutory_days', { no_reason: 14 }), eu),
    ).toEqual(['GR-21 block TX-WARR-B2C'])
    expect(
      found('service', saying(line('legal_guarantee', 24), 'returns.statutory_days', { no_reason: 14 }), eu),
    ).toEqual([])
    expect(
      found('service', saying(line('legal_guarantee', 35), 'returns.statutory_days', { no_reason: 14 }), {
        country: 'PT',
      }),
    ).toEqual(['GR-21 block TX-WARR-B2C'])
    expect(found('service', line('product', 6))).toEqual([])
  })

  test('[GR-07, R-CP-2] fewer days than the law gives are blocked, more are not', () => {
    expect(found('service', saying(service, 'returns.statutory_days', { no_reason: 6 }))).toEqual([
      'GR-07 block TX-RETURN',
    ])
    expect(found('service', saying(service, 'returns.statutory_days', { no_reason: 30 }))).toEqual([])
  })

  test('[GR-22, R-CP-6] a period that starts with the invoice where the company installs is a warning', () => {
    const lines = (...starts: ('invoice' | 'installation' | 'delivery')[]) =>
      saying(
        service,
        'warranty.lines',
        starts.map((start) => ({ scope: 'unit', months: 12, start })),
      )
    expect(found('service', lines('invoice', 'installation'))).toEqual(['GR-22 warn TX-WARR-B2C'])
    expect(found('service', lines('invoice', 'delivery'))).toEqual([])
  })

  test('[GR-23] a year without a published table is said, and only where that table counts', () => {
    expect(found('service', service, { years: [2026, 2027] })).toEqual(['GR-23 info TX-HOURS'])
    expect(found('service', saying(service, 'calendar.holidays', 'none'), { years: [2027] })).toEqual([])
  })

  test('[GR-24, R-WT-1, R-WT-2] opening hours that one person cannot work are a warning; with enough people they are not', () => {
    const alone = { people: 1 }
    expect(found('service', service, alone)).toEqual(['GR-24 warn TX-HOURS', 'GR-24 warn TX-HOTLINE'])
    expect(found('service', service, { people: 2 })).toEqual(['GR-24 warn TX-HOTLINE'])
    expect(found('service', service, { people: 3 })).toEqual([])
  })
})
