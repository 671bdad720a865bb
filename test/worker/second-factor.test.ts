import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { members, recoveryCodes } from '#schema/tenant/member.ts'
import { sessions } from '#schema/tenant/session.ts'
import { read, write } from '#tenants/round-trip.ts'
import { startProduct } from '../harness.ts'
import { addSecondFactor, browserAt, codeAt, givePassword, goodPassword, signedIn } from './signed-in.ts'

async function guarded(role: Role = 'owner') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, role)
  const factor = await addSecondFactor(product, browser)
  const later = (seconds: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + seconds * 1_000)
  }
  later(60)
  /** A fresh browser that has given the right password and is asked for a code. */
  const asked = async (address = '198.51.100.1') => {
    const visitor = browserAt(product, acme.host, address)
    const answer = await visitor.post('/sign-in', { ...(await givePassword(acme, role)), next: '/console/account' })
    expect(answer.headers.get('location')).toBe('/sign-in/code?next=%2Fconsole%2Faccount')
    return visitor
  }
  const code = () => codeAt(factor.key, product.clock.now)
  return { product, acme, browser, ...factor, later, asked, code }
}

test('setting up shows a key, wants a code of it, and answers ten recovery codes once', async () => {
  const { acme, browser, status, recoveryCodes: codes } = await guarded()
  expect(status).toBe(200)
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/)
  const page = await (await browser.get('/console/account/second-factor')).text()
  for (const code of codes) expect(page).not.toContain(code)
  const [stored] = await read(acme.db, [acme.db.select().from(recoveryCodes)])
  expect(JSON.stringify(stored)).not.toContain(codes[0])
})

test('the password alone opens nothing but the question for a code', async () => {
  const { acme, asked, code } = await guarded()
  const before = (await read(acme.db, [acme.db.select().from(sessions)]))[0].length
  const visitor = await asked()
  expect(visitor.jar.has('__Host-session')).toBe(false)
  expect((await visitor.get('/console/account')).status).toBe(401)
  expect((await read(acme.db, [acme.db.select().from(sessions)]))[0]).toHaveLength(before)

  const answer = await visitor.post('/sign-in/code', { code: code(), next: '/console/account' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/account'])
  expect((await visitor.get('/console/account')).status).toBe(200)
  expect(visitor.jar.has('__Host-sign-in')).toBe(false)
})

test('L-11 a code works once, also in the thirty seconds in which it is shown', async () => {
  const { asked, code } = await guarded()
  const [first, second] = [await asked(), await asked()]
  expect((await first.post('/sign-in/code', { code: code() })).status).toBe(303)
  const again = await second.post('/sign-in/code', { code: code() })
  expect(again.status).toBe(422)
  expect(second.jar.has('__Host-session')).toBe(false)
})

test('L-11 the code that switched it on signs nobody in', async () => {
  const { asked, code, later } = await guarded()
  later(-60)
  expect((await (await asked()).post('/sign-in/code', { code: code() })).status).toBe(422)
})

test('L-11 two submits of one code at the same moment make exactly one session', async () => {
  const { acme, asked, code } = await guarded()
  const before = (await read(acme.db, [acme.db.select().from(sessions)]))[0].length
  const visitor = await asked()
  const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.post('/sign-in/code', { code: code() })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect((await read(acme.db, [acme.db.select().from(sessions)]))[0]).toHaveLength(before + 1)
})

test('a code of the step before and after is taken, two steps away it is not', async () => {
  for (const [offset, status] of [
    [-60, 422],
    [-30, 303],
    [30, 303],
    [60, 422],
  ] as const) {
    const { product, asked, key } = await guarded()
    product.clock.now = new Date(product.clock.now.getTime() + 120_000)
    const code = codeAt(key, new Date(product.clock.now.getTime() + offset * 1_000))
    expect([offset, (await (await asked()).post('/sign-in/code', { code })).status]).toEqual([offset, status])
  }
})

test('a recovery code works once, however it is typed, and two submits make one session', async () => {
  const { asked, recoveryCodes: codes } = await guarded()
  const typed = ` ${codes[0]!.toLowerCase().replaceAll('-', ' ')} `
  expect((await (await asked()).post('/sign-in/code', { code: typed })).status).toBe(303)
  expect((await (await asked()).post('/sign-in/code', { code: codes[0]! })).status).toBe(422)
  const visitor = await asked()
  const answers = await Promise.all([1, 2, 3].map(() => visitor.post('/sign-in/code', { code: codes[1]! })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
})

test('the sixth wrong code is 429 and ends the question; the right one gets in after the wait', async () => {
  const { asked, code, later } = await guarded()
  const visitor = await asked()
  for (let i = 0; i < 5; i++) expect((await visitor.post('/sign-in/code', { code: `00000${i}` })).status).toBe(422)
  const secret = visitor.jar.get('__Host-sign-in')!
  const sixth = await visitor.post('/sign-in/code', { code: code() })
  expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '30'])
  later(30)
  visitor.jar.set('__Host-sign-in', secret)
  expect((await visitor.post('/sign-in/code', { code: code() })).status).toBe(422)
  expect(visitor.jar.has('__Host-session')).toBe(false)
  expect((await (await asked()).post('/sign-in/code', { code: code() })).status).toBe(303)
})

test('the question for a code is over after ten minutes, and was never anybody else’s', async () => {
  const { product, asked, code, later } = await guarded()
  const visitor = await asked()
  later(600)
  expect((await visitor.post('/sign-in/code', { code: code() })).status).toBe(422)
  const bravo = await product.company('bravo')
  const moved = browserAt(product, bravo.host)
  moved.jar.set('__Host-sign-in', (await asked()).jar.get('__Host-sign-in')!)
  expect((await moved.post('/sign-in/code', { code: code() })).status).toBe(422)
})

test('the key is stored sealed for this member of this company only', async () => {
  const { product, acme, key, sealed } = await guarded()
  const [[member]] = await read(acme.db, [
    acme.db
      .select()
      .from(members)
      .where(eq(members.id, acme.memberOf('owner').id)),
  ])
  expect(member!.totpSecret).not.toContain(key)
  const other = await signedIn(product, acme, 'agent')
  const stolen = await other.post('/console/account/second-factor', { sealed, code: codeAt(key, product.clock.now) })
  expect(stolen.status).toBe(422)
})

test('switching it off wants the password, whenever it was given last, and signs other browsers out', async () => {
  const { browser, asked, code } = await guarded()
  const other = await asked()
  await other.post('/sign-in/code', { code: code() })
  const off = (fields: Record<string, string>) => browser.post('/console/account/second-factor/removal', fields)
  expect((await off({})).status).toBe(422)
  expect((await off({ password: 'wrong one' })).status).toBe(422)
  expect((await other.get('/console/account')).status).toBe(200)
  expect((await off({ password: goodPassword })).status).toBe(303)
  expect((await other.get('/console/account')).status).toBe(401)
  expect((await browser.get('/console/account')).status).toBe(200)
})

test('setting it up long after signing in wants the password again', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, 'agent')
  product.clock.now = new Date(product.clock.now.getTime() + 16 * 60_000)
  const { status, key, sealed } = await addSecondFactor(product, browser)
  expect(status).toBe(422)
  const fields = { sealed, code: codeAt(key, product.clock.now), password: goodPassword }
  expect((await browser.post('/console/account/second-factor', fields)).status).toBe(200)
})

