import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attempts } from '#schema/attempt.ts'
import { tenants, ticks } from '#schema/control-plane/tenant.ts'
import { notices } from '#schema/notice.ts'
import { idempotencyKeys } from '#schema/tenant/idempotency.ts'
import { photos } from '#schema/tenant/photo.ts'
import { sessions } from '#schema/tenant/session.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { answerRings, runTick, timetable } from '#worker/jobs/index.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import type { Ring } from '#worker/platform/env.ts'
import { writeNotice } from '#worker/queries/notice.ts'
import { type Ground, startGround } from './notice-ground.ts'

const minute = 60_000
const day = 1_440 * minute
let ground: Ground
let tenant: Tenant

beforeAll(async () => {
  ground = await startGround()
  tenant = await ground.addCompany('changqing')
})
afterAll(() => ground.stop())
beforeEach(() => {
  ground.rung.length = 0
  ground.sent.length = 0
})

const ago = (ms: number) => new Date(ground.clock.now.getTime() - ms)
const openDb = () => ground.platform.openDb(tenant)

async function registered() {
  const db = ground.platform.controlPlane()
  const [[row]] = await read(db, [db.select().from(tenants).where(eq(tenants.id, tenant.id))])
  return row!
}

async function plan(key: string, dueAt = ground.clock.now) {
  const db = openDb()
  const data = { number: 12, author: '李工', body: '明天上午到。', token: 'tracking-token-0123456789' }
  const planned = {
    key,
    recipient: 'customer@example.com',
    template: 'request_reply',
    lang: 'zh-CN' as const,
    data,
    dueAt,
  }
  await write(db, [writeNotice(db, { ...planned, subject: 'request', createdAt: ground.clock.now })])
}

/** A batch as the queue gives it, with what became of each message. */
function batchOf(...bodies: unknown[]) {
  const outcomes: string[] = []
  const messages = bodies.map((body, at) => ({
    id: String(at),
    timestamp: ground.clock.now,
    attempts: 1,
    body: body as Ring,
    ack: () => void outcomes.push(`ack ${at}`),
    retry: () => void outcomes.push(`retry ${at}`),
  }))
  return { batch: { messages }, outcomes }
}

test('the timetable and wrangler.toml name the same ticks', () => {
  const toml = readFileSync('wrangler.toml', 'utf8')
  const crons = JSON.parse(/^crons = (\[.*\])$/m.exec(toml)![1]!) as string[]
  expect(crons.sort()).toEqual(Object.keys(timetable).sort())
})

test('a bell rung twice in a batch sends a tenant’s mail once, in the company’s name', async () => {
  await plan('doubled')
  const { batch, outcomes } = batchOf({ tenantId: tenant.id }, { tenantId: tenant.id }, 'nonsense')
  await answerRings(ground.platform, batch)
  expect(outcomes).toEqual(['ack 0', 'ack 1', 'ack 2'])
  expect(ground.sent).toHaveLength(1)
  expect(ground.sent[0]).toMatchObject({ from: { name: '长青设备' }, replyTo: 'hello@changqing.example' })
  expect(ground.sent[0]!.text).toContain('https://changqing.aftercare.example/t/tracking-token-0123456789')
  expect(ground.sent[0]!.subject).toContain('编号 12')
})

test('a failed run is rung again, and what failed is logged without its data', async () => {
  ground.mishap.before = () => {
    throw new TypeError('fetch failed')
  }
  const { batch, outcomes } = batchOf({ tenantId: tenant.id })
  await answerRings(ground.platform, batch)
  ground.mishap.before = () => {}
  expect(outcomes).toEqual(['retry 0'])
  expect(ground.logs.at(-1)).toMatchObject({ level: 'error', event: 'job.failed', tenantId: tenant.id })
})

test('an unknown or suspended tenant’s bell does nothing', async () => {
  const { batch, outcomes } = batchOf({ tenantId: 'nobody' })
  await answerRings(ground.platform, batch)
  expect(outcomes).toEqual(['ack 0'])
})

