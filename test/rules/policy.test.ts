import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import {
  type Clause,
  clauseSchema,
  clausesSchema,
  decideEdit,
  decidePublish,
  findTerm,
  type PublishContext,
  slotsOf,
  type VersionState,
  versionInForce,
} from '#rules/policy.ts'
import { instantAt } from '../cases/time.ts'

const { service, staff } = packVersion('TP-HAS', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
const clause = (key: string) => service.find((one) => one.key === key)!
const shanghai = (local: string) => instantAt(local, 'Asia/Shanghai')
const faults = (schema: v.GenericSchema<unknown>, value: unknown) =>
  v.safeParse(schema, value).issues?.map(({ message }) => message) ?? []

describe('a clause', () => {
  const arrive = clause('TX-ARRIVE')
  const [rule] = arrive.rules

  test('the text cannot show what no rule of the clause sets', () => {
    const text = { ...arrive.text, en: `${arrive.text.en} {{sla.ack.minutes}}` }
    expect(faults(clauseSchema, { ...arrive, text })).toEqual(['slots_and_parameters_differ'])
    const unheard = { ...arrive.text, en: `${arrive.text.en} {{sla.unheard.of}}` }
    expect(faults(clauseSchema, { ...arrive, text: unheard })).toEqual(['slots_and_parameters_differ'])
    expect(() => slotsOf('{{sla.unheard.of}}')).toThrow('sla.unheard.of')
  })

  test('a rule cannot set what the text does not show, in either language', () => {
    const text = { ...arrive.text, 'zh-CN': arrive.text['zh-CN'].replace('{{sla.arrival.appointment}}', '…') }
    expect(faults(clauseSchema, { ...arrive, text })).toEqual(['slots_and_parameters_differ'])
  })

  test('a rule holds only what its kind knows, within its bounds', () => {
    const zones = { 'sla.arrival.zones': { urban: 0 } }
    expect(
      faults(clauseSchema, { ...arrive, rules: [{ ...rule, parameters: { ...rule?.parameters, ...zones } }] }),
    ).toEqual(['too_small'])
    expect(faults(clauseSchema, { ...arrive, rules: [{ kind: 'survey', parameters: rule?.parameters }] })).not.toEqual(
      [],
    )
    expect(faults(clauseSchema, { ...arrive, rules: [{ kind: 'wish', parameters: {} }] })).not.toEqual([])
  })

  test('a clause for people alone sets nothing', () => {
    const text = { 'zh-CN': '爱惜客户的设备和环境。', en: 'Take care of the customer’s equipment.' }
    expect(faults(clauseSchema, { ...arrive, text, rules: [{ kind: 'conduct', parameters: {} }] })).toEqual([])
    expect(faults(clauseSchema, { ...arrive, text, rules: [] })).toEqual([])
  })
})

describe('a document', () => {
  test('the same parameter in two clauses is refused', () => {
    const again = { ...clause('TX-ARRIVE'), key: 'TX-ARRIVE-2', number: service.length + 1 }
    expect(faults(clausesSchema, [...service, again])).toEqual(['parameter_twice'])
  })

  test('a key twice, and a number out of its place, are refused', () => {
    const [first, ...rest] = service
    expect(faults(clausesSchema, rest)).toEqual(['numbers_not_in_order'])
    const conduct: Clause = { ...first!, text: first!.title, rules: [] }
    expect(faults(clausesSchema, [conduct, { ...conduct, number: 2 }])).toEqual(['clause_twice'])
  })

  test('what it says about something comes with the clause that says it', () => {
    expect(findTerm(service, 'depot.max_days')).toEqual({ value: 30, clauseKey: 'TX-DEPOT', clauseNumber: 13 })
    expect(findTerm(service, 'sla.same_day')).toBeNull()
  })
})

const version = (change: Partial<VersionState>): VersionState => ({
  number: 1,
  status: 'published',
  effectiveFrom: shanghai('2026-01-01 00:00'),
  ...change,
})

describe('the version in force', () => {
  const first = version({ status: 'superseded' })
  const second = version({ number: 2, effectiveFrom: new Date('2026-03-31T16:00:00Z') })
  const later = version({ number: 3, status: 'draft', effectiveFrom: null })

  test('[E09] is the one in force at the time of the fact, however late it is dealt with', () => {
    const versions = [later, second, first]
    expect(versionInForce(versions, new Date('2026-03-31T15:50:00Z'))).toBe(first)
    expect(versionInForce(versions, new Date('2026-03-31T16:00:00Z'))).toBe(second)
    expect(versionInForce(versions, shanghai('2025-12-31 23:59'))).toBeNull()
  })

  test('of two from the same moment it is the one made last; drafts and withdrawn ones never are', () => {
    const corrected = version({ number: 4, effectiveFrom: second.effectiveFrom })
    expect(versionInForce([second, corrected], shanghai('2026-05-01 09:00'))).toBe(corrected)
    expect(
      versionInForce([version({ status: 'withdrawn' }), version({ status: 'shadow' })], shanghai('2026-05-01 09:00')),
    ).toBeNull()
  })
})

describe('editing and publishing', () => {
  const now = shanghai('2026-02-02 10:00')
  const draft = version({ number: 2, status: 'draft', effectiveFrom: null })
  const context: PublishContext = {
    policy: 'staff',
    clauses: staff,
    timeZone: 'Asia/Shanghai',
    versions: [],
    findings: [],
    accepted: [],
  }
  const publish = (change: Partial<PublishContext> = {}, from = now, one = draft) =>
    decidePublish(one, from, now, { ...context, ...change })

  test('[GR-29] a published version is never edited, nor published again', () => {
    for (const status of ['published', 'superseded'] as const) {
      expect(decideEdit(version({ status }))).toEqual({ allowed: false, reason: 'published_is_immutable' })
      expect(publish({}, now, version({ status }))).toEqual({ allowed: false, reason: 'published_is_immutable' })
    }
    for (const status of ['draft', 'shadow'] as const) expect(decideEdit(version({ status })).allowed).toBe(true)
    expect(decideEdit(version({ status: 'consultation' }))).toEqual({ allowed: false, reason: 'in_consultation' })
    expect(decideEdit(version({ status: 'withdrawn' })).allowed).toBe(false)
  })

  test('a trial ends at a midnight of the company’s own', () => {
    expect(publish()).toMatchObject({
      allowed: true,
      result: { effectiveFrom: now, trialUntil: shanghai('2026-04-03 00:00') },
    })
    expect(publish({ policy: 'service', clauses: service })).toMatchObject({ result: { trialUntil: null } })
  })

  test('nobody is bound before a version is written, and an older one does not come back later', () => {
    expect(publish({}, shanghai('2026-02-02 09:59'))).toMatchObject({ reason: 'effective_in_the_past' })
    expect(publish({ versions: [version({ effectiveFrom: shanghai('2026-03-01 00:00') })] })).toMatchObject({
      reason: 'later_version_scheduled',
    })
    expect(publish({ clauses: [] })).toMatchObject({ reason: 'nothing_to_publish' })
  })

  test('[S1.0-01] a service policy that does not say when it works, answers or solves is not published', () => {
    for (const key of ['TX-HOURS', 'TX-REPLY', 'TX-RESOLVE']) {
      const clauses = service.filter((one) => one.key !== key)
      expect(publish({ policy: 'service', clauses })).toMatchObject({ reason: 'promise_missing' })
    }
  })

  test('a block stops it, a gate needs a name and a reason, a warning a name, and information nothing', () => {
    const on = (id: string, severity: 'block' | 'gate' | 'warn' | 'info') => ({ id, severity, clauseKey: 'TX-VALID' })
    const by = (id: string, reason: string) => ({ id, clauseKey: 'TX-VALID', by: 'm1', reason })
    const accepted = [by('GR-25', 'yes'), by('GR-01', 'asked by e-mail'), by('GR-08', '')]
    expect(publish({ findings: [on('GR-25', 'block')], accepted })).toMatchObject({ reason: 'blocked' })
    expect(publish({ findings: [on('GR-01', 'gate')] })).toMatchObject({ reason: 'approval_missing' })
    expect(publish({ findings: [on('GR-01', 'gate')], accepted: [by('GR-01', ' ')] })).toMatchObject({
      reason: 'approval_missing',
    })
    expect(publish({ findings: [on('GR-08', 'warn')] })).toMatchObject({ reason: 'acknowledgement_missing' })
    expect(
      publish({ findings: [on('GR-23', 'info'), on('GR-01', 'gate'), on('GR-08', 'warn')], accepted }),
    ).toMatchObject({
      allowed: true,
      result: {
        findings: [{ id: 'GR-23' }, { id: 'GR-01', by: 'm1', reason: 'asked by e-mail' }, { id: 'GR-08', by: 'm1' }],
      },
    })
  })

  test('an acceptance counts for the clause that it was given for', () => {
    const findings = [{ id: 'GR-08', severity: 'warn' as const, clauseKey: 'TX-RETURN' }]
    const accepted = [{ id: 'GR-08', clauseKey: 'TX-EXPIRY', by: 'm1', reason: '' }]
    expect(publish({ findings, accepted })).toMatchObject({ reason: 'acknowledgement_missing' })
  })
})
