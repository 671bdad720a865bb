import { describe, expect, test } from 'vitest'
import { nextNoticeAt, type PlanInput, type PlannedNotice, plannedNotices } from '#rules/notice-plan.ts'
import { contact, contract, keysOf, planning, recipients, staff, tier } from '../cases/renewal.ts'

const yearEnd = contract('2026-12-31')
const monthBefore = tier(1, 'month')
const onTime = '2026-11-30T02:00:00Z'
const reasons = (input: PlanInput) => plannedNotices(input).skipped.map(({ reason }) => reason)
const only = (input: PlanInput): PlannedNotice => {
  const { planned } = plannedNotices(input)
  expect(planned).toHaveLength(1)
  return planned[0]!
}

test('[S4.4-28] a month before the end of a contract its customer is told, and the notice says why', () => {
  const notice = only(planning(yearEnd, [monthBefore], onTime))
  expect(notice).toMatchObject({
    key: {
      subject: 'contract c1',
      kind: 'contract_end',
      lead: '1 month',
      endsOn: '2026-12-31',
      channel: 'email',
      recipient: 'contact k1',
    },
    address: 'wang@example.com',
    dueAt: new Date('2026-11-30T01:00:00Z'),
    dueOn: '2026-11-30',
    isLate: false,
    content: 'service',
    duty: null,
    why: { clauseKey: 'TX-EXPIRY', clauseNumber: 21, policyVersionId: 'v3', versionNumber: 3, laws: [] },
  })
  expect(notice.why.steps).toEqual([
    { kind: 'ends', on: '2026-12-31' },
    { kind: 'before', before: 1, unit: 'month', on: '2026-11-30' },
    { kind: 'send_at', at: '2026-11-30T01:00:00.000Z' },
  ])
})

test('it is due from its minute on, and not a minute before', () => {
  expect(plannedNotices(planning(yearEnd, [monthBefore], '2026-11-30T00:59:59Z')).planned).toEqual([])
  expect(plannedNotices(planning(yearEnd, [monthBefore], '2026-11-30T01:00:00Z')).planned).toHaveLength(1)
})

test('what will be sent is the same plan with a later horizon, and nothing in it is late', () => {
  const tiers = [tier(3, 'month', 'internal'), monthBefore, tier(7, 'day')]
  const until = new Date('2027-01-01T00:00:00Z')
  const { planned } = plannedNotices(planning(yearEnd, tiers, '2026-09-01T00:00:00Z', { until }))
  expect(planned.map(({ dueOn, isLate }) => [dueOn, isLate])).toEqual([
    ['2026-09-30', false],
    ['2026-11-30', false],
    ['2026-12-24', false],
  ])
})