test('a visit leaves the hint when to come again; at that minute the tick rings, once', async () => {
  const dueAt = new Date(ground.clock.now.getTime() + 30 * minute)
  await plan('in half an hour', dueAt)
  await runTenantJobs(ground.platform, tenant.id)
  expect(await registered()).toMatchObject({ nextDueAt: dueAt, hasSchedule: true })

  await runTick(ground.platform, '* * * * *')
  expect(ground.rung).toEqual([])
  ground.later(31 * minute)
  await runTick(ground.platform, '* * * * *')
  await runTick(ground.platform, '* * * * *')
  expect(ground.rung).toEqual([tenant.id])
  ground.later(6 * minute)
  await runTick(ground.platform, '* * * * *')
  expect(ground.rung).toEqual([tenant.id, tenant.id])

  await runTenantJobs(ground.platform, tenant.id)
  expect(ground.sent).toHaveLength(1)
})

test('a lost hint is healed by the sweep, at most so often', async () => {
  const db = ground.platform.controlPlane()
  await write(db, [db.update(tenants).set({ nextDueAt: null, sweptAt: null, hasSchedule: true })])
  await runTick(ground.platform, '*/15 * * * *')
  await runTick(ground.platform, '*/15 * * * *')
  expect(ground.rung).toEqual([tenant.id])
  ground.later(31 * minute)
  await runTick(ground.platform, '*/15 * * * *')
  expect(ground.rung).toHaveLength(2)
})

test('each tick leaves a heartbeat', async () => {
  await runTick(ground.platform, '* * * * *')
  await runTick(ground.platform, '*/15 * * * *')
  const db = ground.platform.controlPlane()
  const [rows] = await read(db, [db.select().from(ticks)])
  expect(rows.map(({ name }) => name).sort()).toEqual(['control-plane', 'due', 'sweep'])
  for (const { at } of rows) expect(at).toEqual(ground.clock.now)
})

test('what has had its day is deleted; what a request took, what is younger, is kept', async () => {
  const db = openDb()
  const photo = { type: 'image/jpeg' as const, bytes: 1, width: 1, height: 1, createdAt: ago(2 * day) }
  const session = { memberId: 'm', createdAt: ago(day), lastSeenAt: ago(day), provedAt: ago(day), device: 'x' }
  const form = { purpose: 'report', contentHash: 'h', subjectId: 's', answer: {} }
  await write(db, [
    db.insert(photos).values([
      { ...photo, id: 'old', draftId: 'd', key: 'k/old', expiresAt: ago(2 * 60 * minute) },
      { ...photo, id: 'young', draftId: 'd', key: 'k/young', expiresAt: ago(-day) },
      { ...photo, id: 'taken', requestId: 'r', key: 'k/taken', expiresAt: ago(2 * 60 * minute) },
    ]),
    db.insert(sessions).values([
      { ...session, id: 'over', expiresAt: ago(1), endsAt: ago(-day) },
      { ...session, id: 'alive', expiresAt: ago(-minute), endsAt: ago(-day) },
    ]),
    db.insert(idempotencyKeys).values([
      { ...form, key: 'nine days', at: ago(9 * day) },
      { ...form, key: 'seven days', at: ago(7 * day) },
    ]),
    db.insert(attempts).values([
      { key: 'over', count: 1, expiresAt: ago(1) },
      { key: 'running', count: 1, expiresAt: ago(-minute) },
    ]),
  ])
  await runTenantJobs(ground.platform, tenant.id)
  await runTenantJobs(ground.platform, tenant.id)

  const [kept, open, forms, counts] = await read(db, [
    db.select({ id: photos.id }).from(photos),
    db.select({ id: sessions.id }).from(sessions),
    db.select({ id: idempotencyKeys.key }).from(idempotencyKeys),
    db.select({ id: attempts.key }).from(attempts),
  ])
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()
  expect(ids(kept)).toEqual(['taken', 'young'])
  expect(ground.removed).toEqual(['k/old'])
  expect([ids(open), ids(forms), ids(counts)]).toEqual([['alive'], ['seven days'], ['running']])
})

test('with nothing left to do the hint is gone', async () => {
  const db = openDb()
  await write(db, [
    db.delete(notices),
    db.delete(photos),
    db.delete(sessions),
    db.delete(idempotencyKeys),
    db.delete(attempts),
  ])
  await runTenantJobs(ground.platform, tenant.id)
  expect(await registered()).toMatchObject({ nextDueAt: null, hasSchedule: false })
})
