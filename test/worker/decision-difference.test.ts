import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { decisionDifferences } from '#schema/tenant/recomputation.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { auditWords } from '#web/words/audit.ts'
import { decisionDifferenceWords } from '#web/words/decision-difference.ts'
import { writeDifference } from '#worker/queries/recomputation.ts'
import { startProduct } from '../harness.ts'

const t = decisionDifferenceWords.en

async function nightOf(count: number) {
  const product = await startProduct()
  const acme = await product.company('acme')
  const { db } = acme
  const { now } = product.clock
  const rows = Array.from({ length: count }, (_, nth) => ({
    ...{ id: `d${nth}`, subject: 'r1', kind: 'arrival_window', clauseKey: 'c', clauseNumber: nth + 1, at: now },
    ...{ policyVersionId: 'v', inputs: {}, result: {}, steps: [] },
  }))
  const found = { subject: 'r1', stored: {}, computed: { dueAt: 'x' }, foundAt: now }
  await write(db, [
    db.insert(decisions).values(rows),
    ...rows.map(({ id }) => writeDifference(db, { ...found, decisionId: id })),
  ])
  const as = async (role: Role) => {
    const cookie = `${await acme.cookieOf(role)}; __Host-lang=en`
    const page = async () => (await product.get(acme.host, consolePaths.audit(), cookie)).text()
    const post = (fields: Record<string, string>) =>
      product.post(acme.host, consolePaths.differencesSeen(), fields, cookie)
    return { page, post }
  }
  const unseen = async () =>
    (await db.$client.execute('select decision_id from decision_differences where seen_at is null')).rows.length
  return { product, acme, db, found, as, unseen }
}

test('an administrator notes one as checked, or all that stand there; the log keeps who did', async () => {
  const { as, unseen, acme } = await nightOf(3)
  const { page, post } = await as('admin')
  expect(await page()).toContain(t.allSeen(3))
  expect((await post({ shown: 'd0,d1,d2', decisionId: 'd1' })).status).toBe(303)
  expect(await unseen()).toBe(2)
  expect(await page()).not.toContain(t.line('When somebody comes', 2))
  await post({ shown: 'd0,d2' })
  expect(await unseen()).toBe(0)
  expect(await page()).not.toContain(t.title)
  expect(await page()).toContain(auditWords.en.events['policy.differences_seen'])
  const { rows } = await acme.db.$client.execute("select actor from events where name = 'policy.differences_seen'")
  expect(rows.map(({ actor }) => actor)).toEqual(Array(2).fill(acme.memberOf('admin').id))
})

test('what was found after the page was opened stays, and twenty at a time are noted', async () => {
  const { as, unseen } = await nightOf(25)
  const { page, post } = await as('owner')
  const shown = /name="shown" value="([^"]+)"/.exec(await page())![1]!
  expect(shown.split(',')).toHaveLength(20)
  await post({ shown })
  expect(await unseen()).toBe(5)
})

test('whoever may only read the log sees them and has no button', async () => {
  const { as, unseen } = await nightOf(1)
  const { page, post } = await as('supervisor')
  expect(await page()).toContain(t.title)
  expect(await page()).not.toContain(t.seen)
  expect((await post({ shown: 'd0' })).status).toBe(403)
  expect(await unseen()).toBe(1)
})

test('found again on another night it stays checked, unless it comes out otherwise again', async () => {
  const { as, unseen, db, found } = await nightOf(1)
  await (await as('owner')).post({ shown: 'd0' })
  await write(db, [writeDifference(db, { ...found, decisionId: 'd0' })])
  expect(await unseen()).toBe(0)
  await write(db, [writeDifference(db, { ...found, decisionId: 'd0', computed: { dueAt: 'y' } })])
  expect(await unseen()).toBe(1)
  expect(await db.select().from(decisionDifferences)).toMatchObject([{ seenBy: null }])
})
