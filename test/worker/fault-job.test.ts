import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempts } from '#schema/attempt.ts'
import { tenants, ticks } from '#schema/control-plane/tenant.ts'
import { notices } from '#schema/notice.ts'
import { events } from '#schema/tenant/event.ts'
import { idempotencyKeys } from '#schema/tenant/idempotency.ts'
import { photos } from '#schema/tenant/photo.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { links, sessions } from '#schema/tenant/session.ts'
import { write } from '#tenants/round-trip.ts'
import type { Database } from '#tenants/scope.ts'
import { writeNotice } from '#worker/queries/notice.ts'
import { breakEveryCallOf, type Ground, type Job, ringBell, tick } from '../faults/job.ts'
import { longest } from '../faults/proof.ts'
import { morning } from '../faults/stage.ts'
import { receive } from '../fixtures.ts'

const day = 86_400_000
const ago = (ms: number) => new Date(morning.getTime() - ms)
const ids = ['first', 'second']

const dueNotice = (db: Database, key: string) =>
  writeNotice(db, {
    ...{ key, recipient: `${key}@customer.example`, template: 'request_reply', lang: 'zh-CN', subject: 'request' },
    data: { number: 12, author: '李工', body: '明天上午到。', token: 'tracking-token-0123456789' },
    createdAt: ago(1_000),
  })

/** Sent once, or left to a person because it may have been: never twice, never forgotten. */
async function wrongNotices({ product }: Ground, db: Database, keys: readonly string[]): Promise<string[]> {
  const rows = await db.select().from(notices)
  const wrong = keys.flatMap((key) => {
    const mails = product.sent.filter((mail) => mail.key === key).length
    const state = rows.find((row) => row.key === key)?.state
    const isRight = state === 'sent' ? mails === 1 : state === 'unknown' && mails <= 1
    return isRight ? [] : [`notice ${key} is ${state}, in ${mails} mails`]
  })
  return rows.length === keys.length ? wrong : [...wrong, `${rows.length} notices`]
}

const tenantJobs: Job = {
  name: 'the jobs of a tenant',
  async prepare(ground) {
    const { product, company } = ground
    const { db, tenant, memberOf } = company
    const { id } = await receive(product, company)
    const resolved = { status: 'resolved' as const, open: false, resolvedAt: ago(9 * day), unansweredSince: null }
    const key = `${tenant.id}/old-picture`
    await product.platform.files.put(key, new Uint8Array([1]), 'image/jpeg')
    const times = { createdAt: ago(40 * day), lastSeenAt: ago(40 * day), provedAt: ago(40 * day) }
    const over = { expiresAt: ago(2 * day), endsAt: ago(2 * day) }
    await write(db, [
      db.update(serviceRequests).set(resolved).where(eq(serviceRequests.id, id)),
      ...ids.map((one) => dueNotice(db, one)),
      db.insert(sessions).values({ id: 'old', memberId: memberOf('agent').id, device: 'Chromium', ...times, ...over }),
      db.insert(links).values({
        ...{ hash: 'old', id: 'old', purpose: 'invitation' as const, memberId: memberOf('agent').id },
        ...{ createdAt: ago(9 * day), expiresAt: ago(3 * day) },
      }),
      db.insert(attempts).values({ key: 'old', count: 1, expiresAt: ago(day) }),
      db.insert(idempotencyKeys).values({
        ...{ key: 'old', purpose: 'x', contentHash: 'x', subjectId: 'x', answer: {}, at: ago(30 * day) },
      }),
      db.insert(photos).values({
        ...{ id: 'old', draftId: 'x', key, type: 'image/jpeg' as const, bytes: 1, width: 1, height: 1 },
        ...{ createdAt: ago(3 * day), expiresAt: ago(2 * day) },
      }),
    ])
  },
  run: ringBell,
  async wrongIn(ground) {
    const { product, company } = ground
    const { db, tenant } = company
    const [request] = await db.select().from(serviceRequests)
    const closed = await db.select().from(events).where(eq(events.name, 'service_request.closed'))
    const left = await Promise.all(
      [sessions, links, attempts, idempotencyKeys, photos].map(async (table) => (await db.select().from(table)).length),
    )
    const [registered] = await product.platform.controlPlane().select().from(tenants)
    return [
      ...(await wrongNotices(ground, db, ids)),
      ...(request?.status === 'closed' ? [] : [`the silent request is ${request?.status}`]),
      ...(closed.length === 1 ? [] : [`closed ${closed.length} times`]),
      ...(left.every((count) => count === 0) ? [] : [`what has had its day is still there: ${left}`]),
      ...((await product.platform.files.get(`${tenant.id}/old-picture`)) ? ['the picture is still there'] : []),
      ...(registered?.nextDueAt && registered.nextDueAt <= product.clock.now ? ['its bell rings on'] : []),
    ]
  },
}

