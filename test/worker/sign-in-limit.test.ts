import { expect, test } from 'vitest'
import { attempts } from '#schema/attempt.ts'
import { openTenantDb } from '#tenants/open.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { hashPassword, mostHashesAtOnce } from '#worker/operations/password.ts'
import { startProduct } from '../harness.ts'
import { browserAt, givePassword, signedIn } from './signed-in.ts'

async function front() {
  const product = await startProduct()
  const acme = await product.company('acme')
  const mine = await givePassword(acme, 'owner')
  const from = (address: string) => browserAt(product, acme.host, address)
  const wrong = { ...mine, password: 'not the password' }
  const later = (seconds: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + seconds * 1_000)
  }
  return { product, acme, mine, wrong, from, later }
}
const waitOf = (response: Response) => Number(response.headers.get('retry-after'))

test('L-03 wrong passwords for one account slow down tries from everywhere, and the right one gets in after the wait', async () => {
  const { mine, wrong, from, later } = await front()
  const statuses: number[] = []
  for (let i = 0; i < 10; i++) statuses.push((await from(`203.0.113.${i}`).post('/sign-in', wrong)).status)
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429, 429, 429])

  const owner = from('198.51.100.9')
  const waiting = await owner.post('/sign-in', mine)
  expect([waiting.status, waitOf(waiting)]).toEqual([429, 4])
  expect(await waiting.text()).toContain(mine.email)
  later(4)
  expect((await owner.post('/sign-in', mine)).status).toBe(303)
})

test('the wait doubles with every further try, up to a quarter of an hour, and tries while waiting do not lengthen it', async () => {
  const { wrong, from, later } = await front()
  for (let i = 0; i < 5; i++) await from(`203.0.113.${i}`).post('/sign-in', wrong)
  const waits: number[] = []
  for (let i = 0; i < 9; i++) {
    const blocked = await from('203.0.113.99').post('/sign-in', wrong)
    expect(waitOf(await from('203.0.113.98').post('/sign-in', wrong))).toBe(waitOf(blocked))
    waits.push(waitOf(blocked))
    later(waitOf(blocked))
    expect((await from(`203.0.113.${i}`).post('/sign-in', wrong)).status).toBe(422)
  }
  expect(waits).toEqual([4, 8, 16, 32, 64, 128, 256, 512, 900])
})

test('a browser that has signed in before is not slowed down by a stranger’s tries', async () => {
  const { product, acme, mine, wrong, from } = await front()
  const known = await signedIn(product, acme, 'owner')
  for (let i = 0; i < 6; i++) await from(`203.0.113.${i}`).post('/sign-in', wrong)
  expect((await from('198.51.100.9').post('/sign-in', mine)).status).toBe(429)
  expect((await known.post('/sign-in', mine)).status).toBe(303)

  const forged = from('198.51.100.9')
  forged.jar.set('__Host-browser', `${newSecret()}.${newSecret()}`)
  expect((await forged.post('/sign-in', mine)).status).toBe(429)
  for (let i = 0; i < 10; i++) expect((await known.post('/sign-in', wrong)).status).toBe(422)
  expect((await known.post('/sign-in', mine)).status).toBe(429)
})

test('tries at the same moment are all counted', async () => {
  const { acme, wrong, from } = await front()
  const all = await Promise.all(Array.from({ length: 12 }, (_, i) => from(`203.0.113.${i}`).post('/sign-in', wrong)))
  const statuses = all.map(({ status }) => status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  expect(statuses.every((status) => [422, 429, 503].includes(status))).toBe(true)
  const [rows] = await read(acme.db, [acme.db.select().from(attempts)])
  expect(rows.find(({ key }) => key.startsWith('sign-in account'))!.count).toBe(5)
})

test('one network is slowed down whatever accounts it tries, one IPv6 network as a whole', async () => {
  const { acme, from, mine } = await front()
  const statuses: number[] = []
  for (let i = 0; i < 22; i++) {
    const password = 'x'.repeat(300)
    statuses.push(
      (await from(`2001:db8:1:2::${i}`).post('/sign-in', { email: `no${i}@acme.example`, password })).status,
    )
  }
  expect(statuses.slice(0, 20).every((status) => status === 422)).toBe(true)
  expect(statuses.slice(20)).toEqual([429, 429])
  expect((await from('2001:db8:1:3::1').post('/sign-in', mine)).status).toBe(303)
  const [rows] = await read(acme.db, [acme.db.select().from(attempts)])
  expect(JSON.stringify(rows)).not.toMatch(/2001|acme\.example/)
})

test('L-04 one password tried on many accounts from many networks trips the company’s own limit within a hundred', async () => {
  const { from } = await front()
  let tripped = 0
  for (let i = 0; i < 100 && !tripped; i++) {
    const fields = { email: `u${i}@acme.example`, password: 'x'.repeat(300) }
    if ((await from(`10.${i}.0.1`).post('/sign-in', fields)).status === 429) tripped = i
  }
  expect(tripped).toBe(80)
})

test('L-15 without an answer from the database nobody is let in: 503, to be tried again', async () => {
  const { product, acme, mine } = await front()
  const dead = async () => {
    throw new TypeError('Network connection lost.')
  }
  const broken = await startProduct({
    changes: { openDb: (tenant) => openTenantDb(tenant, { fetch: dead as typeof fetch, timeoutMs: 100 }) },
  })
  broken.tenants.set(acme.host, product.tenants.get(acme.host)!)
  for (const path of ['/sign-in', '/password-reset']) {
    const fields = path === '/sign-in' ? mine : { email: mine.email }
    const response = await broken.post(acme.host, path, fields)
    expect([path, response.status]).toEqual([path, 503])
    expect(waitOf(response)).toBeGreaterThan(0)
    expect(response.headers.get('set-cookie')).toBeNull()
  }
  expect((await broken.get(acme.host, '/console/account', `__Host-session=${newSecret()}`)).status).toBe(503)
})

test('refused and slowed tries are in the log, without whom, from where or what', async () => {
  const { product, acme, wrong, from } = await front()
  for (let i = 0; i < 6; i++) await from('203.0.113.77').post('/sign-in', wrong)
  const told = product.logs.filter(({ tenantId }) => tenantId === acme.tenant.id).map(({ event }) => event)
  expect(told).toEqual([...Array(5).fill('sign_in.refused'), 'sign_in.slowed'])
  expect(JSON.stringify(product.logs)).not.toMatch(/acme\.example|203\.0\.113|not the password/)
})

test('a password of more than 256 characters is refused without being hashed, a huge body before that', async () => {
  const { mine, from } = await front()
  const busy = Array.from({ length: mostHashesAtOnce }, () => hashPassword('keeps every place taken'))
  const long = await from('203.0.113.1').post('/sign-in', { ...mine, password: 'x'.repeat(1_000) })
  expect(long.status).toBe(422)
  await Promise.all(busy)
  expect((await from('203.0.113.1').post('/sign-in', { ...mine, password: 'x'.repeat(1_000_000) })).status).toBe(413)
})

test('more hashes at once than an isolate can bear are answered with 503 and when to come again, not kept waiting', async () => {
  const { mine, from } = await front()
  const busy = Array.from({ length: mostHashesAtOnce }, () => hashPassword('keeps every place taken'))
  await expect(hashPassword('one more')).rejects.toThrow('unavailable')
  const response = await from('203.0.113.1').post('/sign-in', mine)
  expect([303, 503]).toContain(response.status)
  await Promise.all(busy)
  expect((await from('203.0.113.1').post('/sign-in', mine)).status).toBe(303)
})
