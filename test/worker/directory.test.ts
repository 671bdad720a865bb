import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hostnames, tenants } from '#schema/control-plane/tenant.ts'
import { identity } from '#schema/tenant/identity.ts'
import { members } from '#schema/tenant/member.ts'
import { type Custody, resumeTenant, rotateToken, suspendTenant } from '#tenants/custody.ts'
import { type DirectoryParts, makeDirectory } from '#tenants/directory.ts'
import { newDirectoryMemory } from '#tenants/directory-layer.ts'
import { Suspended, TenantMismatch, Unavailable } from '#tenants/errors.ts'
import { openTenantDb } from '#tenants/open.ts'
import { proceed } from '#tenants/provision.ts'
import { read } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { reserveSignUp } from '#tenants/sign-up.ts'
import { startProduct } from '../harness.ts'
import { newGround, realDatabases, vault, wireTo, wishFor } from './provision-ground.ts'

const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}`
const minute = 60_000

/** One company, and directories over a line to the register that can be cut and counts its calls. */
async function town() {
  const { ground, clock, over } = await newGround()
  const line = { cut: false, calls: 0 }
  const wire = wireTo(() => {
    line.calls++
    if (line.cut) throw new TypeError('fetch failed')
  })
  const logs: string[] = []
  const isolate = (parts: Partial<DirectoryParts> = {}) =>
    makeDirectory({
      controlPlane: () => over(wire).controlPlane,
      vault,
      baseHost: 'localhost',
      now: () => clock.now,
      shared: env.TENANTS,
      memory: newDirectoryMemory(),
      log: ({ event }) => logs.push(event),
      ...parts,
    })
  const signUp = async (name: string) => {
    const slug = unique(name)
    const reserved = await reserveSignUp(ground, wishFor(slug))
    if (reserved.outcome !== 'reserved') throw new Error(reserved.outcome)
    await proceed(ground, reserved.journey)
    return slug
  }
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms)
  }
  const custodyOf = (forget: Custody['forget'] = async () => {}): Custody => ({
    ...{ controlPlane: ground.controlPlane, databases: realDatabases(), vault, baseHost: 'localhost' },
    ...{ now: () => clock.now, forget },
  })
  return { ground, line, logs, isolate, signUp, pass, custodyOf }
}

test('a company is found by host and by id, and is asked for once a minute', async () => {
  const { isolate, signUp, line, pass } = await town()
  const slug = await signUp('acme')
  const directory = isolate({ shared: undefined })

  const found = await directory.byHost(`${slug}.localhost`)
  expect(found).toMatchObject({ slug, host: `${slug}.localhost`, status: 'active', generation: 1 })
  expect(await directory.byId(found!.id)).toEqual(found)

  const before = line.calls
  pass(59_000)
  await directory.byHost(`${slug}.localhost`)
  expect(line.calls).toBe(before)
  pass(2_000)
  await directory.byHost(`${slug}.localhost`)
  expect(line.calls).toBe(before + 1)
})

test('[T-01] hosts that are nobody’s are asked for once, remembered briefly and never without bound', async () => {
  const { isolate, line, pass } = await town()
  const memory = newDirectoryMemory()
  const directory = isolate({ memory, limits: { mostNobody: 3 } })
  expect(await directory.byHost('nobody.localhost')).toBeUndefined()
  expect(await directory.byHost('nobody.localhost')).toBeUndefined()
  expect(line.calls).toBe(1)
  pass(11_000)
  await directory.byHost('nobody.localhost')
  expect(line.calls).toBe(2)
  for (const name of ['a1', 'b2', 'c3', 'd4']) await directory.byHost(`${name}.localhost`)
  expect(memory.nobody.size).toBe(3)
})

test('what cannot be a host of ours costs nothing', async () => {
  const { isolate, line } = await town()
  const directory = isolate()
  for (const host of ['a.b.localhost', '-x.localhost', 'x_y.localhost', '127.0.0.1', 'localhost', '', 'ü.localhost'])
    expect([host, await directory.byHost(host)]).toEqual([host, undefined])
  expect(line.calls).toBe(0)
})

test('memory of many companies stays bounded', async () => {
  const { isolate, signUp } = await town()
  const memory = newDirectoryMemory()
  const directory = isolate({ memory, shared: undefined, limits: { mostKnown: 2 } })
  for (const name of ['one', 'two', 'three']) await directory.byHost(`${await signUp(name)}.localhost`)
  expect(memory.known.size).toBe(2)
})

test('another isolate takes it from the shared cache, where the token lies sealed', async () => {
  const { isolate, signUp, line } = await town()
  const slug = await signUp('acme')
  const found = await isolate().byHost(`${slug}.localhost`)
  const calls = line.calls
  expect(await isolate().byHost(`${slug}.localhost`)).toEqual(found)
  expect(line.calls).toBe(calls)
  const cached = await env.TENANTS.get(`slug:${slug}`)
  expect(cached).toContain(found!.id)
  expect(cached).not.toContain(found!.token)
})

test('with the control plane down, what was known is served for a day and no longer', async () => {
  const { isolate, signUp, line, pass, logs } = await town()
  const slug = await signUp('acme')
  const warm = isolate()
  const found = await warm.byHost(`${slug}.localhost`)
  line.cut = true
  pass(10 * minute)
  expect(await warm.byHost(`${slug}.localhost`)).toEqual(found)
  expect(await isolate().byHost(`${slug}.localhost`)).toEqual(found)
  expect(logs).toContain('directory.stale')
  pass(24 * 60 * minute)
  await expect(warm.byHost(`${slug}.localhost`)).rejects.toBeInstanceOf(Unavailable)
})

test('with the control plane down, a host nobody knows here is not called unknown', async () => {
  const { isolate, line } = await town()
  line.cut = true
  await expect(isolate().byHost(`${unique('who')}.localhost`)).rejects.toBeInstanceOf(Unavailable)
})

test('a down control plane is left alone for a moment, and asked again after it', async () => {
  const { isolate, signUp, line, pass } = await town()
  const slug = await signUp('acme')
  const warm = isolate({ shared: undefined })
  await warm.byHost(`${slug}.localhost`)
  line.cut = true
  pass(2 * minute)
  await warm.byHost(`${slug}.localhost`)
  const calls = line.calls
  await warm.byHost(`${slug}.localhost`)
  expect(line.calls).toBe(calls)
  line.cut = false
  pass(6_000)
  await warm.byHost(`${slug}.localhost`)
  expect(line.calls).toBe(calls + 1)
})

test('a shared cache that fails or holds nonsense is passed over', async () => {
  const { isolate, signUp, logs } = await town()
  const slug = await signUp('acme')
  const failing = { get: () => Promise.reject(new Error('KV')), put: () => Promise.reject(new Error('KV')) }
  const directory = isolate({ shared: { ...failing, delete: () => Promise.reject(new Error('KV')) } })
  expect((await directory.byHost(`${slug}.localhost`))?.slug).toBe(slug)
  await directory.forget({ id: 'x', host: `${slug}.localhost` })
  await env.TENANTS.put(`slug:${slug}`, '{"at":')
  expect((await isolate().byHost(`${slug}.localhost`))?.slug).toBe(slug)
  expect(logs).toContain('directory.cache_unreadable')
})

test('[T-11] a cached company under another one’s host, or with another one’s token, is not believed', async () => {
  const { isolate, signUp, logs } = await town()
  const [a, b] = [await signUp('acme'), await signUp('bravo')]
  for (const slug of [a, b]) await isolate().byHost(`${slug}.localhost`)
  const [cachedA, cachedB] = await Promise.all([a, b].map(async (slug) => (await env.TENANTS.get(`slug:${slug}`))!))
  await env.TENANTS.put(`slug:${a}`, cachedB!)
  expect((await isolate().byHost(`${a}.localhost`))?.slug).toBe(a)
  const mixed = JSON.parse(cachedA!)
  mixed.packed.sealed = JSON.parse(cachedB!).packed.sealed
  await env.TENANTS.put(`slug:${a}`, JSON.stringify(mixed))
  expect((await isolate().byHost(`${a}.localhost`))?.slug).toBe(a)
  expect(logs.filter((event) => event === 'directory.cache_unreadable')).toHaveLength(2)
})

test('[T-11] whose database is another company’s is not served', async () => {
  const { isolate, signUp, ground } = await town()
  const [a, b] = [await signUp('acme'), await signUp('bravo')]
  const directory = isolate()
  const [acme, bravo] = [await directory.byHost(`${a}.localhost`), await directory.byHost(`${b}.localhost`)]
  const poisoned: Tenant = { ...acme!, databaseUrl: bravo!.databaseUrl, token: bravo!.token }
  const db = openTenantDb(poisoned, wireTo())
  await expect(read(db, [db.select().from(members)])).rejects.toBeInstanceOf(TenantMismatch)

  const product = await startProduct({
    changes: {
      tenants: { byHost: async () => poisoned, byId: async () => poisoned, forget: async () => {} },
      openDb: (tenant) => openTenantDb(tenant, wireTo()),
      controlPlane: () => ground.controlPlane,
    },
  })
  const answer = await product.get(`${a}.localhost`, '/sign-in')
  expect(answer.status).toBe(503)
  expect(await answer.text()).not.toContain('bravo')
})

test('[T-07] a company’s own host name is served once it is verified, not before', async () => {
  const { isolate, signUp, ground, pass } = await town()
  const slug = await signUp('acme')
  const directory = isolate()
  const company = await directory.byHost(`${slug}.localhost`)
  const hostname = `${unique('service')}.customer.com`
  await ground.controlPlane.insert(hostnames).values({ hostname, tenantId: company!.id })
  expect(await directory.byHost(hostname)).toBeUndefined()
  await ground.controlPlane.update(hostnames).set({ verifiedAt: new Date() }).where(eq(hostnames.hostname, hostname))
  pass(minute)
  expect(await directory.byHost(hostname)).toEqual(company)
})

test('a company that is being set up, or has left, is nobody', async () => {
  const { isolate, signUp, ground } = await town()
  const slug = await signUp('acme')
  for (const status of ['provisioning', 'retired'] as const) {
    await ground.controlPlane.update(tenants).set({ status }).where(eq(tenants.slug, slug))
    expect([status, await isolate().byHost(`${slug}.localhost`)]).toEqual([status, undefined])
  }
})

test('a suspended company gets a friendly page and its database refuses; resumed, it is back', async () => {
  const { isolate, signUp, custodyOf } = await town()
  const slug = await signUp('acme')
  const directory = isolate()
  const custody = custodyOf(directory.forget)
  const before = (await directory.byHost(`${slug}.localhost`))!
  await suspendTenant(custody, slug)
  await suspendTenant(custody, slug)

  const tenantsOf = { byHost: directory.byHost, byId: directory.byId, forget: directory.forget }
  const product = await startProduct({ changes: { tenants: tenantsOf } })
  const page = await product.send(`${slug}.localhost`, '/', { headers: { 'accept-language': 'en' } })
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('This page is paused')
  const db = openTenantDb(before, wireTo())
  await expect(read(db, [db.select().from(identity)])).rejects.toSatisfy(
    (error: Error) => error instanceof Suspended || /BLOCKED|forbidden/.test(String(error.cause ?? error)),
  )

  await resumeTenant(custody, slug)
  expect((await directory.byHost(`${slug}.localhost`))?.status).toBe('active')
  expect(await read(db, [db.select().from(identity)])).toHaveLength(1)
})

test('after a rotation the old token opens nothing and the new one everything', async () => {
  const { isolate, signUp, custodyOf } = await town()
  const slug = await signUp('acme')
  const directory = isolate()
  const before = (await directory.byHost(`${slug}.localhost`))!
  await rotateToken(custodyOf(directory.forget), slug)
  const old = openTenantDb(before, wireTo())
  await expect(read(old, [old.select().from(identity)])).rejects.toThrow()
  const db = openTenantDb((await directory.byHost(`${slug}.localhost`))!, wireTo())
  expect(await read(db, [db.select().from(identity)])).toHaveLength(1)
})
