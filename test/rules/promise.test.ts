import { describe, expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import type { Rule } from '#rules/policy-rule.ts'
import {
  appointmentEffect,
  arrivalAllowance,
  calendarOf,
  pauseReasons,
  requiredIntakeFields,
  resolutionAllowance,
  responseAllowance,
  sameDayDuty,
  zonesOf,
} from '#rules/policy-term.ts'
import { type PromiseFacts, promiseFor, recomputed } from '#rules/promise.ts'
import { answer, instantAt } from '../cases/time.ts'

const china = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const service = (id: (typeof packIds)[number]) => packVersion(id, china).service
const shanghai = (local: string) => instantAt(local, 'Asia/Shanghai')

/** The same policy with one parameter changed. */
const saying = <K extends keyof ParameterValues>(clauses: Clause[], key: K, value: ParameterValues[K]): Clause[] =>
  clauses.map((one) => ({
    ...one,
    rules: one.rules.map((rule) =>
      key in rule.parameters ? ({ ...rule, parameters: { ...rule.parameters, [key]: value } } as Rule) : rule,
    ),
  }))

const allDay: [string, string][] = [['08:30', '17:30']]
const office = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: [], sun: [] }
const clauses = saying(service('TP-HAS'), 'calendar.week', office)
const facts = (change: Partial<PromiseFacts> = {}): PromiseFacts => ({
  clauses,
  versionId: 'v1',
  overrides: [],
  receivedAt: shanghai('2026-01-09 16:30'),
  zone: 'urban',
  urgency: 'normal',
  onSite: true,
  ...change,
})
const promise = (change: Partial<PromiseFacts> = {}) => answer(promiseFor(facts(change)))
const clock = (kind: string, change: Partial<PromiseFacts> = {}) =>
  promise(change).clocks.find((one) => one.kind === kind)

describe('what a customer is promised', () => {
  test('[S4.4-26] [S4.4-27] an urban call on Friday at 16:30 has somebody there on Monday at 13:30', () => {
    expect(clock('arrival')).toMatchObject({
      allowance: { unit: 'working_hours', amount: 6 },
      dueAt: shanghai('2026-01-12 13:30'),
      provisional: false,
      clauseKey: 'TX-ARRIVE',
      clauseNumber: 7,
      versionId: 'v1',
    })
    expect(clock('arrival', { zone: 'suburban' })?.dueAt).toEqual(shanghai('2026-01-12 14:30'))
  })

  test('an address in no known zone has the longest time', () => {
    for (const zone of [null, 'moon', 'constructor'])
      expect(clock('arrival', { zone })?.allowance).toEqual({ unit: 'working_hours', amount: 7 })
  })

  test('[S1.3-05] [S3.3-12] the first answer is due in 24 hours, and sooner for the highest priority', () => {
    expect(clock('response')?.dueAt).toEqual(shanghai('2026-01-10 16:30'))
    expect(clock('response', { urgency: 'high', impact: 'all' })?.dueAt).toEqual(shanghai('2026-01-10 04:30'))
  })

  test('[S3.3-13] the time to solve follows the priority', () => {
    expect(clock('resolution')?.allowance).toEqual({ unit: 'working_hours', amount: 45 })
    expect(clock('resolution', { urgency: 'high', impact: 'all' })?.allowance).toEqual({
      unit: 'working_hours',
      amount: 9,
    })
  })

  test('where nobody has to come, no arrival is promised', () => {
    expect(promise({ onSite: false }).clocks.map(({ kind }) => kind)).toEqual(['response', 'resolution'])
    expect(answer(promiseFor(facts({ clauses: service('TP-ITS') }))).clocks.map(({ kind }) => kind)).toEqual([
      'response',
      'resolution',
    ])
  })

  test('[A33] a time agreed with the customer takes the place of the limit, or only shortens it', () => {
    const wish = { receivedAt: shanghai('2026-01-12 10:30'), wishedAt: shanghai('2026-01-13 10:00') }
    expect(clock('arrival', wish)?.dueAt).toEqual(shanghai('2026-01-13 10:00'))
    const earlier = saying(clauses, 'sla.arrival.appointment', 'earlier_of')
    expect(clock('arrival', { ...wish, clauses: earlier })?.dueAt).toEqual(shanghai('2026-01-12 16:30'))
  })

  test('a wish for a time before the call is none', () => {
    expect(clock('arrival', { wishedAt: shanghai('2026-01-09 10:00') })?.dueAt).toEqual(shanghai('2026-01-12 13:30'))
  })

  test('[GR-23] a promise into a year without a published table is provisional', () => {
    expect(clock('arrival', { receivedAt: shanghai('2027-09-30 16:30') })?.provisional).toBe(true)
  })

  test('[A22] the company’s own word on a day beats the document', () => {
    const overrides = [{ day: '2026-01-12', kind: 'off' } as const]
    expect(clock('arrival', { overrides })?.dueAt).toEqual(shanghai('2026-01-13 13:30'))
  })

  test.each(packIds)('%s promises an answer and a solution from its first minute', (id) => {
    const made = answer(promiseFor(facts({ clauses: service(id), zone: null })))
    expect(made.clocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['response', 'resolution']))
    for (const one of made.clocks) expect(one.dueAt.getTime()).toBeGreaterThan(facts().receivedAt.getTime())
  })

  test('what is stored gives the same again, to the step', () => {
    const appointed = { receivedAt: shanghai('2026-01-12 10:30'), wishedAt: shanghai('2026-01-13 10:00') }
    for (const one of [...promise().clocks, ...promise(appointed).clocks]) {
      const again = answer(recomputed(JSON.parse(JSON.stringify(one.inputs))))
      expect({ at: again.at, provisional: again.provisional, steps: again.steps }).toEqual({
        at: one.dueAt,
        provisional: one.provisional,
        steps: one.steps,
      })
    }
  })
})

