import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { members } from '#schema/tenant/member.ts'
import { links, sessions } from '#schema/tenant/session.ts'
import { openTenantDb } from '#tenants/open.ts'
import { read, write } from '#tenants/round-trip.ts'
import { newLink } from '#worker/operations/link.ts'
import { hashPassword, verifyPassword } from '#worker/operations/password.ts'
import { startProduct } from '../harness.ts'
import { browserAt, givePassword, goodPassword } from './signed-in.ts'

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

test('L-02 an unknown address, a wrong password and a disabled member get the same answer for the same work', async () => {
  const { product, acme, from } = await front()
  await givePassword(acme, 'sales')
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ disabledAt: new Date() })
      .where(eq(members.id, acme.memberOf('sales').id)),
  ])
  const knocks = [
    { email: acme.memberOf('owner').email, password: 'not the password' },
    { email: 'nobody@acme.example', password: 'not the password' },
    { email: acme.memberOf('sales').email, password: goodPassword },
    { email: acme.memberOf('agent').email, password: 'has none yet' },
  ]
  const seen = []
  for (const knock of knocks) {
    product.calls.length = 0
    const response = await from('203.0.113.1').post('/sign-in', knock)
    const body = (await response.text()).replaceAll(knock.email, 'E').replaceAll(/nonce="[^"]*"/g, '')
    seen.push({ status: response.status, body, calls: product.calls.length, cookies: response.headers.getSetCookie() })
  }
  expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(seen[0]!.status).toBe(422)
})

test('L-14 whatever next= says, one lands on a page of the own console', async () => {
  const { acme, mine, from } = await front()
  const corpus = [
    ...['//evil.example', '/\\evil.example', 'https:evil.example', 'https://evil.example', '%2f%2fevil.example'],
    ...[
      '/%09/evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '/console/..//evil',
      '/console\\@evil',
      '///evil',
    ],
    ...['//acme.localhost@evil.example', '/consolex', 'console', '/%2e%2e//evil', ' /console', '/console\r\nX: y'],
    ...['/console/%5c%5cevil', 'http:///evil', '/sign-out', '/console/evil\u0000', '．//evil', '/console?a=b#//evil'],
  ]
  for (const [i, next] of corpus.entries()) {
    const page = await (await from('203.0.113.1').get(`/sign-in?next=${encodeURIComponent(next)}`)).text()
    expect([next, /name="next" value="(?!\/console(?:[/?][^"]*)?")/.test(page), /evil/.test(page)]).toEqual([
      next,
      false,
      false,
    ])
    if (i % 4 > 0) continue
    const response = await from('203.0.113.1').post('/sign-in', { ...mine, next })
    const to = new URL(response.headers.get('location')!, `https://${acme.host}`)
    expect([next, response.status, to.origin]).toEqual([next, 303, `https://${acme.host}`])
    expect(to.pathname).toMatch(/^\/console($|\/)/)
    expect(to.href).not.toContain('evil')
  }
  const good = await from('203.0.113.1').post('/sign-in', { ...mine, next: '/console/requests?state=late' })
  expect(good.headers.get('location')).toBe('/console/requests?state=late')
})

test('what was typed stays, the password does not, and each field says what is wrong', async () => {
  const { from } = await front()
  const response = await from('203.0.113.1').post('/sign-in', { email: 'me@here', password: '' })
  const body = await response.text()
  expect(response.status).toBe(422)
  expect(body).toContain('value="me@here"')
  expect(body).toContain('f-email-error')
  expect(body).toContain('f-password-error')
  const sent = await from('203.0.113.1').post('/sign-in', { email: 'me@here.example', password: 'my secret text' })
  expect(await sent.text()).not.toContain('my secret text')
})

test('a password counts as typed, to the last of 128 characters, with its spaces and its case', async () => {
  const { acme, from } = await front()
  const password = ` ${'Aé密🔑 '.repeat(25)}x`
  await write(acme.db, [acme.db.update(members).set({ passwordHash: await hashPassword(password) })])
  const email = acme.memberOf('agent').email
  const variants = [password.trim(), password.toLowerCase(), `${password.slice(0, -1)}y`, password.normalize('NFD')]
  for (const [i, variant] of variants.entries())
    expect((await from(`203.0.113.${i}`).post('/sign-in', { email, password: variant })).status).toBe(422)
  expect((await from('203.0.113.8').post('/sign-in', { email, password })).status).toBe(303)
})

