import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Clause } from '#rules/policy.ts'
import { promiseFor } from '#rules/promise.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { decisionDifferences, recomputations } from '#schema/tenant/recomputation.ts'
import { read, write } from '#tenants/round-trip.ts'
import { clockDecision } from '#worker/queries/clock.ts'
import { writeDecisions } from '#worker/queries/service-request-step.ts'
import { db, eachCompany, ground, runAt } from './notice-company.ts'

eachCompany('2026-03-02T02:00:00Z')

/** Decisions as intake writes them, for so many requests. */
async function decide(requests: number) {
  const [rows] = await read(db(), [db().select().from(clauses).orderBy(asc(clauses.position))])
  const versionId = rows[0]!.versionId
  const document = rows.filter((row) => row.versionId === versionId) as unknown as Clause[]
  const receivedAt = ground.clock.now
  const facts = { clauses: document, versionId, overrides: [], receivedAt, zone: null, onSite: false }
  const promise = promiseFor({ ...facts, urgency: 'normal' as never })
  if (!promise.allowed) throw new Error(promise.reason)
  const clocks = Array.from({ length: requests }, (_, nth) =>
    promise.result.clocks.map((clock) => {
      const id = `${String(nth).padStart(4, '0')}-${clock.kind}`
      return { ...clock, id, decisionId: id, requestId: `request-${nth}`, round: 1, at: receivedAt }
    }),
  ).flat()
  await write(db(), writeDecisions(clocks.map(clockDecision)))
  return clocks.length
}

const nights = async () => (await read(db(), [db().select().from(recomputations)]))[0]
const differences = async () => (await read(db(), [db().select().from(decisionDifferences)]))[0]
const alarms = () => ground.sent.filter(({ subject }) => subject.includes('不一致'))

test('what comes out as it is stored raises nothing; one night is one walk', async () => {
  const count = await decide(2)
  await runAt('2026-03-03T02:00:00Z')
  await runAt('2026-03-03T05:00:00Z')
  expect(await nights()).toMatchObject([{ on: '2026-03-03', checked: count, differing: 0 }])
  expect([await differences(), alarms()]).toEqual([[], []])
})

test('a deadline that its own inputs no longer give is kept, and the owner is told once a night', async () => {
  await decide(2)
  const [stored] = (await read(db(), [db().select().from(decisions).orderBy(asc(decisions.id))]))[0]
  const wrong = { ...stored!.result, dueAt: '2026-03-02T03:00:00.000Z' }
  await write(db(), [db().update(decisions).set({ result: wrong })])
  for (const at of ['2026-03-03T02:00:00Z', '2026-03-03T06:00:00Z']) await runAt(at)
  const found = await differences()
  expect(found.length).toBeGreaterThan(0)
  expect(found.find(({ decisionId }) => decisionId === stored!.id)).toMatchObject({
    computed: stored!.result,
    stored: wrong,
  })
  expect(alarms().map(({ to }) => to)).toEqual(['owner@changqing.example'])
  await runAt('2026-03-04T02:00:00Z')
  expect(alarms()).toHaveLength(2)
  expect(await differences()).toHaveLength(found.length)
})

test('many are looked at so many at a visit, and the next visit goes on', async () => {
  const count = await decide(400)
  await runAt('2026-03-03T02:00:00Z')
  expect((await nights())[0]).toMatchObject({ checked: 600, finishedAt: null })
  for (const at of ['2026-03-03T02:01:00Z', '2026-03-03T02:02:00Z']) await runAt(at)
  expect((await nights())[0]!.checked).toBe(count)
  expect((await nights())[0]!.finishedAt).not.toBeNull()
})