describe('what the program reads in a policy', () => {
  test('each way of counting hours is an allowance of its own', () => {
    const counted = (mode: ParameterValues['sla.first_reply.mode'], hours = 24) =>
      responseAllowance(saying(saying(clauses, 'sla.first_reply.mode', mode), 'sla.first_reply.hours', hours), 'P3')
        ?.value
    expect(counted('elapsed')).toEqual({ unit: 'elapsed_hours', amount: 24 })
    expect(counted('working', 8)).toEqual({ unit: 'working_hours', amount: 8 })
    expect(counted('business_day', 48)).toEqual({ unit: 'business_day', amount: 2 })
    expect(counted('same_day')).toEqual({ unit: 'same_day' })
  })

  test('a priority that is not named has the time of the slowest', () => {
    expect(resolutionAllowance(clauses, 'P4')?.value).toEqual({ unit: 'working_hours', amount: 45 })
  })

  test('the calendar is the document’s hours and zone with the company’s own days', () => {
    const overrides = [{ day: '2026-01-12', kind: 'off' } as const]
    expect(calendarOf(service('TP-HAS'), overrides)).toMatchObject({
      timeZone: 'Asia/Shanghai',
      holidays: 'cn',
      overrides,
    })
    expect(
      calendarOf(packVersion('TP-INT', { timeZone: 'Europe/Berlin', country: 'DE', currency: 'EUR' }).service, []),
    ).toMatchObject({
      timeZone: 'Europe/Berlin',
      holidays: 'none',
    })
    expect(() => calendarOf([], [])).toThrow('when it works')
  })

  test('zones, intake fields, pauses and appointments come with their clause', () => {
    expect(zonesOf(clauses)).toMatchObject({ value: ['urban', 'suburban'], clauseKey: 'TX-ARRIVE' })
    expect(requiredIntakeFields(clauses)).toMatchObject({
      value: ['name', 'address', 'phone', 'model', 'symptom'],
      clauseKey: 'TX-LOG',
    })
    expect(pauseReasons(clauses)).toMatchObject({ value: ['waiting_customer', 'waiting_parts'], clauseKey: 'TX-PAUSE' })
    expect(appointmentEffect(clauses)).toMatchObject({ value: 'overrides', clauseKey: 'TX-ARRIVE' })
    expect([
      zonesOf([]),
      arrivalAllowance([], 'urban'),
      responseAllowance([], 'P1'),
      resolutionAllowance([], 'P1'),
    ]).toEqual([null, null, null, null])
  })

  test('the same-day duty is there where the policy has it', () => {
    expect(sameDayDuty(service('TP-ITS'))?.value).toEqual({ unit: 'same_day' })
    expect(sameDayDuty(saying(service('TP-ITS'), 'sla.same_day', false))).toBeNull()
    expect(sameDayDuty(clauses)).toBeNull()
  })
})
