import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { jpeg } from '../cases/photo.ts'
import { formIn } from '../faults/page-form.ts'
import { startProduct } from '../harness.ts'
import { signedIn } from './signed-in.ts'

/** What a person sends again whose answer was lost, or who pressed a button twice. */
async function office() {
  const product = await startProduct()
  const acme = await product.company('acme')
  const admin = await signedIn(product, acme, 'admin')
  const named = (name: string) => acme.db.select().from(events).where(eq(events.name, name))
  return { product, acme, admin, named, page: async (path: string) => (await admin.get(path)).text() }
}

const guest = { name: 'Li Lei', email: 'li.lei@acme.example', role: 'engineer', position: 'technician', lang: 'en' }

test('the form of an invitation sent twice, or twice at once, is one mail; for somebody else it is another', async () => {
  const { product, acme, admin, named, page } = await office()
  const form = { ...formIn(await page(consolePaths.members()), consolePaths.invitations()), ...guest }
  const post = (changes = {}) => admin.post(consolePaths.invitations(), { ...form, ...changes })
  const twins = await Promise.all([post(), post()])
  expect([...twins, await post()].map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await named('member.invited')).toHaveLength(1)
  expect((await post({ email: 'han.meimei@acme.example' })).status).toBe(303)
  expect(await named('member.invited')).toHaveLength(2)
  expect(await acme.db.select().from(notices).where(eq(notices.template, 'invitation'))).toHaveLength(2)
  await acme.db.update(members).set({ joinedAt: product.clock.now }).where(eq(members.email, guest.email))
  expect((await post()).status).toBe(303)
})

test('somebody invited is sent another mail whenever the page is opened anew for it', async () => {
  const { acme, admin, named, page } = await office()
  await admin.post(consolePaths.invitations(), { ...guest, idempotencyKey: newSecret() })
  const [row] = await acme.db.select().from(members).where(eq(members.email, guest.email))
  const again = async () => formIn(await page(consolePaths.member(row!.id)), consolePaths.invitations())
  const form = await again()
  for (const fields of [form, form, await again()])
    expect((await admin.post(consolePaths.invitations(), fields)).status).toBe(303)
  expect(await named('member.invited')).toHaveLength(3)
})

test('an invitation withdrawn twice, or twice at once, is withdrawn; one that never was is not there', async () => {
  const { acme, admin, named } = await office()
  await admin.post(consolePaths.invitations(), guest)
  const [row] = await acme.db.select().from(members).where(eq(members.email, guest.email))
  const withdraw = (id = row!.id) => admin.post(consolePaths.invitationWithdrawal(id))
  const twins = await Promise.all([withdraw(), withdraw()])
  const answers = [...twins, await withdraw()].map(({ status, headers }) => [status, headers.get('location')])
  expect(answers).toEqual(Array(3).fill([303, `${consolePaths.members()}?told=withdrawn`]))
  expect(await named('member.invitation_withdrawn')).toHaveLength(1)
  expect((await withdraw(acme.memberOf('sales').id)).status).toBe(404)
  expect((await withdraw('01HZZZZZZZZZZZZZZZZZZZZZZZ')).status).toBe(404)
})

test('a session ended twice, or twice at once, is over; somebody else’s, over or not, is not there', async () => {
  const { product, acme, admin, named } = await office()
  await signedIn(product, acme, 'admin')
  const agent = await signedIn(product, acme, 'agent')
  const handles = async () => {
    const page = await (await admin.get(consolePaths.accountSessions())).text()
    return [...page.matchAll(/sessions\/([\w-]{12})\/end"/g)].map(([, handle]) => handle!)
  }
  const [handle] = await handles()
  const end = () => admin.post(consolePaths.accountSessionEnd(handle!))
  const twins = await Promise.all([end(), end()])
  expect([...twins, await end()].map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await named('session.ended')).toHaveLength(1)
  expect(await handles()).toEqual([])
  expect((await agent.post(consolePaths.accountSessionEnd(handle!))).status).toBe(404)
})

test('the form that asks for another mail to confirm an address, sent twice, is one mail', async () => {
  const { product, acme, admin, named, page } = await office()
  const own = eq(members.id, acme.memberOf('admin').id)
  await acme.db.update(members).set({ emailVerifiedAt: null }).where(own)
  const ask = async () => formIn(await page(consolePaths.account()), consolePaths.accountVerification())
  const form = await ask()
  const post = (fields = form) => admin.post(consolePaths.accountVerification(), fields)
  const twins = await Promise.all([post(), post()])
  expect([...twins, await post()].map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await named('email_verification.asked')).toHaveLength(1)
  product.clock.now = new Date(product.clock.now.getTime() + 3_600_000)
  await post(await ask())
  expect(await named('email_verification.asked')).toHaveLength(2)
})

test('a logo sent twice, or twice at once, is stored once, and never replaces a later one', async () => {
  const { product, acme, admin, named, page } = await office()
  const key = async () => formIn(await page(consolePaths.settings()), consolePaths.settingsLogo()).idempotencyKey!
  const first = await key()
  const upload = (idempotencyKey: string, bytes: Uint8Array) => {
    const form = new FormData()
    form.set('idempotencyKey', idempotencyKey)
    form.set('logo', new File([new Uint8Array(bytes)], 'logo.jpg', { type: 'image/jpeg' }))
    return product.post(acme.host, consolePaths.settingsLogo(), form, admin.cookie())
  }
  const logo = async () => (await page('/')).match(/\/logo\/(logo-[0-9a-f]{32})/)?.[1]
  const twins = await Promise.all([upload(first, jpeg()), upload(first, jpeg())])
  expect([...twins, await upload(first, jpeg())].map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await named('company.logo_changed')).toHaveLength(1)
  const before = await logo()
  expect((await product.get(acme.host, `/logo/${before}`)).status).toBe(200)
  await upload(await key(), jpeg({ width: 40 }))
  const later = await logo()
  expect(later).not.toBe(before)
  await upload(first, jpeg())
  expect(await logo()).toBe(later)
})