test('a hash of older parameters is made anew when its owner signs in', async () => {
  const { acme, from } = await front()
  const old = `$scrypt$v=1,ln=14,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$${await oldHash(goodPassword)}`
  const owner = acme.memberOf('owner')
  await write(acme.db, [acme.db.update(members).set({ passwordHash: old }).where(eq(members.id, owner.id))])
  expect((await from('203.0.113.1').post('/sign-in', { email: owner.email, password: goodPassword })).status).toBe(303)
  const [[member]] = await read(acme.db, [acme.db.select().from(members).where(eq(members.id, owner.id))])
  expect(member!.passwordHash).toMatch(/^\$scrypt\$v=1,ln=15,r=8,p=3\$/)
  expect(await verifyPassword(goodPassword, member!.passwordHash)).toEqual({ right: true, stale: false })
})

async function oldHash(password: string): Promise<string> {
  const { scryptSync } = await import('node:crypto')
  return scryptSync(password, Buffer.alloc(16), 32, { N: 2 ** 14, r: 8, p: 1 }).toString('base64url')
}

test('the address is found whatever its case; the page shows whose door it is in one round trip', async () => {
  const { product, acme, mine, from } = await front()
  await from('203.0.113.1').get('/sign-in')
  product.calls.length = 0
  expect(await (await from('203.0.113.1').get('/sign-in')).text()).toContain('acme 服务')
  expect(product.calls).toHaveLength(1)
  product.calls.length = 0
  expect((await from('203.0.113.1').post('/sign-in', { ...mine, email: ` ${mine.email.toUpperCase()} ` })).status).toBe(
    303,
  )
  expect(product.calls).toHaveLength(2)
  expect((await read(acme.db, [acme.db.select().from(sessions)]))[0]).toHaveLength(1)
})

test('a password changed between its check and the session leaves no session behind', async () => {
  const { product, acme, mine, from } = await front()
  const owner = acme.memberOf('owner')
  let calls = 0
  product.platform.openDb = (tenant) =>
    openTenantDb(tenant, {
      timeoutMs: 4_000,
      fetch: async (input, init) => {
        calls += 1
        if (calls === 2)
          await write(acme.db, [acme.db.update(members).set({ passwordHash: null }).where(eq(members.id, owner.id))])
        return fetch(input, init)
      },
    })
  expect((await from('203.0.113.1').post('/sign-in', mine)).status).toBe(422)
  expect((await read(acme.db, [acme.db.select().from(sessions)]))[0]).toHaveLength(0)
})

test('an owner arrives from the sign-up page with a code that works once, for a minute, and is asked by mail', async () => {
  const { product, acme, later } = await front()
  const owner = acme.memberOf('owner')
  const arrive = async (code: string, origin = 'https://localhost') => {
    const browser = browserAt(product, acme.host)
    return { browser, answer: await browser.post('/welcome', { code }, { origin }) }
  }
  const newCode = async () => {
    const link = await newLink({ tenant: acme.tenant, db: acme.db, now: product.clock.now }, 'hand_over', owner.id)
    await write(acme.db, link.writes)
    return link.secret
  }
  const code = await newCode()
  for (const origin of [
    'https://evil.example',
    'https://bravo.localhost',
    'http://localhost',
    'https://localhost.evil.example',
    'null',
  ])
    expect((await arrive(code, origin)).answer.status).toBe(403)

  const { browser, answer } = await arrive(code)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console'])
  expect((await browser.get('/console/account')).status).toBe(200)
  expect((await arrive(code)).answer.status).toBe(422)

  const late = await newCode()
  later(60)
  expect((await arrive(late)).answer.status).toBe(422)
  expect((await arrive('')).answer.status).toBe(422)
  const [rows] = await read(acme.db, [acme.db.select().from(links).where(eq(links.purpose, 'email_verification'))])
  expect(rows.length).toBe(1)
})
