import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { events } from '#schema/tenant/event.ts'
import { members, recoveryCodes } from '#schema/tenant/member.ts'
import { openTenantDb } from '#tenants/open.ts'
import { read, write } from '#tenants/round-trip.ts'
import { startProduct } from '../harness.ts'
import { addSecondFactor, goodPassword, signedIn } from './signed-in.ts'

async function office(role: Role = 'admin') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const browser = await signedIn(product, acme, role)
  const idOf = (of: Role) => acme.memberOf(of).id
  const find = async (of: Role) =>
    (
      await read(acme.db, [
        acme.db
          .select()
          .from(members)
          .where(eq(members.id, idOf(of))),
      ])
    )[0][0]!
  const change = (of: Role, to: Role, by = browser) =>
    by.post(`/console/members/${idOf(of)}/role`, { role: to, position: '' })
  const disable = (of: Role, by = browser) => by.post(`/console/members/${idOf(of)}/disabling`)
  const enable = (of: Role, by = browser) => by.post(`/console/members/${idOf(of)}/enabling`)
  return { product, acme, browser, idOf, find, change, disable, enable }
}

test('I-08 a supervisor sees names and roles; addresses, second factors and forms are for those who manage people', async () => {
  const { acme, browser, idOf } = await office('supervisor')
  for (const path of ['/console/members', `/console/members/${idOf('engineer')}`]) {
    const page = await (await browser.get(path)).text()
    expect(page).toContain('acme engineer')
    expect(page).not.toMatch(/@acme\.example|scrypt|Second factor|\/disabling|\/role"/)
  }
  expect(acme.memberOf('engineer').email).toBe('engineer@acme.example')
})

test('I-08 no page of members carries a hash or a secret', async () => {
  const { acme, browser, idOf, find } = await office('owner')
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ totpSecret: 'canary-secret', totpEnabledAt: new Date() })
      .where(eq(members.id, idOf('sales'))),
  ])
  const hash = (await find('owner')).passwordHash!
  for (const path of ['/console/members', `/console/members/${idOf('owner')}`, `/console/members/${idOf('sales')}`]) {
    const page = await (await browser.get(path)).text()
    expect(page).not.toContain(hash)
    expect(page).not.toContain('canary-secret')
  }
})

test('who lacks the right is refused on every page and post of members', async () => {
  for (const role of ['supervisor', 'agent', 'engineer', 'sales'] as const) {
    const { browser, idOf, find, change, disable, enable } = await office(role)
    const pages = role === 'supervisor' ? 200 : 403
    expect((await browser.get('/console/members')).status).toBe(pages)
    expect((await browser.get(`/console/members/${idOf('owner')}`)).status).toBe(pages)
    expect((await change('sales', 'admin')).status).toBe(403)
    expect((await disable('owner')).status).toBe(403)
    expect((await enable('owner')).status).toBe(403)
    expect((await browser.post('/console/invitations', {})).status).toBe(403)
    expect((await browser.post(`/console/invitations/${idOf('owner')}/withdrawal`)).status).toBe(403)
    expect(await find('owner')).toMatchObject({ role: 'owner', disabledAt: null })
  }
})

test('a role changes at once, for the very next request of the member', async () => {
  const { product, acme, change, find } = await office()
  const sales = await signedIn(product, acme, 'sales')
  expect((await sales.get('/console/members')).status).toBe(403)
  expect((await change('sales', 'supervisor')).status).toBe(303)
  expect((await sales.get('/console/members')).status).toBe(200)
  expect(await find('sales')).toMatchObject({ role: 'supervisor' })
  const [rows] = await read(acme.db, [acme.db.select().from(events).where(eq(events.name, 'member.role_changed'))])
  expect(rows).toMatchObject([{ actor: acme.memberOf('admin').id, detail: { from: 'sales', to: 'supervisor' } }])
})

test('an administrator neither makes, changes nor disables an owner', async () => {
  const { find, change, disable, enable } = await office('admin')
  expect((await change('sales', 'owner')).status).toBe(403)
  expect((await change('admin', 'owner')).status).toBe(403)
  expect((await change('owner', 'sales')).status).toBe(403)
  expect((await disable('owner')).status).toBe(403)
  expect((await enable('owner')).status).toBe(403)
  expect(await find('owner')).toMatchObject({ role: 'owner', disabledAt: null })
  expect(await find('admin')).toMatchObject({ role: 'admin' })
})

