import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { events } from '#schema/tenant/event.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { read, write } from '#tenants/round-trip.ts'
import { db, eachCompany, ground, runAt } from './notice-company.ts'

eachCompany('2026-01-05T02:00:00Z')

beforeEach(async () => {
  const createdAt = ground.clock.now
  const person = { phone: '', phoneKey: '', createdAt }
  await write(db(), [
    db()
      .insert(customers)
      .values({ id: 'customer', kind: 'company', name: '宁波天泰物业', nameKey: '', ...person }),
    db()
      .insert(contacts)
      .values({ id: 'contact', customerId: 'customer', name: '罗芳', email: 'luo@example.com', ...person }),
    db()
      .insert(contracts)
      .values({
        ...{ id: 'one', number: 'HT-1', customerId: 'customer', title: '年度保养', covers: ['labour'], createdAt },
        ...{ startsOn: '2025-06-01' as Day, endsOn: '2026-05-31' as Day, autoRenew: true, visits: 4, visitsUsed: 3 },
      }),
    db().insert(contractAssets).values({ contractId: 'one', assetId: 'machine' }),
  ])
})

const all = async () => (await read(db(), [db().select().from(contracts)]))[0]
const log = async () =>
  (await read(db(), [db().select().from(events).where(eq(events.subject, 'one'))]))[0].map(({ name, detail }) => ({
    name,
    ...detail,
  }))

test('a contract whose customer was told in time extends itself on the day after its end, once, as long as it was', async () => {
  await runAt('2026-04-30T02:00:00Z')
  await runAt('2026-05-25T02:00:00Z')
  await runAt('2026-05-31T02:00:00Z')
  expect(await all()).toHaveLength(1)
  await runAt('2026-05-31T16:05:00Z')
  await runAt('2026-05-31T16:06:00Z')
  const [before, next, ...others] = (await all()).toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1))
  expect(others).toEqual([])
  expect(before).toMatchObject({ id: 'one', status: 'renewed' })
  expect(next).toMatchObject({
    ...{ number: 'HT-1/2026', startsOn: '2026-06-01', endsOn: '2027-05-31', previousContractId: 'one' },
    ...{ status: 'active', autoRenew: true, visits: 4, visitsUsed: 0 },
  })
  const [named] = await read(db(), [db().select().from(contractAssets).where(eq(contractAssets.contractId, next!.id))])
  expect(named.map(({ assetId }) => assetId)).toEqual(['machine'])
  expect((await log()).map(({ name }) => name)).toEqual(['contract.extended'])
})

test('a contract whose customer could not be told ends, and somebody is asked to talk to them today, with the reason', async () => {
  ground.mail.answer = () => ({ outcome: 'refused', reason: 'unknown address' })
  await runAt('2026-04-30T02:00:00Z')
  await write(db(), [db().update(notices).set({ state: 'failed', sentAt: null })])
  await runAt('2026-06-01T02:00:00Z')
  expect(await all()).toMatchObject([{ id: 'one', status: 'active', autoRenew: false }])
  expect(await log()).toMatchObject([{ name: 'contract.not_extended', because: 'not_told' }])
  const [rows] = await read(db(), [db().select().from(renewals).where(eq(renewals.subjectId, 'one'))])
  expect(rows).toMatchObject([{ endsOn: '2026-05-31', followUpOn: '2026-06-01', closedAt: null }])
})

test('a contract that was cancelled, or that extends itself no more, is left alone', async () => {
  await write(db(), [db().update(contracts).set({ status: 'cancelled', cancelledOn: '2026-03-01' })])
  await runAt('2026-06-01T02:00:00Z')
  expect(await all()).toMatchObject([{ status: 'cancelled' }])
  expect(await log()).toEqual([])
})
