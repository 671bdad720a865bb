import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { members } from '#schema/tenant/member.ts'
import { links } from '#schema/tenant/session.ts'
import { read, write } from '#tenants/round-trip.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { startProduct } from '../harness.ts'
import { addSecondFactor, browserAt, givePassword, goodPassword, mailedToken, signedIn } from './signed-in.ts'

const newPassword = 'quite another sentence'

async function lobby() {
  const product = await startProduct()
  const acme = await product.company('acme')
  await givePassword(acme, 'agent')
  const agent = acme.memberOf('agent')
  const visitor = browserAt(product, acme.host)
  const ask = (email: string, address = '203.0.113.7', more: Record<string, string> = {}) =>
    browserAt(product, acme.host, address).post('/password-reset', { email }, more)
  const later = (minutes: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + minutes * 60_000)
  }
  return { product, acme, agent, visitor, ask, later, token: () => mailedToken(product, acme, agent.email) }
}

test('L-02 known, unknown and disabled addresses get the same 202 for the same round trips; only the known gets mail', async () => {
  const { product, acme, agent, ask } = await lobby()
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ disabledAt: new Date() })
      .where(eq(members.id, acme.memberOf('sales').id)),
  ])
  const seen = []
  for (const email of [agent.email, 'nobody@acme.example', acme.memberOf('sales').email]) {
    product.calls.length = 0
    const response = await ask(email)
    const body = (await response.text()).replaceAll(email, 'E').replaceAll(/nonce="[^"]*"/g, '')
    seen.push(JSON.stringify({ status: response.status, body, calls: product.calls.length }))
  }
  expect(new Set(seen).size).toBe(1)
  expect(seen[0]).toContain('202')
  const [planned] = await read(acme.db, [acme.db.select().from(notices).where(eq(notices.template, 'password_reset'))])
  expect(planned.map(({ recipient }) => recipient)).toEqual([agent.email])
  expect(product.rung).toEqual([acme.tenant.id, acme.tenant.id, acme.tenant.id])
})

test('L-08 the link leads to the company’s own host, whatever the request says its host is', async () => {
  const { product, agent, ask, token } = await lobby()
  await ask(agent.email, '203.0.113.7', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' })
  expect(await token()).toBeDefined()
  const mail = product.sent.at(-1)!
  expect(mail.text).toContain('https://acme.localhost/password-reset/')
  expect(mail.text + mail.html).not.toContain('evil')
})

test('a new password ends every session and signs nobody in; the link works once', async () => {
  const { product, acme, agent, visitor, ask, token } = await lobby()
  const before = await signedIn(product, acme, 'agent')
  await ask(agent.email)
  const path = `/password-reset/${await token()}`
  expect((await visitor.get(path)).status).toBe(200)
  const refused = await visitor.post(path, { password: 'acme-agent' })
  expect(refused.status).toBe(422)
  expect((await before.get('/console/account')).status).toBe(200)

  const done = await visitor.post(path, { password: newPassword })

  expect([done.status, done.headers.get('location')]).toEqual([303, '/sign-in?told=password_changed'])
  expect(visitor.jar.has('__Host-session')).toBe(false)
  expect((await before.get('/console/account')).status).toBe(401)
  expect((await visitor.post(path, { password: 'and once more please' })).status).toBe(422)
  expect((await visitor.post('/sign-in', { email: agent.email, password: goodPassword })).status).toBe(422)
  expect((await visitor.post('/sign-in', { email: agent.email, password: newPassword })).status).toBe(303)
})

test('a reset password is told by mail, once', async () => {
  const { product, acme, agent, visitor, ask, token } = await lobby()
  await ask(agent.email)
  const path = `/password-reset/${await token()}`
  await visitor.post(path, { password: newPassword })
  await visitor.post(path, { password: newPassword })
  expect(product.rung).toHaveLength(2)
  await runTenantJobs(product.platform, acme.tenant.id)
  const told = product.sent.filter(({ subject }) => subject === 'Your password for acme 服务 was changed')
  expect(told.map(({ to }) => to)).toEqual([agent.email])
})

test('a second link ends the first, and a link ends after fifteen minutes', async () => {
  const { visitor, agent, ask, later, token } = await lobby()
  await ask(agent.email)
  const first = await token()
  await ask(agent.email)
  const second = await token()
  expect(second).not.toBe(first)
  expect((await visitor.post(`/password-reset/${first}`, { password: newPassword })).status).toBe(422)
  later(15)
  expect((await visitor.post(`/password-reset/${second}`, { password: newPassword })).status).toBe(422)
})

test('two submits of one link at the same moment set one password', async () => {
  const { visitor, agent, ask, token } = await lobby()
  await ask(agent.email)
  const path = `/password-reset/${await token()}`
  const answers = await Promise.all(
    ['one good sentence', 'two good sentences'].map((password) => visitor.post(path, { password })),
  )
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
})

test('the second factor is still asked for after a reset', async () => {
  const { product, acme, agent, visitor, ask, token } = await lobby()
  await addSecondFactor(product, await signedIn(product, acme, 'agent'))
  await ask(agent.email)
  await visitor.post(`/password-reset/${await token()}`, { password: newPassword })
  const answer = await visitor.post('/sign-in', { email: agent.email, password: newPassword })
  expect(answer.headers.get('location')).toBe('/sign-in/code')
  expect(visitor.jar.has('__Host-session')).toBe(false)
})

test('asking again and again is slowed down, alike for an address that is here and one that is not', async () => {
  const { agent, ask } = await lobby()
  for (const email of [agent.email, 'nobody@acme.example']) {
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await ask(email, `203.0.113.${i}`)).status)
    expect(statuses).toEqual([202, 202, 202, 429, 429])
  }
})

test('S-06 the secret lies sealed until it is sent, and is stored nowhere after it', async () => {
  const { acme, agent, ask, token } = await lobby()
  await ask(agent.email)
  const [planned, stored] = await read(acme.db, [acme.db.select().from(notices), acme.db.select().from(links)])
  const secret = (await token())!
  const [sent] = await read(acme.db, [acme.db.select().from(notices)])
  for (const rows of [planned, stored, sent]) expect(JSON.stringify(rows)).not.toContain(secret)
  expect(sent.find(({ template }) => template === 'password_reset')!.sealed).toBeNull()
})
