import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { sessions } from '#schema/tenant/session.ts'
import { read, write } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { createApp } from '#worker/app.tsx'
import { writeTouch } from '#worker/queries/session.ts'
import { startProduct } from '../harness.ts'
import { browserAt, givePassword, goodPassword, signedIn } from './signed-in.ts'

const account = '/console/account'
const hour = 3_600_000
const cookieName = '__Host-session'

async function office(role: 'agent' | 'owner' | 'admin' = 'agent') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, role)
  const secret = browser.jar.get(cookieName)!
  const later = (ms: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + ms)
  }
  return { product, acme, browser, secret, later }
}

test('the cookie is for this host, for https and for no script', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const response = await product.post(acme.host, '/sign-in', await givePassword(acme, 'agent'))
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(cookieName))!
  expect(cookie).toMatch(/^__Host-session=[\w-]{43}; /)
  expect(cookie.split('; ').slice(1).sort()).toEqual([
    'HttpOnly',
    'Max-Age=2592000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ])
})

test('S-03 after signing out the old cookie opens nothing, in another isolate neither', async () => {
  const { product, browser, secret } = await office()
  expect((await browser.get(account)).status).toBe(200)

  const out = await browser.post('/sign-out')

  expect(out.status).toBe(303)
  expect(out.headers.get('set-cookie')).toContain(`${cookieName}=; `)
  expect((await product.get('acme.localhost', account, `${cookieName}=${secret}`)).status).toBe(401)
  const other = createApp(product.platform)
  const replay = new Request(`https://acme.localhost${account}`, { headers: { cookie: `${cookieName}=${secret}` } })
  expect((await other.fetch(replay, {})).status).toBe(401)
})

test('S-04 malformed, doubled and huge cookies are nobody, and the answer shows nothing of a session', async () => {
  const { product, acme, secret } = await office()
  const good = `${cookieName}=${secret}`
  const bad = [
    `${good}; ${good}`,
    `${good}; ${cookieName}=x`,
    `${cookieName}=${secret}x`,
    `${cookieName}=${secret.slice(1)}`,
    `${cookieName}=%00${secret.slice(3)}`,
    `${cookieName}[]=${secret}`,
    `%5F_Host-session=${secret}`,
    `${cookieName}="${secret}"`,
    `${cookieName}=${'A'.repeat(100_000)}`,
    `${good}; pad=${'x'.repeat(9_000)}`,
  ]
  for (const cookie of bad) {
    const response = await product.get(acme.host, account, cookie)
    expect([cookie.slice(0, 60), response.status]).toEqual([cookie.slice(0, 60), 401])
    const body = await response.text()
    expect(body).not.toContain(acme.memberOf('agent').name)
    expect(body).not.toContain(secret)
  }
  const strange = await product.get(acme.host, account, `${good}; other=%zz; more="%`)
  expect(strange.status).toBe(200)
})

test('S-04 a bit flipped in any byte of the cookie is somebody else', async () => {
  const { product, acme, secret } = await office()
  for (let at = 0; at < 42; at += 6) {
    const flipped = secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1)
    expect((await product.get(acme.host, account, `${cookieName}=${flipped}`)).status).toBe(401)
  }
})

test('S-06 the database knows only the hash of what the cookie holds', async () => {
  const { acme, secret } = await office()
  const tables = await acme.db.$client.execute("select name from sqlite_master where type = 'table'")
  let dump = ''
  for (const { name } of tables.rows) {
    if (String(name).startsWith('sqlite_') || /search/.test(String(name))) continue
    dump += JSON.stringify((await acme.db.$client.execute(`select * from "${name}"`)).rows)
  }
  expect(dump).toContain(await hashOf(secret))
  expect(dump).not.toContain(secret)
})

test('S-07 a session ends twelve idle hours after its last use, to the millisecond', async () => {
  const { browser, later } = await office()
  later(12 * hour - 1)
  expect((await browser.get(account)).status).toBe(200)
  later(12 * hour - 1)
  expect((await browser.get(account)).status).toBe(200)
  later(12 * hour)
  expect((await browser.get(account)).status).toBe(401)
})

test('S-07 owners and administrators have eight idle hours', async () => {
  const { browser, later } = await office('owner')
  later(8 * hour - 1)
  expect((await browser.get(account)).status).toBe(200)
  later(8 * hour)
  expect((await browser.get(account)).status).toBe(401)
})

