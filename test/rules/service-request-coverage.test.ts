import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import { type Day, dayAt, serialOf } from '#rules/day.ts'
import {
  type CoverageQuestion,
  causesOf,
  decideCause,
  decideCoverage,
  decideDepotStay,
  decideJudging,
  tellsCustomer,
  verdictIn,
  visitedContract,
} from '#rules/service-request-coverage.ts'
import { contract, machine, policySaying, without } from '../cases/coverage.ts'

const clauses = policySaying()
const days = fc.integer({ min: serialOf('2024-01-01'), max: serialOf('2026-12-31') }).map(dayAt)

const question = (changes: Partial<CoverageQuestion> = {}): CoverageQuestion => ({
  request: {
    ...{ type: 'fault', receivedAt: new Date('2026-01-12T02:30:00Z'), onSite: true },
    ...{ component: null, cause: null, causeKnownAt: null },
  },
  ...{ versionId: 'v1', clauses, place: { country: 'CN', region: null }, overrides: [], contracts: [] },
  machine: { facts: machine({}), components: [{ key: 'pump', scope: 'core_parts' }], customerKind: 'company' },
  ...changes,
})

test('a stored verdict comes out again from its stored inputs and its clauses, whatever was asked', () => {
  const asked = fc
    .record({
      on: days,
      delivery: fc.option(days),
      cause: fc.constantFrom(null, 'material', 'misuse', '老鼠'),
      isKnown: fc.boolean(),
      component: fc.constantFrom(null, 'pump', 'gone'),
      ends: fc.array(days, { maxLength: 2 }),
      repairs: fc.array(days, { maxLength: 2 }),
      hasMachine: fc.boolean(),
    })
    .map(({ on, delivery, isKnown, ends, repairs, hasMachine, ...said }) => {
      const facts = machine({
        days: delivery ? { delivery } : {},
        repairs: repairs.map((from) => ({ from, until: from, component: null, fault: null })),
      })
      const receivedAt = new Date(`${on}T04:00:00Z`)
      return question({
        request: { ...question().request, ...said, receivedAt, causeKnownAt: isKnown ? receivedAt : null },
        machine: hasMachine ? { ...question().machine!, facts } : null,
        contracts: ends.map((until, at) => contract({ id: `c${at}`, number: `HT-${at}`, from: '2024-01-01', until })),
      })
    })
  fc.assert(
    fc.property(asked, (one) => {
      const decision = decideCoverage(one)!
      const { steps, ...result } = decision.verdict
      const stored = JSON.parse(JSON.stringify({ inputs: decision.inputs, result, steps }))
      expect(coverageOf(stored.inputs, clauses)).toEqual(verdictIn(stored))
    }),
  )
})

describe('nothing is judged', () => {
  test('of an enquiry, nor without a policy', () => {
    expect(decideCoverage(question({ request: { ...question().request, type: 'enquiry' } }))).toBeNull()
    expect(decideCoverage(question({ clauses: [] }))).toBeNull()
  })

  test('where no warranty is promised and nothing is known of a machine or a contract', () => {
    const silent = without(clauses, 'warranty.lines')
    expect(decideCoverage(question({ clauses: silent, machine: null }))).toBeNull()
    expect(decideCoverage(question({ machine: null }))?.verdict.look).toBe('machine_unknown')
    const all = [contract({ assets: 'all' })]
    expect(decideCoverage(question({ clauses: silent, machine: null, contracts: all }))).not.toBeNull()
  })

  test('while somebody still decides whether it is real, and once it is cancelled', () => {
    const at = { status: 'received', standing: 'accepted', type: 'fault' } as const
    expect(decideJudging(at)).toBeNull()
    expect(decideJudging({ ...at, standing: 'held' })).toBe('held')
    expect(decideJudging({ ...at, type: 'enquiry' })).toBe('enquiry')
    expect(decideJudging({ ...at, status: 'cancelled' })).toBe('cancelled')
    expect(decideJudging({ ...at, status: 'closed' })).toBeNull()
  })
})

test('a component that failed at intake is a guess of nobody’s: only whoever looked says it', () => {
  const request = { ...question().request, component: 'pump', cause: 'material' }
  expect(decideCoverage(question({ request }))?.inputs).toMatchObject({ stage: 'intake', component: null, cause: null })
  const known = { ...request, causeKnownAt: new Date('2026-01-13T00:00:00Z') }
  expect(decideCoverage(question({ request: known }))?.inputs).toMatchObject({
    ...{ stage: 'cause_known', component: { key: 'pump', scope: 'core_parts' }, cause: 'material' },
  })
})

test('a cause on both lists is offered as a covered one', () => {
  const both = policySaying({ 'warranty.causes': ['material'], 'warranty.excluded': ['misuse'] })
  expect(causesOf(both)).toEqual({ covered: ['material'], excluded: ['misuse'] })
  const typed = { cause: 'material', otherCause: '', component: '' }
  expect(decideCause(typed, both, [])).toMatchObject({ allowed: true, result: { cause: 'material', component: null } })
  expect(decideCause({ ...typed, cause: 'none' }, both, [])).toMatchObject({ result: { cause: null } })
  expect(decideCause({ ...typed, cause: 'wear' }, both, [])).toMatchObject({ reason: 'unknown_cause' })
})

test('a stay has both its days, none of them ahead, in their order', () => {
  const stay = (from: Day | '', until: Day | '', hasMachine = true) =>
    decideDepotStay({ from, until }, '2026-01-12', hasMachine)
  expect(stay('', '')).toMatchObject({ allowed: true, result: null })
  expect(stay('2026-01-12', '2026-01-12')).toMatchObject({ allowed: true })
  expect(stay('2026-01-05', '')).toMatchObject({ reason: 'stay_incomplete' })
  expect(stay('2026-01-05', '2026-01-13')).toMatchObject({ reason: 'stay_future' })
  expect(stay('2026-01-05', '2026-01-04')).toMatchObject({ reason: 'stay_backwards' })
  expect(stay('2026-01-05', '2026-01-06', false)).toMatchObject({ reason: 'no_machine' })
})

test('only the machine’s own customer is told, and nobody is everybody’s customer', () => {
  const request = { customerId: 'a' }
  expect(tellsCustomer(request, { customerId: 'a' })).toBe(true)
  expect(tellsCustomer(request, { customerId: 'b' })).toBe(false)
  expect(tellsCustomer(request, null)).toBe(false)
  expect(tellsCustomer({ ...request, customerId: null }, { customerId: 'a' })).toBe(false)
})

test('a visit is used by an arrival for which the contract pays, and by nothing else', () => {
  const covering = decideCoverage(
    question({
      machine: {
        ...question().machine!,
        facts: machine({ days: { delivery: '2018-01-01', commissioning: '2018-01-01' } }),
      },
      contracts: [contract({ from: '2026-01-01', until: '2026-12-31' })],
    }),
  )!.verdict
  const arrivedAt = new Date('2026-01-12T05:00:00Z')
  expect(visitedContract({ arrivedAt, coverage: 'under_contract' }, covering)).toBe(covering.contract.contractId)
  expect(visitedContract({ arrivedAt: null, coverage: 'under_contract' }, covering)).toBeNull()
  expect(visitedContract({ arrivedAt, coverage: 'chargeable' }, covering)).toBeNull()
  expect(visitedContract({ arrivedAt, coverage: 'under_contract' }, null)).toBeNull()
})
