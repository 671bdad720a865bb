import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { consents } from '#schema/tenant/consent.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { identity } from '#schema/tenant/identity.ts'
import { read, write } from '#tenants/round-trip.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { startMailSink } from '#worker/local/mail-sink.ts'
import { openMailStore } from '#worker/local/mail-store.ts'
import { loadUnsubscription, unsubscribe } from '#worker/operations/suppression.ts'
import { smtpMail } from '#worker/platform/mail.ts'
import { db, eachCompany, ground, runAt, tenant } from './notice-company.ts'

eachCompany('2026-01-05T02:00:00Z')

const person = async (id: string, email: string) => {
  const { now } = ground.clock
  const nobody = { phone: '', phoneKey: '', createdAt: now }
  await write(db(), [
    db()
      .insert(customers)
      .values({ id: `of-${id}`, kind: 'company', name: `公司 ${id}`, ...nobody }),
    db()
      .insert(contacts)
      .values({ id, customerId: `of-${id}`, name: '罗芳', email, ...nobody }),
  ])
}
const contract = (id: string, customerId: string, endsOn: Day) =>
  db()
    .insert(contracts)
    .values({
      ...{ id, number: id, customerId, title: '空压机年度保养', startsOn: '2025-06-01' as Day, endsOn, covers: [] },
      createdAt: ground.clock.now,
    })
const ledger = async () => (await read(db(), [db().select().from(notices)]))[0]
const named = (nth: number) => `HT-${String(nth).padStart(4, '0')}`

test('of 250 contracts that end on one day, each is told of once, whatever a stretch holds', async () => {
  await person('luo', 'luo@example.com')
  const all = Array.from({ length: 250 }, (_, nth) => contract(named(nth), 'of-luo', '2026-06-01'))
  for (let at = 0; at < all.length; at += 100) await write(db(), all.slice(at, at + 100))
  await runAt('2026-05-01T02:00:00Z')
  await runAt('2026-05-02T02:00:00Z')
  const told = (await ledger()).filter(({ recipientId, kind }) => recipientId === 'contact:luo' && kind !== 'digest')
  const contractsTold = told.filter(({ kind, lead }) => kind === 'contract_end' && lead === '1 month')
  expect(contractsTold).toHaveLength(250)
  expect(new Set(contractsTold.map(({ subject }) => subject)).size).toBe(250)
  expect(new Set(told.map(({ key }) => key)).size).toBe(told.length)
  const mails = ground.sent.filter(({ to }) => to === 'luo@example.com')
  expect(mails.length).toBeGreaterThan(0)
  expect(mails.length).toBeLessThan(10)
})

test('restored in place, whoever still knows the database as it was sends nothing; then a person is asked', async () => {
  await person('luo', 'luo@example.com')
  await write(db(), [contract('HT-1', 'of-luo', '2026-06-01')])
  ground.mail.answer = () => ({ outcome: 'later', reason: 'busy' })
  await runAt('2026-04-30T02:00:00Z')
  const mine = async () => (await ledger()).find(({ recipientId }) => recipientId === 'contact:luo')
  expect(await mine()).toMatchObject({ state: 'planned', generation: 1, attempt: 1 })
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  ground.sent.length = 0
  await write(db(), [db().update(identity).set({ generation: 2 })])
  await runAt('2026-04-30T03:00:00Z')
  await runAt('2026-04-30T04:00:00Z')
  expect(ground.sent).toEqual([])
  expect(await mine()).toMatchObject({ state: 'planned', attempt: 1 })
  Object.assign(tenant, { generation: 2, restoredAtMs: ground.clock.now.getTime() })
  await runAt('2026-04-30T05:00:00Z')
  expect(ground.sent.filter(({ to }) => to === 'luo@example.com')).toEqual([])
  expect(await mine()).toMatchObject({ state: 'unknown' })
})

/** The policy tells customers a month before, and sells. */
async function selling() {
  const { rows } = await db().$client.execute("select id, rules from clauses where rules like '%renewal.tiers%'")
  for (const { id, rules } of rows) {
    const known = JSON.parse(String(rules)) as { parameters: Record<string, unknown> }[]
    for (const { parameters } of known)
      if ('renewal.tiers' in parameters)
        parameters['renewal.tiers'] = [{ audience: 'customer', before: 1, unit: 'month', kind: 'commercial' }]
    await db().$client.execute({ sql: 'update clauses set rules = ? where id = ?', args: [JSON.stringify(known), id!] })
  }
}

test('an offer reaches whoever agreed, marked as one, with a way out that works; nobody else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aftercare-offer-'))
  const store = openMailStore(folder)
  const sink = await startMailSink(store, () => {})
  const own = ground.platform.mail
  ground.platform.mail = smtpMail({
    ...{ host: '127.0.0.1', port: sink.port, security: 'none', timeoutMs: 1_000 },
    ...{ from: 'service@aftercare.example', domain: 'aftercare.example' },
  })
  try {
    await selling()
    for (const [id, email] of [
      ['agreed', 'agreed@example.com'],
      ['silent', 'silent@example.com'],
    ] as const)
      await person(id, email)
    await write(db(), [
      contract('HT-1', 'of-agreed', '2026-06-01'),
      contract('HT-2', 'of-silent', '2026-06-01'),
      db()
        .insert(consents)
        .values({
          ...{ id: 'k1', channel: 'email', address: 'agreed@example.com', customerId: 'of-agreed', by: 'm' },
          ...{ grantedAt: ground.clock.now, source: 'form' },
        }),
    ])
    await runAt('2026-04-30T02:00:00Z')
    const mails = (await store.list()).filter(({ to }) => !to.includes('owner@changqing.example'))
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [['agreed@example.com'], '广告：您的维护合同“空压机年度保养”将于2026年6月1日到期 · 长青设备'],
    ])
    const mail = (await store.find(mails[0]!.id))!
    const header = (name: string) => mail.headers.find((one) => one.name === name)?.value ?? ''
    const ticket = /<https:\/\/c\w+\.aftercare\.example\/unsubscribe\/([\w.-]+)>/.exec(header('list-unsubscribe'))![1]!
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(mail.text).toContain(`/unsubscribe/${ticket}`)
    expect(mail.html).toContain(`/unsubscribe/${ticket}`)
    const silent = (await ledger()).filter(({ recipientId }) => recipientId === 'contact:silent')
    expect(silent.map(({ state, because }) => [state, because])).toEqual([['skipped', 'no_consent']])

    const scope = { tenant, db: db(), now: ground.clock.now, vault: ground.platform.vault }
    await unsubscribe(scope, (await loadUnsubscription(scope, ticket))!)
    await write(db(), [contract('HT-3', 'of-agreed', '2026-06-15')])
    await runAt('2026-05-15T02:00:00Z')
    await runTenantJobs(ground.platform, tenant.id)
    const after = (await ledger()).find(
      ({ subject, recipientId }) => subject === 'HT-3' && recipientId === 'contact:agreed',
    )
    expect([after?.state, after?.because]).toEqual(['skipped', expect.stringMatching(/unsubscribed|no_consent/)])
    expect((await store.list()).filter(({ to }) => to.includes('agreed@example.com'))).toHaveLength(1)
  } finally {
    ground.platform.mail = own
    await sink.close()
    await rm(folder, { recursive: true })
  }
})
