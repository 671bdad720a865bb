import type { AssetFacts, ContractFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { packVersion } from '#rules/pack.ts'
import type { PackId } from '#rules/packs/pack-values.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { type Rule, ruleKindOf } from '#rules/policy-rule.ts'

const china = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }

/** A pack's service policy that says these things otherwise; what it did not say stands in a clause of its own. */
export function policySaying(values: Partial<ParameterValues> = {}, packId: PackId = 'TP-MFG'): Clause[] {
  const { service } = packVersion(packId, china)
  const keys = Object.keys(values) as (keyof ParameterValues)[]
  const known = new Set<string>()
  const clauses = service.map((clause) => ({
    ...clause,
    rules: clause.rules.map((rule) => {
      const own = keys.filter((key) => key in rule.parameters)
      for (const key of own) known.add(key)
      return { ...rule, parameters: { ...rule.parameters, ...pick(values, own) } } as Rule
    }),
  }))
  const added = keys
    .filter((key) => !known.has(key))
    .map((key) => ({ kind: ruleKindOf(key), parameters: { [key]: values[key] } }) as Rule)
  const text = { 'zh-CN': '另', en: 'Also' }
  return added.length === 0
    ? clauses
    : [...clauses, { key: 'TX-ALSO', chapter: text, number: clauses.length + 1, title: text, text, rules: added }]
}

const pick = (values: object, keys: string[]) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)))

/** The clauses without these parameters. */
export const without = (clauses: Clause[], ...keys: (keyof ParameterValues)[]): Clause[] =>
  clauses.map((clause) => ({
    ...clause,
    rules: clause.rules.map(
      (rule) =>
        ({
          ...rule,
          parameters: Object.fromEntries(
            Object.entries(rule.parameters).filter(([key]) => !keys.some((one) => one === key)),
          ),
        }) as Rule,
    ),
  }))

export const machine = (more: Partial<AssetFacts> = {}): AssetFacts => ({
  id: 'a1',
  scope: 'machine',
  category: null,
  isConsumerGoods: false,
  days: {},
  installedByUs: false,
  agreedMonths: null,
  repairs: [],
  replacements: [],
  readings: [],
  ...more,
})

export const contract = (more: Partial<ContractFacts> = {}): ContractFacts => ({
  id: 'c1',
  number: 'HT-1',
  from: '2026-01-01',
  until: '2026-12-31',
  cancelledOn: null,
  assets: ['a1'],
  visits: null,
  covers: ['labour', 'parts', 'travel'],
  excluded: [],
  ...more,
})

/** A fault that was reported at noon of that day in Shanghai, at a company's machine. */
export const reported = (on: Day, more: Partial<CoverageInputs> = {}): CoverageInputs => ({
  stage: 'cause_known',
  versionId: 'v1',
  reportedAt: `${on}T04:00:00.000Z`,
  place: { country: 'CN', region: 'ZJ' },
  customerKind: 'company',
  asset: machine(),
  component: null,
  fault: null,
  cause: 'material',
  onSite: true,
  contracts: [],
  overrides: [],
  ...more,
})
