import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { read, write } from '#tenants/round-trip.ts'
import { db, eachCompany, ground, runAt } from './notice-company.ts'

eachCompany('2026-01-05T02:00:00Z')
beforeEach(async () => {
  await write(db(), [
    db()
      .insert(customers)
      .values({
        ...{
          id: 'customer',
          kind: 'company',
          name: '宁波天泰物业',
          phone: '',
          phoneKey: '',
          createdAt: ground.clock.now,
        },
      }),
    db()
      .insert(contacts)
      .values({
        ...{ id: 'contact', customerId: 'customer', name: '罗芳', phone: '', phoneKey: '', email: 'Luo@example.com' },
        createdAt: ground.clock.now,
      }),
  ])
})

async function addContract(id: string, endsOn: Day, more: Partial<typeof contracts.$inferInsert> = {}) {
  const row = {
    id,
    number: id,
    customerId: 'customer',
    title: '空压机年度保养',
    startsOn: '2025-06-01',
    endsOn,
    covers: [],
  }
  await write(db(), [
    db()
      .insert(contracts)
      .values({ ...row, startsOn: '2025-06-01' as Day, createdAt: ground.clock.now, ...more }),
  ])
}

const ledger = async () => (await read(db(), [db().select().from(notices).orderBy(notices.dueAt)]))[0]

test('[S4.4-28] a month before a contract ends its customer is told, once, in their language, with the clause that asks for it', async () => {
  await addContract('HT-1', '2026-06-01')
  await runAt('2026-03-01T00:00:00Z')
  const before = await ledger()
  expect(before.filter(({ customerId, memberId }) => customerId && !memberId)).toEqual([])

  for (const at of ['2026-04-30T00:59:00Z', '2026-04-30T01:00:00Z', '2026-04-30T01:05:00Z', '2026-05-07T02:00:00Z'])
    await runAt(at)
  const mails = ground.sent.filter(({ to }) => to === 'luo@example.com')
  expect(mails.map(({ subject }) => subject)).toEqual(['您的维护合同“空压机年度保养”将于2026年6月1日到期 · 长青设备'])
  expect(mails[0]!.text).toContain('服务政策第')
  expect(mails[0]!.text).toMatch(/https:\/\/c\w+\.aftercare\.example\/r\/[\w-]{43}/)
  const [told] = (await ledger()).filter(({ recipientId }) => recipientId === 'contact:contact')
  expect(told).toMatchObject({
    state: 'sent',
    kind: 'contract_end',
    lead: '1 month',
    endsOn: '2026-06-01',
    isLate: false,
  })
  expect(told!.sentAt).toEqual(new Date('2026-04-30T01:00:00Z'))
  const [begun] = (await read(db(), [db().select().from(renewals)]))[0]
  expect(begun).toMatchObject({ stage: 'told', subjectId: 'HT-1', endsOn: '2026-06-01' })
})

test('a day that nobody woke up is caught up, and the message says that it is late', async () => {
  await addContract('HT-2', '2026-06-01')
  await runAt('2026-05-12T02:00:00Z')
  expect(ground.sent.filter(({ to }) => to === 'luo@example.com').map(({ text }) => text)).toEqual([
    expect.stringContaining('本应更早发出'),
  ])
})

test('what was cancelled between planning and sending is not announced', async () => {
  await addContract('HT-3', '2026-06-01')
  ground.mail.answer = () => ({ outcome: 'later', reason: 'down' })
  await runAt('2026-04-30T01:00:00Z')
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  await write(db(), [db().update(contracts).set({ status: 'cancelled' }).where(eq(contracts.id, 'HT-3'))])
  await runAt('2026-05-02T02:00:00Z')
  expect(ground.sent.filter(({ to }) => to === 'luo@example.com')).toEqual([])
  expect((await ledger()).map(({ state, because }) => `${state} ${because}`)).toContain('cancelled cancelled')
})

test('an end that moves retires its notice and brings a new one; one that moves back stands again', async () => {
  await write(db(), [
    db()
      .insert(assets)
      .values({
        ...{ id: 'machine', customerId: 'customer', name: 'UPS-10K', commissionedOn: '2025-06-01' },
        createdAt: ground.clock.now,
      }),
  ])
  ground.mail.answer = () => ({ outcome: 'later', reason: 'down' })
  await runAt('2026-04-30T01:00:00Z')
  const moveTo = (commissionedOn: Day) =>
    write(db(), [db().update(assets).set({ commissionedOn, warrantyDecisionId: null }).where(eq(assets.id, 'machine'))])
  await moveTo('2025-06-21')
  await runAt('2026-05-04T02:00:00Z')
  const moved = (await ledger()).filter(({ recipientId }) => recipientId === 'contact:contact')
  expect(moved.map(({ endsOn, state, because }) => [endsOn, state, because])).toEqual([
    ['2026-06-01', 'cancelled', 'moved'],
  ])
  await moveTo('2025-06-01')
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  await runAt('2026-05-13T02:00:00Z')
  expect(ground.sent.filter(({ to }) => to === 'luo@example.com')).toHaveLength(1)
})

test('six ends of one customer on one day are one message; what was cancelled before it left is not in it', async () => {
  for (const nth of [1, 2, 3, 4, 5, 6]) await addContract(`HT-${nth}`, '2026-06-01', { title: `第${nth}台保养` })
  ground.mail.answer = () => ({ outcome: 'later', reason: 'down' })
  await runAt('2026-04-30T01:00:00Z')
  await write(db(), [db().update(contracts).set({ status: 'cancelled' }).where(eq(contracts.id, 'HT-3'))])
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  await runAt('2026-04-30T03:00:00Z')
  const mails = ground.sent.filter(({ to }) => to === 'luo@example.com')
  expect(mails.map(({ subject }) => subject)).toEqual(['5 项即将到期 · 长青设备'])
  expect(mails[0]!.text).toContain('第6台保养')
  expect(mails[0]!.text).not.toContain('第3台保养')
  const states = (await ledger())
    .filter(({ recipientId }) => recipientId === 'contact:contact')
    .map(({ state }) => state)
  expect(states.toSorted()).toEqual(['cancelled', 'digested', 'digested', 'digested', 'digested', 'digested', 'sent'])
})

test('five are five messages', async () => {
  for (const nth of [1, 2, 3, 4, 5]) await addContract(`HT-${nth}`, '2026-06-01')
  await runAt('2026-04-30T01:00:00Z')
  expect(ground.sent.filter(({ to }) => to === 'luo@example.com')).toHaveLength(5)
})