describe('who is not told, and why', () => {
  test('what ended, was renewed or was cancelled is not announced', () => {
    const after = '2027-01-01T02:00:00Z'
    expect(reasons(planning(yearEnd, [monthBefore], after))).toEqual(['ended'])
    const entered = { ...yearEnd, enteredAt: new Date('2026-12-31T16:00:00Z') }
    expect(reasons(planning(entered, [monthBefore], after))).toEqual(['ended_before_entered'])
    for (const status of ['renewed', 'cancelled'] as const)
      expect(reasons(planning({ ...yearEnd, status }, [monthBefore], onTime))).toEqual([status])
  })

  test('the last day is still covered: a late notice goes out on it, and at midnight no more', () => {
    const quietHours = null
    const last = planning(yearEnd, [monthBefore], '2026-12-31T15:59:59Z', { quietHours })
    expect(only(last)).toMatchObject({ isLate: true })
    expect(reasons({ ...last, now: new Date('2026-12-31T16:00:00Z') })).toEqual(['ended'])
  })

  test('what fell due before the go-live day is shown, skipped, and has a key by which a person may send it', () => {
    const { planned, skipped } = plannedNotices(planning(yearEnd, [monthBefore], onTime, { goLiveOn: '2026-12-01' }))
    expect(planned).toEqual([])
    expect(skipped).toMatchObject([{ reason: 'before_go_live', dueOn: '2026-11-30', key: { recipient: 'contact k1' } }])
    expect(only(planning(yearEnd, [monthBefore], onTime, { goLiveOn: '2026-11-30' })).dueOn).toBe('2026-11-30')
  })

  test('a line that is new in the version begins with its own go-live day, and bars no other line', () => {
    const tiers = [{ ...monthBefore, goLiveOn: '2026-12-01' as const }, tier(2, 'month')]
    const { planned, skipped } = plannedNotices(planning(yearEnd, tiers, onTime))
    expect(planned.map(({ key }) => key.lead)).toEqual(['2 month'])
    expect(skipped).toMatchObject([{ reason: 'before_go_live', key: { lead: '1 month' } }])
  })

  test('[R-MS-1] nobody to tell, no address, an address that bounced', () => {
    const to = (customer: ReturnType<typeof contact>[]) =>
      planning(yearEnd, [monthBefore], onTime, { recipients: recipients({ customer }) })
    expect(reasons(to([]))).toEqual(['no_recipient'])
    expect(reasons(to([contact({ addresses: {} })]))).toEqual(['no_address'])
    expect(reasons(to([contact({ suppressed: ['email', 'sms'] })]))).toEqual(['suppressed'])
    expect(only(to([contact({ suppressed: ['email'] })])).key.channel).toBe('sms')
  })

  test('[R-MS-1] [GR-12] an offer needs consent on its channel and ends with a refusal; facts need neither', () => {
    const offer = tier(1, 'month', 'customer', { content: 'commercial' })
    const to = (change: Parameters<typeof contact>[0], one = offer) =>
      planning(yearEnd, [one], onTime, { recipients: recipients({ customer: [contact(change)] }) })
    expect(reasons(to({}))).toEqual(['no_consent'])
    expect(only(to({ consented: ['email'] })).content).toBe('commercial')
    expect(only(to({ consented: ['sms'] })).key.channel).toBe('sms')
    expect(reasons(to({ consented: ['email', 'sms'], unsubscribed: ['email'] }))).toEqual(['unsubscribed'])
    expect(only(to({ unsubscribed: ['email', 'sms'] }, monthBefore)).content).toBe('service')
  })

  test('a colleague who joined later does not hear of what was due before', () => {
    const late = staff('new', { joinedAt: new Date('2026-12-01T00:00:00Z') })
    const input = planning(yearEnd, [tier(1, 'month', 'internal')], '2026-12-02T02:00:00Z', {
      recipients: recipients({ members: [late] }),
    })
    expect(reasons(input)).toEqual(['before_joined'])
  })
})

describe('who is told inside the company', () => {
  const toldIds = (name: string, change: Parameters<typeof recipients>[0]) => {
    const one = tier(3, 'month', 'internal', { to: { audience: 'internal', name } })
    return plannedNotices(
      planning(yearEnd, [one], '2026-10-01T02:00:00Z', { recipients: recipients(change) }),
    ).planned.map(({ key, why }) => [key.recipient, why.steps.some(({ kind }) => kind === 'instead')])
  }
  const boss = staff('boss', { role: 'owner', position: 'executive', name: '王总' })
  const [li, chen] = [staff('li'), staff('chen')]
  const agent = staff('agent', { role: 'agent', position: null, name: '周 敏' })

  test('[S4.2-37] everybody who holds the position; where one of them looks after the customer, that one alone', () => {
    const members = [boss, li, chen, agent]
    expect(toldIds('sales', { members })).toEqual([
      ['member li', false],
      ['member chen', false],
    ])
    expect(toldIds('sales', { members, ownerId: 'chen' })).toEqual([['member chen', false]])
    expect(toldIds('sales', { members, ownerId: 'agent' })).toHaveLength(2)
  })

  test('a person by name, a role, and a position by the role of a member who has none', () => {
    const members = [boss, li, agent]
    expect(toldIds(' 周 敏', { members })).toEqual([['member agent', false]])
    expect(toldIds('agent', { members })).toEqual([['member agent', false]])
    expect(toldIds('clerk', { members })).toEqual([['member agent', false]])
  })

  test('nobody holds the position: the owners are told, and the notice says so', () => {
    expect(toldIds('customer success', { members: [boss, li] })).toEqual([['member boss', true]])
    const other = staff('other', { role: 'agent', position: 'service_agent' })
    expect(toldIds('clerk', { members: [boss, other] })).toEqual([['member boss', true]])
  })

  test('a line for the group goes to its robot, and to the people where there is none', () => {
    const one = tier(3, 'month', 'internal', { channels: ['staff', 'email'] })
    const robot = contact({ id: 'channel r1', addresses: { staff: 'r1' } })
    const to = (robots: (typeof robot)[]) =>
      only(planning(yearEnd, [one], '2026-10-01T02:00:00Z', { recipients: recipients({ robots }) })).key
    expect(to([robot])).toMatchObject({ recipient: 'channel r1', channel: 'staff' })
    expect(to([])).toMatchObject({ recipient: 'member li', channel: 'email' })
  })
})