test('S-07 however busy, a session ends after thirty days, an administrator’s after seven', async () => {
  for (const [role, days] of [
    ['agent', 30],
    ['admin', 7],
  ] as const) {
    const { browser, later, product } = await office(role)
    const end = product.clock.now.getTime() + days * 24 * hour
    while (product.clock.now.getTime() < end - 6 * hour) {
      later(6 * hour)
      expect((await browser.get(account)).status).toBe(200)
    }
    product.clock.now = new Date(end - 1)
    expect((await browser.get(account)).status).toBe(200)
    product.clock.now = new Date(end)
    expect((await browser.get(account)).status).toBe(401)
  }
})

test('S-07 a session found over is gone for a machine whose clock is late, too', async () => {
  const { browser, later } = await office()
  later(12 * hour)
  expect((await browser.get(account)).status).toBe(401)
  later(-5 * 60_000)
  expect((await browser.get(account)).status).toBe(401)
})

test('S-07 a use that was seen earlier but stored later takes nothing back', async () => {
  const { acme, secret, product } = await office()
  const id = await hashOf(secret)
  const [[before]] = await read(acme.db, [acme.db.select().from(sessions)])
  const earlier = new Date(product.clock.now.getTime() - 5 * 60_000)
  await write(acme.db, [writeTouch(acme.db, id, { lastSeenAt: earlier, expiresAt: earlier })])
  const [[after]] = await read(acme.db, [acme.db.select().from(sessions)])
  expect(after).toEqual(before)
})

test('use moves a session on only when a tenth of the idle time has passed, and the page never waits for it', async () => {
  const { product, acme, browser, later } = await office()
  const seen = async () => (await read(acme.db, [acme.db.select().from(sessions)]))[0][0]!.lastSeenAt
  const started = product.clock.now
  later(1.2 * hour - 1)
  product.calls.length = 0
  await browser.get(account)
  expect(product.calls).toHaveLength(2)
  expect(await seen()).toEqual(started)
  later(1)
  await browser.get(account)
  await expect.poll(seen).toEqual(product.clock.now)
})

test('signing in over a session ends the one before', async () => {
  const { product, acme, browser, secret } = await office()
  await browser.post('/sign-in', { email: acme.memberOf('agent').email, password: goodPassword })
  expect(browser.jar.get(cookieName)).not.toBe(secret)
  expect((await product.get(acme.host, account, `${cookieName}=${secret}`)).status).toBe(401)
  expect((await browser.get(account)).status).toBe(200)
})

test('T-02 a cookie of one company means nothing at another: 401, one look-up, and a line in the log', async () => {
  const { product, secret } = await office()
  const bravo = await product.company('bravo')
  await product.get(bravo.host, '/sign-in')
  product.calls.length = 0
  product.logs.length = 0

  const response = await product.get(bravo.host, account, `${cookieName}=${secret}`)

  expect(response.status).toBe(401)
  expect(product.logs).toMatchObject([{ event: 'session.unknown', tenantId: bravo.tenant.id }])
  expect(JSON.stringify(product.logs)).not.toContain(secret)
})

test('a disabled member’s sessions end at once', async () => {
  const { acme, browser } = await office()
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ disabledAt: new Date() })
      .where(eq(members.id, acme.memberOf('agent').id)),
  ])
  expect((await browser.get(account)).status).toBe(401)
})

test('starting and ending a session is written in the log of events, without a secret', async () => {
  const { acme, browser, secret } = await office()
  await browser.post('/sign-out')
  const [rows] = await read(acme.db, [acme.db.select().from(events)])
  const ours = rows.filter(({ name }) => name.startsWith('session.'))
  expect(ours.map(({ name, actor }) => [name, actor])).toEqual([
    ['session.started', acme.memberOf('agent').id],
    ['session.ended', acme.memberOf('agent').id],
  ])
  expect(JSON.stringify(ours)).not.toContain(secret)
  expect(JSON.stringify(ours)).not.toContain(await hashOf(secret))
})

test('anonymous visitors of the console are shown the way in, and come back to where they were', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const visitor = browserAt(product, acme.host)
  const response = await visitor.get('/console/members')
  expect(response.status).toBe(401)
  expect(await response.text()).toMatch(/next(=|" value=")[^"]*members/)
})
