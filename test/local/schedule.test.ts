import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadLetters, ticks } from '#schema/control-plane/tenant.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { keepDeadLetters } from '#worker/jobs/dead-letter.ts'
import { answerRings, runTick } from '#worker/jobs/index.ts'
import type { Ring } from '#worker/platform/env.ts'
import { findNotice } from '#worker/queries/notice.ts'
import { type Ground, startGround } from './notice-ground.ts'

const minute = 60_000
const registered = 10_000
const real = 50
const due = [3, 11, 17, 24, 31, 40, 48]
let ground: Ground
const companies: Tenant[] = []

beforeAll(async () => {
  ground = await startGround({ statistics: true })
  for (let nth = 0; nth < real; nth++) companies.push(await ground.addCompany(`real-${nth}`))
  const db = ground.platform.controlPlane()
  const rows = JSON.stringify(Array.from({ length: registered - real }, (_, nth) => nth))
  await db.$client.execute({
    sql: `insert into tenants (id, slug, name, status, database_name, created_at, next_due_at, has_schedule, swept_at)
          select 'other-' || value, 'other-' || value, 'other', 'active', 'other-' || value, ?1, ?2, value % 2, ?1
          from json_each(?3)`,
    args: [ground.clock.now.getTime(), ground.clock.now.getTime() + 1_000 * minute, rows],
  })
}, 120_000)
afterAll(() => ground.stop())

async function setDue(which: readonly number[]) {
  const db = ground.platform.controlPlane()
  const ids = JSON.stringify(which.map((nth) => companies[nth]!.id))
  const now = ground.clock.now.getTime()
  await db.$client.batch(
    [
      { sql: 'update tenants set swept_at = ?', args: [now] },
      { sql: 'update tenants set next_due_at = ? where id in (select value from json_each(?))', args: [now, ids] },
    ],
    'write',
  )
}

/** A platform that remembers whose databases were opened. */
function watched() {
  const opened: string[] = []
  const openDb = (tenant: Tenant) => {
    opened.push(tenant.id)
    return ground.platform.openDb(tenant)
  }
  return { platform: { ...ground.platform, openDb }, opened }
}

const ringsOf = (ids: readonly string[]) => ({
  messages: ids.map((tenantId) => ({
    ...{ id: tenantId, timestamp: ground.clock.now, attempts: 1, body: { tenantId } as Ring },
    ...{ ack: () => {}, retry: () => {} },
  })),
})

test('a minute costs what is due: of 10,000 companies seven are rung, seven databases opened, and no table is walked through', async () => {
  await setDue(due)
  ground.rung.length = 0
  await Promise.all(
    [...companies.map(({ databaseName }) => databaseName), 'control-plane'].map(ground.statistics.clear),
  )
  const { platform, opened } = watched()

  await runTick(platform, '* * * * *')
  const rung = ground.rung.filter((id) => id !== 'control-plane')
  expect(rung.toSorted()).toEqual(due.map((nth) => companies[nth]!.id).toSorted())
  await answerRings(platform, ringsOf(rung))

  expect(new Set(opened)).toEqual(new Set(rung))
  const asked = await ground.statistics.of('control-plane')
  expect(asked.filter(({ fullscanSteps }) => fullscanSteps > due.length)).toEqual([])
  const rows = asked.reduce((sum, one) => sum + one.rows + one.fullscanSteps, 0)
  expect(rows).toBeLessThan(10 * due.length)
  const others = companies.filter(({ id }) => !rung.includes(id))
  for (const { databaseName } of others) expect(await ground.statistics.of(databaseName)).toEqual([])
  console.log(
    `10,000 companies, ${due.length} due: ${new Set(opened).size} databases opened, ${rows} rows read in the register`,
  )
})

test('a minute in which nothing is due opens no database', async () => {
  await setDue([])
  ground.rung.length = 0
  ground.later(minute)
  const { platform, opened } = watched()
  await runTick(platform, '* * * * *')
  expect([ground.rung, opened]).toEqual([[], []])
})

test('with every hint lost the sweep visits all who have a schedule, at most a hundred at a time', async () => {
  const db = ground.platform.controlPlane()
  await db.$client.execute('update tenants set next_due_at = null, swept_at = null')
  ground.rung.length = 0
  await runTick(ground.platform, '*/15 * * * *')
  expect(ground.rung.length).toBeLessThanOrEqual(200)
  const before = new Set(ground.rung)
  ground.later(15 * minute)
  await runTick(ground.platform, '*/15 * * * *')
  expect(ground.rung.slice(before.size).some((id) => before.has(id))).toBe(false)
})

test('a bell that nobody could answer is kept for the operator, once', async () => {
  const letter = {
    id: 'letter',
    timestamp: ground.clock.now,
    attempts: 4,
    body: { tenantId: 'gone' },
    ack: () => {},
    retry: () => {},
  }
  await keepDeadLetters(ground.platform, { messages: [letter, letter] })
  await keepDeadLetters(ground.platform, { messages: [letter] })
  const db = ground.platform.controlPlane()
  const [rows] = await read(db, [db.select().from(deadLetters)])
  expect(rows).toMatchObject([{ id: 'letter', tenantId: 'gone', attempts: 4, seenAt: null }])
  expect(ground.logs.filter(({ event }) => event === 'doorbell.dead')).not.toEqual([])
})

test('an hour without a tick is told to the operator, once a silence', async () => {
  const db = ground.platform.controlPlane()
  const operator = { ...ground.platform, operatorEmail: 'operator@aftercare.example' }
  await write(db, [db.update(ticks).set({ at: ground.clock.now })])
  const since = ground.clock.now
  ground.later(30 * minute)
  await runTick(operator, '* * * * *')
  ground.sent.length = 0
  ground.later(61 * minute)
  await runTick(operator, '* * * * *')
  await runTick(operator, '* * * * *')
  expect(ground.sent.map(({ to, subject }) => [to, subject])).toEqual([
    ['operator@aftercare.example', 'No scheduled tick for more than an hour'],
  ])
  const key = await ground.platform.vault.mac('notice', `tick silent ${since.getTime() + 30 * minute}`)
  const [[told]] = await read(db, [findNotice(db, key)])
  expect(told).toMatchObject({ state: 'sent', sealed: null })
})