const controlPlaneJobs: Job = {
  name: 'the jobs of the control plane',
  async prepare({ product }) {
    const db = product.platform.controlPlane()
    await write(db, [
      ...ids.map((one) => dueNotice(db, one)),
      db.insert(attempts).values({ key: 'old', count: 1, expiresAt: ago(day) }),
    ])
  },
  run: (ground) => tick(ground, '* * * * *'),
  async wrongIn(ground) {
    const db = ground.product.platform.controlPlane()
    const seen = await db.select().from(ticks).where(eq(ticks.name, 'control-plane'))
    const old = await db.select().from(attempts).where(eq(attempts.key, 'old'))
    return [
      ...(await wrongNotices(ground, db, ids)),
      ...(old.length === 0 ? [] : ['an old counter is still there']),
      ...(seen[0]?.at.getTime() === ground.product.clock.now.getTime() ? [] : ['the last tick is not seen alive']),
    ]
  },
}

const neighbours = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8']

/** Eight that are to be rung, more than are rung at once, and one that is not. */
async function settle({ product }: Ground, waiting: object, resting: object) {
  const db = product.platform.controlPlane()
  const rows = [...neighbours.map((id) => ({ id, ...waiting })), { id: 'resting', ...resting }]
  await db.insert(tenants).values(
    rows.map(({ id, ...columns }) => ({
      ...{ id, slug: id, name: id, status: 'active' as const, databaseName: id, createdAt: ago(day) },
      ...columns,
    })),
  )
}

/** Each at least once, and no more often than ticks came; a bell is a doorbell, and may ring again. */
function wrongRings({ product }: Ground, ticked: number): string[] {
  const count = (id: string) => product.rung.filter((one) => one === id).length
  return [
    ...neighbours.flatMap((id) => (count(id) >= 1 && count(id) <= ticked ? [] : [`${id} was rung ${count(id)} times`])),
    ...(count('resting') === 0 ? [] : ['who has nothing to do was rung']),
  ]
}

const dueRings: Job = {
  name: 'the bell of those who have something to do',
  prepare: (ground) => settle(ground, { nextDueAt: ago(1_000) }, { nextDueAt: new Date(morning.getTime() + day) }),
  run: (ground) => tick(ground, '* * * * *'),
  async wrongIn(ground, ticked) {
    const rows = await ground.product.platform.controlPlane().select().from(tenants)
    const late = rows.filter(({ nextDueAt }) => nextDueAt && nextDueAt <= ground.product.clock.now)
    return [...wrongRings(ground, ticked), ...late.map(({ id }) => `${id} rings every minute`)]
  },
}

const sweep: Job = {
  name: 'the sweep',
  prepare: (ground) => settle(ground, { hasSchedule: true }, { sweptAt: ago(1_000) }),
  run: (ground) => tick(ground, '*/15 * * * *'),
  async wrongIn(ground, ticked) {
    const rows = await ground.product.platform.controlPlane().select().from(tenants)
    const missed = rows.filter(({ id, sweptAt }) => id !== 'resting' && sweptAt === null)
    return [...wrongRings(ground, ticked), ...missed.map(({ id }) => `${id} was never visited`)]
  },
}

for (const job of [tenantJobs, controlPlaneJobs, dueRings, sweep])
  test(
    `${job.name}: whichever database call breaks, nothing is lost, nothing doubled, and the next tick heals`,
    async () => {
      const { calls, cases, failures } = await breakEveryCallOf(job)
      expect(calls).toBeGreaterThan(0)
      expect(cases).toBeGreaterThan(calls)
      expect(failures.slice(0, 20)).toEqual([])
    },
    longest,
  )
