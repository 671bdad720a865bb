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
    ...{ component: null, fault: null, cause: null, causeKnownAt: null },
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

const typed = { cause: 'material', otherCause: '', component: '', sameFault: '', fault: '' }
const nothing = { components: [], faults: [] }

test('a fault is one that the machine had before, or a new one in its finder’s words; without a cause it says nothing', () => {
  const known = { components: [], faults: ['漏 水', null] }
  const found = (changes: Partial<typeof typed>) => decideCause({ ...typed, ...changes }, clauses, known)
  expect(found({ sameFault: '漏、水' })).toMatchObject({ result: { fault: '漏、水' } })
  expect(found({ sameFault: '漏油' })).toMatchObject({ reason: 'unknown_fault' })
  expect(found({ fault: '漏油' })).toMatchObject({ result: { fault: '漏油' } })
  expect(found({ sameFault: '漏 水', fault: '漏油' })).toMatchObject({ result: { fault: '漏 水' } })
  expect(found({ cause: '', fault: '漏油' })).toMatchObject({ reason: 'cause_missing' })
})

test('[R-SB-2] the same fault after a request that put it right is free, whatever became of the term; another one is not', () => {
  const saying = policySaying({ 'repair.repeat_window_days': 30 })
  const facts = (on: Day) =>
    machine({ days: { delivery: '2020-01-01' }, fixes: [{ on, component: null, fault: '漏水' }] })
  const outcome = (fault: string, on: Day) => {
    const request = { ...question().request, fault, cause: 'material', causeKnownAt: new Date('2026-01-13T00:00:00Z') }
    return decideCoverage(
      question({ clauses: saying, request, machine: { ...question().machine!, facts: facts(on) } }),
    )!.verdict
  }
  expect(outcome(' 漏水。', '2026-01-02')).toMatchObject({
    outcome: 'free_under_warranty',
    warranty: { basis: 'repair' },
  })
  expect(outcome('异响', '2026-01-02').outcome).toBe('chargeable')
  expect(outcome('漏水', '2025-12-12').outcome).toBe('chargeable')
  expect(outcome('漏水', '2026-01-13').outcome).toBe('chargeable')
})

test('a request that put a fault right says as much of it as a stay in the depot that ended that day', () => {
  const fact = fc.record({
    on: days,
    component: fc.constantFrom(null, 'pump'),
    fault: fc.constantFrom(null, '漏水', '异响'),
  })
  fc.assert(
    fc.property(fact, days, ({ on, component, fault }, reportedOn) => {
      const verdictOf = (history: Partial<ReturnType<typeof machine>>) => {
        const facts = machine({ days: { delivery: '2024-06-01' }, ...history })
        const receivedAt = new Date(`${reportedOn}T04:00:00Z`)
        const said = { component: 'pump', fault: '漏水', cause: 'material', causeKnownAt: receivedAt }
        const plain = policySaying({ 'warranty.repair_time_extends': false, 'repair.repeat_window_days': 30 })
        const request = { ...question().request, ...said, receivedAt }
        return decideCoverage(question({ clauses: plain, request, machine: { ...question().machine!, facts } }))!
          .verdict
      }
      const stay = { from: on, until: on, component, fault }
      expect(verdictOf({ fixes: [{ on, component, fault }] })).toEqual(verdictOf({ repairs: [stay] }))
    }),
  )
})

test('a cause on both lists is offered as a covered one', () => {
  const both = policySaying({ 'warranty.causes': ['material'], 'warranty.excluded': ['misuse'] })
  expect(causesOf(both)).toEqual({ covered: ['material'], excluded: ['misuse'] })
  expect(decideCause(typed, both, nothing)).toMatchObject({
    ...{ allowed: true, result: { cause: 'material', component: null, fault: null } },
  })
  expect(decideCause({ ...typed, cause: 'none' }, both, nothing)).toMatchObject({ result: { cause: null } })
  expect(decideCause({ ...typed, cause: 'wear' }, both, nothing)).toMatchObject({ reason: 'unknown_cause' })
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
