import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { policyVersions } from '#schema/tenant/policy.ts'
import { policyAcknowledgements } from '#schema/tenant/policy-acknowledgement.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { wordsOn } from './page-form.ts'

/** A company whose staff policy is published, from `from` on. */
async function desk({ from = new Date('2026-01-05T00:00:00+08:00'), asks = true } = {}) {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const columns = { status: 'published' as const, effectiveFrom: from, publishedAt: from }
  await write(acme.db, [acme.db.update(policyVersions).set(columns).where(eq(policyVersions.policy, 'staff'))])
  if (!asks)
    await acme.db.$client.execute(
      `update clauses set rules = replace(rules, '"policy.ack_required":true', '"policy.ack_required":false')`,
    )
  const as = async (role: 'owner' | 'admin' | 'agent' | 'engineer', lang = 'en') =>
    `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  const open = async (path: string, role: 'owner' | 'admin' | 'agent' | 'engineer' = 'agent', lang = 'en') =>
    wordsOn(await (await product.get(acme.host, path, await as(role, lang))).text())
  const confirm = async (role: 'owner' | 'admin' | 'agent' = 'agent', number = 1) => {
    const { status } = await product.post(
      acme.host,
      consolePaths.policyAcknowledgements('staff', number),
      {},
      await as(role),
    )
    return status
  }
  return { product, acme, open, confirm, as }
}

const banner = 'Please read version 1 of the staff policy and confirm'

test('[GR-02] [S1.5-03] a published staff policy asks each member, on every page, until they confirm it', async () => {
  const { acme, open, confirm, product, as } = await desk()
  for (const path of [consolePaths.requests(), consolePaths.calendar()]) expect(await open(path)).toContain(banner)
  expect(await open(consolePaths.requests(), 'agent', 'zh-CN')).toContain('请阅读员工制度第 1 版')
  const own = await open(consolePaths.policyVersion('staff', 1))
  expect(own).not.toContain(banner)
  expect(own).toContain('I have read version 1')
  const cookie = await as('agent')
  product.calls.length = 0
  await product.get(acme.host, consolePaths.requests(), cookie)
  expect(product.calls).toHaveLength(2)
  expect([await confirm(), await confirm()]).toEqual([303, 303])
  expect(await open(consolePaths.requests())).not.toContain(banner)
  expect(await open(consolePaths.requests(), 'engineer')).toContain(banner)
  expect(await open(consolePaths.policyVersion('staff', 1))).toContain('You confirmed having read this version')
  const rows = await acme.db.select().from(policyAcknowledgements)
  expect(rows).toMatchObject([{ memberId: acme.memberOf('agent').id, at: new Date('2026-01-12T09:00:00+08:00') }])
  const log = await acme.db.select().from(events).where(eq(events.name, 'policy.acknowledged'))
  expect(log).toHaveLength(1)
})

test('who has confirmed and who has not is a list for those who answer for the policy, with the dates', async () => {
  const { acme, open, confirm } = await desk()
  await confirm()
  await acme.db.$client.execute(`update members set disabled_at = 1 where id = '${acme.memberOf('engineer').id}'`)
  const list = await open(consolePaths.policyAcknowledgements('staff', 1), 'admin')
  expect(list).toContain('1 of 5 have confirmed.')
  expect(list).toContain('No penalty can be recorded under this version')
  expect(list).toMatch(/acme supervisor ?Supervisor ?Not yet/)
  expect(list).toMatch(/acme agent.{0,30}12 Jan 2026, 09:00/)
  expect(list).not.toContain('acme engineer')
})

test('what takes effect later is asked for already; what was replaced, the service policy and a draft are not', async () => {
  const { acme, open, confirm } = await desk({ from: new Date('2026-02-01T00:00:00+08:00') })
  expect(await open(consolePaths.requests())).toContain(banner)
  expect(await confirm()).toBe(303)
  const [version] = await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'staff'))
  const next = {
    ...version!,
    id: 'next',
    number: 2,
    basedOn: version!.id,
    effectiveFrom: new Date('2026-01-11T00:00:00Z'),
  }
  await write(acme.db, [
    acme.db
      .update(policyVersions)
      .set({ effectiveFrom: new Date('2026-01-01T00:00:00Z') })
      .where(eq(policyVersions.id, version!.id)),
    acme.db.insert(policyVersions).values(next),
  ])
  await acme.db.$client.execute(
    `insert into clauses select id || '-2', 'next', position, key, chapter, number, title, text, rules from clauses where version_id = '${version!.id}'`,
  )
  expect(await open(consolePaths.requests())).toContain('Please read version 2 of the staff policy')
  expect(await open(consolePaths.requests(), 'engineer')).not.toContain('Please read version 1')
  expect(await confirm('admin', 1)).toBe(409)
})

test('a policy that is posted for everybody, by its own clause, asks nobody one by one', async () => {
  const { open, confirm } = await desk({ asks: false })
  expect(await open(consolePaths.requests())).not.toContain(banner)
  expect(await open(consolePaths.policyVersion('staff', 1))).not.toContain('I have read version 1')
  expect(await confirm()).toBe(404)
})