test('the last owner stays one, and nobody disables themselves', async () => {
  const { browser, idOf, find, change, disable } = await office('owner')
  expect((await change('owner', 'admin')).status).toBe(422)
  expect((await disable('owner')).status).toBe(422)
  expect(await find('owner')).toMatchObject({ role: 'owner', disabledAt: null })
  expect((await change('sales', 'owner')).status).toBe(303)
  expect((await disable('owner')).status).toBe(422)
  expect((await change('owner', 'admin')).status).toBe(303)
  expect((await browser.get(`/console/members/${idOf('sales')}`)).status).toBe(200)
  expect((await disable('sales')).status).toBe(403)
})

test('two owners who step down at the same moment leave one of them', async () => {
  const { product, acme, change, browser } = await office('owner')
  await change('sales', 'owner')
  const second = await signedIn(product, acme, 'sales')
  const answers = await Promise.all([change('owner', 'agent', browser), change('sales', 'agent', second)])
  expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(1)
  const [owners] = await read(acme.db, [acme.db.select().from(members).where(eq(members.role, 'owner'))])
  expect(owners.length).toBeGreaterThanOrEqual(1)
})

test('disabling ends every session at once and signs nobody in again; enabling brings back neither', async () => {
  const { product, acme, disable, enable, find } = await office()
  const agent = await signedIn(product, acme, 'agent')
  expect((await disable('agent')).status).toBe(303)
  expect((await agent.get('/console/account')).status).toBe(401)
  expect((await agent.post('/sign-in', { email: acme.memberOf('agent').email, password: goodPassword })).status).toBe(
    422,
  )
  expect((await enable('agent')).status).toBe(303)
  expect((await find('agent')).disabledAt).toBeNull()
  expect((await agent.get('/console/account')).status).toBe(401)
  expect((await agent.post('/sign-in', { email: acme.memberOf('agent').email, password: goodPassword })).status).toBe(
    303,
  )
})

test('a session from before is gone although nobody looked at it between disabling and enabling', async () => {
  const { product, acme, disable, enable } = await office()
  const agent = await signedIn(product, acme, 'agent')
  await disable('agent')
  await enable('agent')
  expect((await agent.get('/console/account')).status).toBe(401)
})

test('[ASVS 7.4.5] a member is signed out everywhere at once, by password long after signing in, and may come back', async () => {
  const { product, acme, browser, idOf, find } = await office()
  const [phone, laptop] = [await signedIn(product, acme, 'agent'), await signedIn(product, acme, 'agent')]
  const other = await signedIn(product, acme, 'sales')
  product.clock.now = new Date(product.clock.now.getTime() + 16 * 60_000)
  const path = `/console/members/${idOf('agent')}/sessions/end`
  for (const sessionsProof of ['', 'wrong one']) {
    const refused = await browser.post(path, { sessionsProof })
    expect(refused.status).toBe(422)
    expect(await refused.text()).not.toContain('value="wrong one"')
  }
  expect((await phone.get('/console/account')).status).toBe(200)

  const ended = await browser.post(path, { sessionsProof: goodPassword })

  expect([ended.status, ended.headers.get('location')]).toEqual([
    303,
    `/console/members/${idOf('agent')}?told=signed_out`,
  ])
  for (const gone of [phone, laptop]) expect((await gone.get('/console/account')).status).toBe(401)
  for (const here of [other, browser]) expect((await here.get('/console/account')).status).toBe(200)
  expect(await (await browser.get(ended.headers.get('location')!)).text()).toContain('Signed out everywhere.')
  expect((await phone.post('/sign-in', { email: acme.memberOf('agent').email, password: goodPassword })).status).toBe(
    303,
  )
  const [rows] = await read(acme.db, [acme.db.select().from(events).where(eq(events.name, 'member.sessions_ended'))])
  expect(rows).toMatchObject([{ actor: idOf('admin'), subject: idOf('agent') }])
  expect((await find('agent')).version).toBe(1)
})

test('somebody’s second factor is switched off by password only, with their codes and sessions', async () => {
  const { product, acme, browser, idOf, find } = await office()
  const agent = await signedIn(product, acme, 'agent')
  await addSecondFactor(product, agent)
  const shown = () => browser.get(`/console/members/${idOf('agent')}`).then((page) => page.text())
  expect(await shown()).toContain('Switch off their second factor')
  const path = `/console/members/${idOf('agent')}/second-factor/removal`
  for (const fields of [{}, { factorProof: '' }, { factorProof: 'wrong one' }])
    expect((await browser.post(path, fields)).status).toBe(422)
  expect((await find('agent')).totpEnabledAt).not.toBeNull()
  expect((await agent.get('/console/account')).status).toBe(200)

  expect((await browser.post(path, { factorProof: goodPassword })).status).toBe(303)

  expect(await find('agent')).toMatchObject({ totpEnabledAt: null, totpSecret: null })
  expect((await read(acme.db, [acme.db.select().from(recoveryCodes)]))[0]).toEqual([])
  expect((await agent.get('/console/account')).status).toBe(401)
  expect(await shown()).not.toContain('Switch off their second factor')
  const email = acme.memberOf('agent').email
  const again = await agent.post('/sign-in', { email, password: goodPassword })
  expect([again.status, again.headers.get('location')]).toEqual([303, '/console'])
  const [rows] = await read(acme.db, [
    acme.db.select().from(events).where(eq(events.name, 'member.second_factor_removed')),
  ])
  expect(rows).toMatchObject([{ actor: idOf('admin'), subject: idOf('agent') }])
})