test('a company can require it of owners and administrators: nothing else is open to them before, and it stays', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  await write(acme.db, [acme.db.update(companies).set({ secondFactorRequired: true })])
  const agent = await signedIn(product, acme, 'agent')
  expect((await agent.get('/console/account')).status).toBe(200)
  const admin = await signedIn(product, acme, 'admin')
  const sent = await admin.get('/console/members')
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/console/account/second-factor'])
  expect((await admin.post('/console/invitations', { email: 'x@acme.example' })).status).toBe(403)
  expect((await addSecondFactor(product, admin)).status).toBe(200)
  expect((await admin.get('/console/members')).status).toBe(200)
  expect((await admin.post('/console/account/second-factor/removal', { password: goodPassword })).status).toBe(422)
})

test('new recovery codes take the password, end the old ones, and are told in the log', async () => {
  const { acme, browser, asked, recoveryCodes: old } = await guarded()
  const path = '/console/account/second-factor/codes'
  for (const codesProof of ['', 'wrong one']) {
    const refused = await browser.post(path, { codesProof })
    expect([refused.status, (await refused.text()).includes('f-codesProof-error')]).toEqual([422, true])
  }
  const answer = await browser.post(path, { codesProof: goodPassword })
  const page = await answer.text()
  const codes = [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code!)
  expect([answer.status, codes.length, page.includes('The old codes work no more')]).toEqual([200, 10, true])
  expect(codes.filter((code) => old.includes(code))).toEqual([])
  expect((await (await asked()).post('/sign-in/code', { code: old[0]! })).status).toBe(422)
  expect((await (await asked()).post('/sign-in/code', { code: codes[0]! })).status).toBe(303)
  const [log] = await read(acme.db, [
    acme.db.select().from(events).where(eq(events.name, 'member.recovery_codes_renewed')),
  ])
  expect(log).toMatchObject([{ subject: acme.memberOf('owner').id, actor: acme.memberOf('owner').id }])
})

test('nobody without a second factor makes recovery codes', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, 'agent')
  expect((await browser.post('/console/account/second-factor/codes', { codesProof: goodPassword })).status).toBe(409)
  expect((await read(acme.db, [acme.db.select().from(recoveryCodes)]))[0]).toEqual([])
})
