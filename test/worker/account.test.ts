import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { members } from '#schema/tenant/member.ts'
import { sessions } from '#schema/tenant/session.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { startProduct } from '../harness.ts'
import { goodPassword, signedIn } from './signed-in.ts'

const account = '/console/account'
const cookieName = '__Host-session'

async function office() {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, 'agent')
  const secret = browser.jar.get(cookieName)!
  const later = (ms: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + ms)
  }
  return { product, acme, browser, secret, later }
}

test('a member sees the own sessions, ends one of them, and all others with the password', async () => {
  const { product, acme, browser, later } = await office()
  const [second, third] = [await signedIn(product, acme, 'agent'), await signedIn(product, acme, 'agent')]
  const stranger = await signedIn(product, acme, 'engineer')
  const page = await (await browser.get(`${account}/sessions`)).text()
  expect(page).toContain('Chrome, Windows')
  const handles = [...page.matchAll(/sessions\/([\w-]{12})\/end"/g)].map(([, handle]) => handle!)
  expect(handles).toHaveLength(2)

  const own = (await hashOf(second.jar.get(cookieName)!)).slice(0, 12)
  expect((await browser.post(`${account}/sessions/${own}/end`)).status).toBe(303)
  expect((await second.get(account)).status).toBe(401)
  expect((await third.get(account)).status).toBe(200)

  const foreign = (await hashOf(stranger.jar.get(cookieName)!)).slice(0, 12)
  expect((await browser.post(`${account}/sessions/${foreign}/end`)).status).toBe(404)
  expect((await stranger.get(account)).status).toBe(200)

  later(16 * 60_000)
  expect((await browser.post(`${account}/sessions/end-others`)).status).toBe(422)
  expect((await browser.post(`${account}/sessions/end-others`, { password: 'wrong one' })).status).toBe(422)
  expect((await third.get(account)).status).toBe(200)
  expect((await browser.post(`${account}/sessions/end-others`, { password: goodPassword })).status).toBe(303)
  expect((await third.get(account)).status).toBe(401)
  expect((await browser.get(account)).status).toBe(200)
})

test('changing the password needs the present one, ends every other session and begins a new one here', async () => {
  const { product, acme, browser, secret } = await office()
  const other = await signedIn(product, acme, 'agent')
  const change = (password: string, newPassword: string) =>
    browser.post(`${account}/password`, { password, newPassword })

  expect((await change('wrong one', 'another good sentence')).status).toBe(422)
  expect((await change(goodPassword, 'password1')).status).toBe(422)
  expect((await change(goodPassword, goodPassword)).status).toBe(422)
  expect((await other.get(account)).status).toBe(200)

  expect((await change(goodPassword, 'another good sentence')).status).toBe(303)
  expect((await other.get(account)).status).toBe(401)
  expect((await browser.get(account)).status).toBe(200)
  expect((await product.get(acme.host, account, `${cookieName}=${secret}`)).status).toBe(401)
})

test('a changed password is told by mail, to a proved address only', async () => {
  const { product, acme, browser } = await office()
  await browser.post(`${account}/password`, { password: goodPassword, newPassword: 'another good sentence' })
  expect(product.rung).toContain(acme.tenant.id)
  await runTenantJobs(product.platform, acme.tenant.id)
  const [mail] = product.sent
  expect(mail).toMatchObject({ to: acme.memberOf('agent').email, subject: 'Your password for acme 服务 was changed' })
  expect(mail!.text).toContain('https://acme.localhost/password-reset')
  expect(mail!.text + mail!.html).not.toContain('another good sentence')

  await acme.db.run('update members set email_verified_at = null')
  const change = { password: 'another good sentence', newPassword: 'one more good sentence' }
  expect((await browser.post(`${account}/password`, change)).status).toBe(303)
  await runTenantJobs(product.platform, acme.tenant.id)
  expect(product.sent).toHaveLength(1)
})

test('I-05 the own profile takes a name and a language, and nothing that makes somebody more', async () => {
  const { acme, browser } = await office()
  for (const extra of [{ role: 'owner' }, { emailVerifiedAt: '1' }, { id: 'x' }, { __proto__x: '1' }]) {
    const response = await browser.post(account, { name: 'New Name', lang: 'en', ...extra })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('New Name')
  }
  const [[member]] = await read(acme.db, [
    acme.db
      .select()
      .from(members)
      .where(eq(members.id, acme.memberOf('agent').id)),
  ])
  expect(member).toMatchObject({ role: 'agent', name: 'acme agent' })
  expect((await browser.post(account, { name: '新名字', lang: 'zh-CN' })).status).toBe(303)
  expect(await (await browser.get(account)).text()).toContain('我的账户')
})

test('C-01…C-07 nothing of the account is written from elsewhere or by reading', async () => {
  const { acme, browser } = await office()
  for (const path of ['/sign-out', account, `${account}/password`, `${account}/sessions/end-others`]) {
    for (const origin of ['https://evil.example', 'https://bravo.localhost', 'https://localhost', 'null'])
      for (const type of ['application/x-www-form-urlencoded', 'application/octet-stream', 'application/json'])
        expect((await browser.post(path, { name: 'x', lang: 'en' }, { origin, 'content-type': type })).status).toBe(403)
  }
  for (const path of ['/sign-out', `${account}/password`, `${account}/sessions/end-others`, '/welcome']) {
    expect((await browser.get(path)).status).toBe(405)
    expect((await browser.get(`${path}?_method=DELETE`)).status).toBe(405)
  }
  expect((await browser.get(account)).status).toBe(200)
  expect((await read(acme.db, [acme.db.select().from(sessions)]))[0]).toHaveLength(1)
})

test('while nobody’s address is confirmed who answers for the company, the owner reads that customers get no mails', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const owner = await signedIn(product, acme, 'owner')
  const agent = await signedIn(product, acme, 'agent')
  const read = async (browser: typeof owner) => (await browser.get('/console/requests')).text()
  expect(await read(owner)).not.toContain('no mail goes to your customers')
  await acme.db.update(members).set({ emailVerifiedAt: null })
  expect(await read(owner)).toContain('no mail goes to your customers')
  expect(await read(agent)).not.toContain('no mail goes to your customers')
})