test('an owner’s sessions and second factor are for owners, one’s own for the own account', async () => {
  const { product, acme, browser, idOf, find } = await office('admin')
  const { version } = await find('owner')
  const owner = await acme.cookieOf('owner')
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ totpSecret: 'sealed', totpEnabledAt: new Date() })
      .where(eq(members.id, idOf('owner'))),
  ])
  const of = (role: Role) => `/console/members/${idOf(role)}`
  expect((await browser.post(`${of('owner')}/sessions/end`)).status).toBe(403)
  expect((await browser.post(`${of('owner')}/second-factor/removal`, { factorProof: goodPassword })).status).toBe(403)
  expect((await browser.post(`${of('admin')}/sessions/end`)).status).toBe(422)
  expect((await browser.post(`${of('admin')}/second-factor/removal`, { factorProof: goodPassword })).status).toBe(422)
  expect(await find('owner')).toMatchObject({ totpSecret: 'sealed', version })
  for (const cookie of [owner, browser.cookie()])
    expect((await product.get(acme.host, '/console/account', cookie)).status).toBe(200)
})

test('I-14 whoever lost the right between the check and the write is refused, and nothing of theirs is stored', async () => {
  const { product, acme, idOf, find, change, disable } = await office('admin')
  const demote = () =>
    write(acme.db, [
      acme.db
        .update(members)
        .set({ role: 'sales' })
        .where(eq(members.id, idOf('admin'))),
    ])
  const restore = () =>
    write(acme.db, [
      acme.db
        .update(members)
        .set({ role: 'admin' })
        .where(eq(members.id, idOf('admin'))),
    ])
  const open = product.platform.openDb
  for (const act of [() => change('sales', 'supervisor'), () => disable('sales')]) {
    let calls = 0
    product.platform.openDb = (tenant) =>
      openTenantDb(tenant, {
        timeoutMs: 4_000,
        fetch: async (input, init) => {
          calls += 1
          if (calls === 3) await demote()
          return fetch(input, init)
        },
      })
    expect((await act()).status).toBe(403)
    expect(calls).toBe(3)
    product.platform.openDb = open
    await restore()
  }
  expect(await find('sales')).toMatchObject({ role: 'sales', disabledAt: null, version: 0 })
})

test('changing somebody’s role long after signing in wants the password again', async () => {
  const { product, browser, idOf, find, change } = await office()
  product.clock.now = new Date(product.clock.now.getTime() + 16 * 60_000)
  expect((await change('sales', 'agent')).status).toBe(422)
  const path = `/console/members/${idOf('sales')}/role`
  expect((await browser.post(path, { role: 'agent', position: '', password: 'wrong one' })).status).toBe(422)
  expect(await find('sales')).toMatchObject({ role: 'sales' })
  expect((await browser.post(path, { role: 'agent', position: '', password: goodPassword })).status).toBe(303)
  expect((await change('sales', 'sales')).status).toBe(303)
})

test('a member of another company is nobody here', async () => {
  const { product, browser } = await office('owner')
  const bravo = await product.company('bravo')
  const { id } = bravo.memberOf('agent')
  const random = '01J0000000000000000000000Z'
  const bodyOf = async (of: string) =>
    (await (await browser.get(`/console/members/${of}`)).text())
      .replace(/nonce="[^"]*"|Reference \w+/g, '')
      .replaceAll(of, 'ID')
  expect((await browser.get(`/console/members/${id}`)).status).toBe(404)
  expect(await bodyOf(id)).toBe(await bodyOf(random))
  expect((await browser.post(`/console/members/${id}/role`, { role: 'sales', position: '' })).status).toBe(404)
  expect((await browser.post(`/console/members/${id}/disabling`)).status).toBe(404)
})

test('every page of members and of the account takes two round trips', async () => {
  const { product, browser, idOf } = await office('owner')
  const pages = ['members', `members/${idOf('sales')}`, 'account', 'account/sessions', 'account/second-factor']
  for (const page of pages) {
    product.calls.length = 0
    expect((await browser.get(`/console/${page}`)).status).toBe(200)
    expect([page, product.calls.length]).toEqual([page, 2])
  }
})
