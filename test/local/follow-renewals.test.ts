import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { events } from '#schema/tenant/event.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { read, write } from '#tenants/round-trip.ts'
import { db, eachCompany, ground, runAt } from './notice-company.ts'

eachCompany('2026-03-02T02:00:00Z')
beforeEach(async () => {
  const at = { createdAt: ground.clock.now }
  await write(db(), [
    db()
      .insert(customers)
      .values({ id: 'customer', name: '宁波天泰物业', phone: '', phoneKey: '', ...at }),
    db()
      .insert(contracts)
      .values({
        ...{ id: 'contract', number: 'HT-1', customerId: 'customer', title: '空压机年度保养', covers: [] },
        ...{ startsOn: '2025-06-01', endsOn: '2026-05-31', ...at },
      }),
    db()
      .insert(renewals)
      .values({
        ...{ id: 'renewal', subjectKind: 'contract', subjectId: 'contract', customerId: 'customer', ...at },
        ...{ endsOn: '2026-05-31', ownerId: 'owner', followUpOn: '2026-03-10', linkHash: 'link' },
      }),
  ])
})

const reminders = () => ground.sent.filter(({ subject }) => subject.includes('跟进'))
const renewal = async () => (await read(db(), [db().select().from(renewals)]))[0][0]!
const set = (columns: Partial<typeof renewals.$inferInsert>) =>
  write(db(), [db().update(renewals).set(columns).where(eq(renewals.id, 'renewal'))])

test('on the day it is to be followed up its owner is reminded at the hour of the notices, once', async () => {
  await runAt('2026-03-10T00:30:00Z')
  expect(reminders()).toEqual([])
  for (const at of ['2026-03-10T01:00:00Z', '2026-03-10T01:05:00Z', '2026-03-11T01:00:00Z']) await runAt(at)
  expect(reminders().map(({ to, subject }) => [to, subject])).toEqual([
    ['owner@changqing.example', '今天跟进：宁波天泰物业的“空压机年度保养”续约'],
  ])
})

test('a follow-up that was moved, given away or settled before its mail left is not told', async () => {
  const changes = [{ followUpOn: '2026-03-20' as Day }, { ownerId: 'somebody' }, { stage: 'lost' as const }]
  for (const change of changes) {
    await set({ followUpOn: '2026-03-10', ownerId: 'owner', stage: 'told' })
    ground.mail.answer = () => ({ outcome: 'later', reason: 'down' })
    await runAt('2026-03-10T01:00:00Z')
    await set(change)
    ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
    await runAt('2026-03-10T05:00:00Z')
    expect(reminders()).toEqual([])
    const [[row]] = await read(db(), [db().select().from(notices).where(eq(notices.kind, 'follow_up'))])
    expect(row).toMatchObject({ state: 'cancelled', because: 'no_longer_asked' })
  }
})

test('a month after the end, what nobody said anything of has lapsed', async () => {
  await runAt('2026-06-30T02:00:00Z')
  expect(await renewal()).toMatchObject({ stage: 'told' })
  await runAt('2026-07-01T02:00:00Z')
  expect(await renewal()).toMatchObject({ stage: 'lost', lostBecause: 'lapsed', followUpOn: null })
  const [told] = await read(db(), [db().select().from(events).where(eq(events.subject, 'renewal'))])
  expect(told).toMatchObject([{ name: 'renewal.lost', actor: 'system', detail: { because: 'lapsed' } }])
})