test('what a line tells inside the company sells nothing and needs no consent', () => {
  const offer = tier(1, 'month', 'internal', { content: 'commercial' })
  expect(only(planning(yearEnd, [offer], onTime)).content).toBe('service')
})

test('what is due at this very minute is not what comes next', () => {
  const at = (now: string) => nextNoticeAt(planning(yearEnd, [monthBefore, tier(7, 'day')], now))
  expect(at('2026-11-30T00:59:59Z')).toEqual(new Date('2026-11-30T01:00:00Z'))
  expect(at('2026-11-30T01:00:00Z')).toEqual(new Date('2026-12-24T01:00:00Z'))
  expect(at('2026-12-24T01:00:00Z')).toBeNull()
})

test('of two lines that make the same message, the earlier one says when it comes next', () => {
  const [late, early] = [{ sendTime: '09:00' }, { sendTime: '08:30', content: 'commercial' as const }]
  const lines = [tier(1, 'month', 'internal', late), tier(1, 'month', 'internal', early)]
  const next = nextNoticeAt(planning(yearEnd, lines, '2026-11-29T00:00:00Z'))
  expect(next).toEqual(new Date('2026-11-30T00:30:00Z'))
  expect(nextNoticeAt(planning(yearEnd, lines, '2026-11-30T00:30:00Z'))).toBeNull()
})

describe('the hour', () => {
  test('[R-MS-7] quiet hours are kept when planned and when caught up, and may use up the time that was left', () => {
    const evening = tier(1, 'month', 'customer', { sendTime: '22:30' })
    const notice = only(planning(yearEnd, [evening], onTime))
    expect(notice.dueAt).toEqual(new Date('2026-11-30T00:00:00Z'))
    expect(notice.why.steps).toContainEqual({ kind: 'quiet', asked: '22:30', time: '08:00' })
    expect(only(planning(yearEnd, [monthBefore], '2026-12-01T15:00:00Z')).sendAt).toEqual(
      new Date('2026-12-02T00:00:00Z'),
    )
    expect(reasons(planning(yearEnd, [monthBefore], '2026-12-31T14:00:00Z'))).toEqual(['no_time_left'])
  })

  test('a shift to the next working day never leaves the covered days', () => {
    const dayBefore = tier(1, 'day', 'customer', { shift: 'next' })
    expect(only(planning(contract('2026-10-02'), [dayBefore], '2026-10-02T02:00:00Z')).dueOn).toBe('2026-09-30')
  })

  test('a day in a year without a published table is provisional (GR-23)', () => {
    const shifted = tier(1, 'day', 'customer', { shift: 'next' })
    const input = planning(contract('2027-02-07'), [shifted], '2027-01-01T00:00Z', { until: new Date('2027-03-01') })
    expect(only(input)).toMatchObject({ provisional: true })
  })
})

describe('two lines for one message', () => {
  test('two lines with the same lead for one reader are one message, and facts come before offers', () => {
    const offer = tier(1, 'month', 'customer', { content: 'commercial' })
    const to = recipients({ customer: [contact({ consented: ['email'] })] })
    expect(only(planning(yearEnd, [offer, monthBefore], onTime, { recipients: to })).content).toBe('service')
  })

  test('a line that cannot reach somebody does not stand in the way of one that can', () => {
    const bySms = tier(1, 'month', 'customer', { channels: ['sms'] })
    const to = recipients({ customer: [contact({ suppressed: ['sms'] })] })
    expect(only(planning(yearEnd, [bySms, monthBefore], onTime, { recipients: to })).key.channel).toBe('email')
  })

  test('whoever was told by mail is not told again by SMS when the mail address is gone', () => {
    const existingKeys = new Set(keysOf(plannedNotices(planning(yearEnd, [monthBefore], onTime))))
    const to = recipients({ customer: [contact({ addresses: { sms: '+8613800000000' } })] })
    expect(plannedNotices(planning(yearEnd, [monthBefore], onTime, { recipients: to, existingKeys })).planned).toEqual(
      [],
    )
  })

  test('a line for warranties says nothing of contracts', () => {
    const tiers = [tier(1, 'month', 'customer', { of: 'warranty' }), tier(7, 'day', 'customer', { of: 'contract' })]
    const at = (kind: 'warranty' | 'contract') =>
      plannedNotices(planning({ ...yearEnd, kind }, tiers, '2026-12-30T02:00:00Z')).planned.map(({ key }) => [
        key.kind,
        key.lead,
      ])
    expect(at('warranty')).toEqual([['warranty_end', '1 month']])
    expect(at('contract')).toEqual([['contract_end', '7 day']])
  })
})
