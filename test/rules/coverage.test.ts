import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import { type CoverageInputs, machineInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { checkVersion } from '#rules/guardrail-check.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import { clausesSchema } from '#rules/policy.ts'
import { contract, machine, policySaying, reported, without } from '../cases/coverage.ts'

const days = { commissioning: '2026-01-10' } as const
const asset = machine({ days })
const inWarranty = (more: Partial<CoverageInputs> = {}, on: Day = '2026-06-01') => reported(on, { asset, ...more })
const contracts = [contract({ visits: { included: 2, used: 0 } })]

describe('warranty and contract', () => {
  test('the policy says which comes first; a visit is not used up where the warranty pays', () => {
    const first = (precedence: 'warranty' | 'contract') =>
      coverageOf(inWarranty({ contracts }), policySaying({ 'warranty.precedence': precedence }))
    expect(first('warranty')).toMatchObject({ outcome: 'free_under_warranty', until: '2027-01-11' })
    expect(first('contract')).toMatchObject({ outcome: 'under_contract', until: '2026-12-31' })
    expect(first('contract').steps[0]?.kind).toBe('contract')
    expect(first('contract').steps.at(-1)).toEqual({ kind: 'precedence', first: 'contract' })
    const silent = without(policySaying(), 'warranty.precedence')
    expect(coverageOf(inWarranty({ contracts }), silent).outcome).toBe('free_under_warranty')
  })

  test('the second one pays what the first leaves', () => {
    const labourOnly = policySaying({ 'warranty.free': ['labour', 'parts'] })
    expect(coverageOf(inWarranty({ contracts }), labourOnly)).toMatchObject({
      outcome: 'free_under_warranty',
      items: { labour: 'warranty', parts: 'warranty', travel: 'contract' },
    })
    expect(coverageOf(inWarranty(), labourOnly).items).toEqual({
      labour: 'warranty',
      parts: 'warranty',
      travel: 'customer',
    })
  })

  test('nobody needs to look at a warranty where the contract pays everything', () => {
    const unclear = inWarranty({ asset: machine(), contracts })
    expect(coverageOf(unclear, policySaying())).toMatchObject({ outcome: 'under_contract', look: null })
    const travelOnly = { ...unclear, contracts: [contract({ covers: ['travel'] })] }
    expect(coverageOf(travelOnly, policySaying())).toMatchObject({
      outcome: 'needs_a_look',
      look: 'start_unknown',
      items: { labour: 'open', parts: 'open', travel: 'contract' },
    })
  })
})

describe('a verdict', () => {
  test('[S3.8-19] names the clause, its number, the version and the days', () => {
    const clauses = policySaying()
    const verdict = coverageOf(inWarranty(), clauses)
    const clause = clauses.find(({ key }) => key === verdict.clauseKey)
    expect(verdict).toMatchObject({
      clauseKey: 'TX-WARR-B2B',
      versionId: 'v1',
      from: '2026-01-10',
      until: '2027-01-11',
    })
    expect(verdict.clauseNumber).toBe(clause?.number)
    expect(verdict.warranty.endsAt).toBe('2027-01-11T16:00:00.000Z')
    const covered = coverageOf(inWarranty({ contracts }, '2028-06-01'), clauses)
    expect([covered.outcome, covered.clauseKey]).toEqual(['chargeable', 'TX-WARR-B2B'])
    const byContract = coverageOf(inWarranty({ contracts, cause: 'misuse' }), clauses)
    expect([byContract.outcome, byContract.clauseKey]).toEqual(['under_contract', 'TX-WARR-COVER'])
  })

  test('at intake is a promise with a condition, and a plain one when the cause is known', () => {
    const clauses = policySaying()
    const intake = coverageOf(inWarranty({ stage: 'intake', cause: null }), clauses)
    expect(intake).toMatchObject({ outcome: 'free_under_warranty', presumed: true })
    expect(coverageOf(inWarranty(), clauses)).toMatchObject({ outcome: 'free_under_warranty', presumed: false })
    expect(coverageOf(inWarranty({ cause: 'misuse' }), clauses)).toMatchObject({
      outcome: 'chargeable',
      presumed: false,
      warranty: { reason: 'cause_not_covered' },
    })
  })

  test('needs a look where nobody knows the machine', () => {
    expect(coverageOf(inWarranty({ asset: null }), policySaying())).toMatchObject({
      outcome: 'needs_a_look',
      look: 'machine_unknown',
      items: { labour: 'open', parts: 'open', travel: 'open' },
    })
  })

  test('of a machine with nothing broken says its last covered day, before it and after it', () => {
    const { versionId, place, customerKind, overrides } = inWarranty()
    const lastDay = (on: Day, facts = asset) => {
      const reportedAt = reported(on).reportedAt
      const inputs = machineInputs({ versionId, place, customerKind, overrides, reportedAt, asset: facts })
      return coverageOf(inputs, policySaying()).warranty.until
    }
    expect(lastDay('2026-01-11')).toBe('2027-01-11')
    expect(lastDay('2029-01-11')).toBe('2027-01-11')
    expect(lastDay('2026-01-11', machine())).toBeNull()
    const repairs = [{ from: '2026-03-02', until: '2026-03-06', component: null, fault: null }] as const
    expect(lastDay('2026-04-01', machine({ days, repairs }))).toBe('2027-01-15')
  })

  test('counts the day of the report in the company’s own zone', () => {
    const clauses = policySaying({ 'warranty.roll_forward': 'none' })
    const at = (reportedAt: string) => coverageOf({ ...inWarranty(), reportedAt }, clauses).outcome
    expect(at('2027-01-10T15:59:59.999Z')).toBe('free_under_warranty')
    expect(at('2027-01-10T16:00:00.000Z')).toBe('chargeable')
  })

  test('is plain JSON, and so are its inputs: both come back from the database as they were', () => {
    const inputs = inWarranty({ contracts, overrides: [{ day: '2027-01-11', kind: 'off', note: '盘点' }] })
    const verdict = coverageOf(inputs, policySaying())
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
    expect(coverageOf(JSON.parse(JSON.stringify(inputs)), policySaying())).toEqual(verdict)
  })
})

describe.each(packIds)('%s', (id) => {
  const china = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
  const { service } = packVersion(id, china)

  test('says enough of warranty for a verdict on a machine that was delivered yesterday', () => {
    expect(v.is(clausesSchema, service)).toBe(true)
    const bought = machine({ scope: 'product', days: { delivery: '2026-01-10' } })
    const verdict = coverageOf(reported('2026-01-11', { asset: bought, stage: 'intake', cause: null }), service)
    expect(verdict).toMatchObject({ outcome: 'free_under_warranty', presumed: true })
    expect(service.map(({ key }) => key)).toContain(verdict.clauseKey)
  })
})

test('[GR-21] a line below the law’s least for what is sold under it is blocked', () => {
  const { service } = packVersion('TP-HAS', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
  const context = { country: 'CN', region: 'ZJ', hasConsultation: true, people: 9, years: [2026] }
  const sold = (scope: string, category: string, isWhole: boolean) =>
    checkVersion('service', service, { ...context, sold: [{ scope, category, isWhole }] })
      .filter(({ id }) => id === 'GR-21')
      .map(({ severity }) => severity)
  expect(sold('unit', 'appliance', true)).toEqual([])
  expect(sold('unit', 'car', true)).toEqual(['block'])
  expect(sold('main_parts', 'appliance', false)).toEqual([])
})
