import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#rules/day.ts'
import { type Asset, assetRepairs, assets } from '#schema/tenant/asset.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { customers } from '#schema/tenant/customer.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { products } from '#schema/tenant/product.ts'
import { warrantySweeps } from '#schema/tenant/warranty-sweep.ts'
import { newId } from '#tenants/id.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { recomputeWarranties } from '#worker/jobs/recompute-warranties.ts'
import { coverageFactQueries, machinesOf } from '#worker/operations/coverage-fact.ts'
import { findPlanning } from '#worker/queries/planning.ts'
import { type Ground, startGround } from './notice-ground.ts'

let ground: Ground
let scope: { tenant: Awaited<ReturnType<Ground['addCompany']>>; db: TenantDb; now: Date }
const customerId = newId(new Date('2026-01-01T00:00:00Z'))
const productId = newId(new Date('2026-01-01T00:00:00Z'))

beforeAll(async () => {
  ground = await startGround()
  const tenant = await ground.addCompany('changqing', 'TP-MFG')
  scope = { tenant, db: ground.platform.openDb(tenant), now: ground.clock.now }
  const { db, now } = scope
  await write(db, [
    db.insert(customers).values({
      ...{ id: customerId, kind: 'company', name: '杭州食品', nameKey: '', phone: '', phoneKey: '', createdAt: now },
    } as typeof customers.$inferInsert),
    db.insert(products).values({
      ...{ id: productId, name: '空压机', modelKey: 'BX120', warrantyScope: 'machine', components: [], createdAt: now },
    }),
  ])
})
afterAll(() => ground.stop())

async function addMachine(more: Partial<Asset> = {}) {
  const { db, now } = scope
  const id = newId(now)
  const row = { id, version: 1, customerId, productId, name: '空压机', createdAt: now, ...more }
  await write(db, [db.insert(assets).values(row)])
  return id
}

async function machine(id: string) {
  const [[row]] = await read(scope.db, [scope.db.select().from(assets).where(eq(assets.id, id))])
  return row!
}

const decided = async (id: string) =>
  (await read(scope.db, [scope.db.select().from(decisions).where(eq(decisions.subject, id))]))[0]

test('a machine that is new gets its last covered day and the decision behind it, and the notices are planned anew', async () => {
  const id = await addMachine({ commissionedOn: '2025-06-30' })
  await recomputeWarranties(scope)
  const { warrantyEndsOn, warrantyDecisionId } = await machine(id)
  expect(warrantyEndsOn).toBe('2026-06-30')
  expect(await decided(id)).toMatchObject([
    { id: warrantyDecisionId, kind: 'warranty', result: { until: '2026-06-30', state: 'covers' } },
  ])
  const [[planning]] = await read(scope.db, [findPlanning(scope.db)])
  expect(planning?.changedAt).toEqual(scope.now)
})

test('a second visit writes no second decision', async () => {
  const id = await addMachine({ commissionedOn: '2025-07-01' })
  await recomputeWarranties(scope)
  await recomputeWarranties(scope)
  expect(await decided(id)).toHaveLength(1)
})

test('a machine without a single day has no end, and is not asked for again and again', async () => {
  const id = await addMachine()
  await recomputeWarranties(scope)
  expect(await machine(id)).toMatchObject({ warrantyEndsOn: null, warrantyDecisionId: expect.any(String) })
})

test('a machine that took another one’s place runs by the first one’s days, its repairs and the exchange', async () => {
  const first = await addMachine({ commissionedOn: '2025-05-10', status: 'retired' })
  const second = await addMachine({ replacesAssetId: first, commissionedOn: '2025-12-01' })
  const { db, now } = scope
  const stay = {
    assetId: first,
    kind: 'repair' as const,
    fromOn: '2025-08-01' as const,
    untilOn: '2025-08-10' as const,
  }
  await write(db, [db.insert(assetRepairs).values({ id: newId(now), ...stay, at: now, by: 'system' })])
  const known = machinesOf(await read(db, coverageFactQueries(db, [second])))
  expect(known.get(second)?.facts).toMatchObject({
    days: { commissioning: '2025-05-10' },
    repairs: [{ from: '2025-08-01', until: '2025-08-10' }],
  })
})

test('a machine in repair gains a day each day, and no more once it is given back', async () => {
  const id = await addMachine({ commissionedOn: '2025-06-30' })
  const { db, now } = scope
  const repair = { id: newId(now), assetId: id, kind: 'repair' as const, fromOn: '2026-05-01' as const }
  await write(db, [db.insert(assetRepairs).values({ ...repair, at: now, by: 'system' })])
  await recomputeWarranties(scope)
  const first = (await machine(id)).warrantyEndsOn!
  const nextDay = new Date(now.getTime() + 86_400_000)
  expect(await recomputeWarranties({ ...scope, now: nextDay })).not.toBeNull()
  expect((await machine(id)).warrantyEndsOn).toBe(addDays(first, 1))
})

test('all machines are looked at again when the company’s own days change, a stretch at a time, and resumed where it stopped', async () => {
  const { db } = scope
  const ids = await Promise.all(Array.from({ length: 1_105 }, () => addMachine({ commissionedOn: '2025-09-01' })))
  let visits = 0
  while ((await recomputeWarranties(scope)) === scope.now) visits++
  expect(visits).toBeGreaterThan(0)
  await write(db, [db.update(assets).set({ warrantyEndsOn: '2020-01-01' })])
  await recomputeWarranties(scope)
  expect((await machine(ids[0]!)).warrantyEndsOn).toBe('2020-01-01')
  const day = { day: '2027-03-01', kind: 'off' as const, intervals: [], createdAt: scope.now, createdBy: 'system' }
  await write(db, [db.insert(calendarDays).values(day)])
  expect(await recomputeWarranties(scope)).toBe(scope.now)
  const [[half]] = await read(db, [db.select().from(warrantySweeps).where(eq(warrantySweeps.cursor, ''))])
  expect(half).toBeUndefined()
  while ((await recomputeWarranties(scope)) === scope.now);
  const [left] = await read(db, [db.select().from(assets).where(eq(assets.warrantyEndsOn, '2020-01-01'))])
  expect(left).toEqual([])
  const [walks] = await read(db, [db.select().from(warrantySweeps)])
  expect(walks.filter(({ stamp }) => stamp.startsWith('version:'))).toHaveLength(1)
})
