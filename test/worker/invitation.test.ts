import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { memberAddresses } from '#schema/control-plane/tenant.ts'
import { members } from '#schema/tenant/member.ts'
import { read, write } from '#tenants/round-trip.ts'
import { startProduct } from '../harness.ts'
import { browserAt, mailedToken, signedIn } from './signed-in.ts'

const guest = { name: 'Li Lei', email: 'li.lei@acme.example', role: 'engineer', position: 'technician', lang: 'zh-CN' }
const acceptance = { name: '李雷', password: 'a sentence of my own', lang: 'zh-CN' }

async function office(role: 'owner' | 'admin' | 'supervisor' = 'admin') {
  const product = await startProduct()
  const acme = await product.company('acme')
  await write(acme.db, [acme.db.update(members).set({ emailVerifiedAt: product.clock.now })])
  const browser = await signedIn(product, acme, role)
  const invite = (changes: Record<string, string> = {}) =>
    browser.post('/console/invitations', { ...guest, ...changes })
  const findGuest = async () =>
    (await read(acme.db, [acme.db.select().from(members).where(eq(members.email, guest.email))]))[0][0]
  const visitor = browserAt(product, acme.host)
  return { product, acme, browser, invite, findGuest, visitor, token: () => mailedToken(product, acme, guest.email) }
}

test('somebody invited chooses name and password and is at work, with the role that was given', async () => {
  const { product, acme, invite, findGuest, visitor, token } = await office()
  expect((await invite()).status).toBe(303)
  const path = `/invitation/${await token()}`
  expect(await (await visitor.get(path)).text()).toContain(guest.email)

  const joined = await visitor.post(path, { ...acceptance, email: 'someone.else@evil.example' })

  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/console'])
  expect(await (await visitor.get('/console/account')).text()).toContain('李雷')
  expect(await findGuest()).toMatchObject({ name: '李雷', role: 'engineer', position: 'technician', lang: 'zh-CN' })
  expect((await findGuest())!.emailVerifiedAt).toEqual(product.clock.now)
  expect((await visitor.post(path, acceptance)).status).toBe(422)
  const rows = async () =>
    (await read(product.platform.controlPlane(), [product.platform.controlPlane().select().from(memberAddresses)]))[0]
  await expect.poll(rows).toMatchObject([{ tenantId: acme.tenant.id }])
  expect(JSON.stringify(await rows())).not.toContain('li.lei')
})

test('a refused acceptance keeps the name and says beside the password what is wrong', async () => {
  const { invite, visitor, token, findGuest } = await office()
  await invite()
  const path = `/invitation/${await token()}`
  for (const password of ['short', '12345678', 'acme2026', 'li.lei.12'])
    expect([password, (await visitor.post(path, { ...acceptance, password })).status]).toEqual([password, 422])
  const refused = await (await visitor.post(path, { ...acceptance, password: 'short' })).text()
  expect(refused).toContain('value="李雷"')
  expect(refused).toContain('f-password-error')
  expect(refused).not.toContain('value="short"')
  expect((await findGuest())!.joinedAt).toBeNull()
})

test('an invitation ends after three days, when it is sent again, and when it is withdrawn', async () => {
  const { product, acme, invite, visitor, token, findGuest } = await office()
  await invite()
  const first = await token()
  await invite({ role: 'agent' })
  const second = await token()
  expect((await visitor.post(`/invitation/${first}`, acceptance)).status).toBe(422)
  expect((await findGuest())!.role).toBe('agent')
  product.clock.now = new Date(product.clock.now.getTime() + 72 * 3_600_000)
  expect((await visitor.post(`/invitation/${second}`, acceptance)).status).toBe(422)

  const again = await signedIn(product, acme, 'admin')
  await again.post('/console/invitations', guest)
  const third = await token()
  const { id } = (await findGuest())!
  expect((await again.post(`/console/invitations/${id}/withdrawal`)).status).toBe(303)
  expect((await visitor.post(`/invitation/${third}`, acceptance)).status).toBe(422)
  expect(await findGuest()).toBeUndefined()
})

test('whoever has not confirmed their own address invites nobody', async () => {
  const { acme, invite, findGuest } = await office()
  await write(acme.db, [
    acme.db
      .update(members)
      .set({ emailVerifiedAt: null })
      .where(eq(members.id, acme.memberOf('admin').id)),
  ])
  const response = await invite()
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Confirm your own address')
  expect(await findGuest()).toBeUndefined()
})

test('the mail to confirm an address can be asked for again, and the press of a button confirms, not the look', async () => {
  const { product, acme, browser, visitor } = await office()
  const admin = acme.memberOf('admin')
  const state = async () =>
    (await read(acme.db, [acme.db.select().from(members).where(eq(members.id, admin.id))]))[0][0]!.emailVerifiedAt
  await write(acme.db, [acme.db.update(members).set({ emailVerifiedAt: null }).where(eq(members.id, admin.id))])
  expect((await browser.post('/console/account/email-verification')).status).toBe(303)
  const path = `/email-verification/${await mailedToken(product, acme, admin.email)}`
  expect((await visitor.get(path)).status).toBe(200)
  expect(await state()).toBeNull()
  expect((await visitor.post(path)).status).toBe(200)
  expect(await state()).toEqual(product.clock.now)
  expect((await visitor.post(path)).status).toBe(422)
  expect(visitor.jar.has('__Host-session')).toBe(false)
})

test('only an owner invites an owner; nobody without the right invites at all', async () => {
  for (const [role, wanted, status] of [
    ['admin', 'owner', 422],
    ['owner', 'owner', 303],
    ['supervisor', 'sales', 403],
  ] as const) {
    const { invite, findGuest } = await office(role)
    expect([role, (await invite({ role: wanted })).status]).toEqual([role, status])
    expect((await findGuest()) === undefined).toBe(status !== 303)
  }
})

test('I-05 an invitation takes what its form has, and nothing else', async () => {
  const { acme, invite, findGuest } = await office()
  for (const extra of [
    { joinedAt: '1' },
    { emailVerifiedAt: '1' },
    { passwordHash: 'x' },
    { role: 'root' },
    { position: 'king' },
  ])
    expect((await invite(extra)).status).toBe(422)
  expect(await findGuest()).toBeUndefined()
  const taken = await invite({ email: acme.memberOf('sales').email.toUpperCase() })
  expect(taken.status).toBe(422)
  expect(await taken.text()).toContain('member already')
})

test('an invitation opens nothing of somebody who has joined or was disabled meanwhile', async () => {
  const { product, acme, invite, visitor, token } = await office()
  await invite()
  const path = `/invitation/${await token()}`
  const guestRow = eq(members.email, guest.email)
  for (const change of [{ joinedAt: product.clock.now }, { joinedAt: null, disabledAt: product.clock.now }]) {
    await write(acme.db, [acme.db.update(members).set(change).where(guestRow)])
    expect((await visitor.get(path)).status).toBe(422)
    expect((await visitor.post(path, acceptance)).status).toBe(422)
  }
})

test('two acceptances at the same moment make one member and one session', async () => {
  const { invite, visitor, token } = await office()
  await invite()
  const path = `/invitation/${await token()}`
  const answers = await Promise.all([1, 2].map(() => visitor.post(path, acceptance)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
})
