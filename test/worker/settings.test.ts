import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hostnames } from '#schema/control-plane/tenant.ts'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { Unavailable } from '#tenants/errors.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'

async function desk(role: 'admin' | 'supervisor' = 'admin') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=en`
  const open = async (path = consolePaths.settings()) => (await product.get(acme.host, path, cookie)).text()
  const form = async () => formOn(await open(), consolePaths.settings())
  const send = async (fields: FormData, path = consolePaths.settings()) => {
    const response = await product.post(acme.host, path, fields, cookie)
    return { status: response.status, page: await response.text() }
  }
  const company = async () => (await acme.db.select().from(companies))[0]!
  return { product, acme, cookie, open, form, send, company }
}

test('settings are saved in three round trips at the most, and the log names the fields, not what is in them', async () => {
  const { product, acme, form, send, company } = await desk()
  const fields = await form()
  fields.set('name', '新名称')
  fields.set('phone', '021-5555 1234')
  fields.set('accent', '#FFD400')
  fields.delete('showHours')
  product.calls.length = 0
  expect((await send(fields)).status).toBe(303)
  expect(product.calls.length).toBeLessThanOrEqual(3)
  expect(await company()).toMatchObject({
    name: '新名称',
    phone: '021-5555 1234',
    accent: '#ffd400',
    showHours: false,
    version: 2,
  })
  const [row] = await acme.db.select().from(events).where(eq(events.name, 'company.changed'))
  expect(row!.detail).toEqual({ fields: ['name', 'phone', 'accent', 'showHours'] })
})

test('that a colour was adjusted is said only of a colour of the company’s own', async () => {
  const { form, open, send } = await desk()
  const words = 'The colour of text was adjusted'
  expect(wordsOn(await open())).not.toContain(words)
  const fields = await form()
  fields.set('accent', '#ffd400')
  await send(fields)
  expect(wordsOn(await open())).toContain(words)
})

test('sent twice is saved once', async () => {
  const { form, send, company } = await desk()
  const fields = await form()
  fields.set('name', '新名称')
  await send(fields)
  expect((await send(fields)).status).toBe(303)
  expect((await company()).version).toBe(2)
})

test('a refused field keeps what was typed', async () => {
  const { form, send, company } = await desk()
  const fields = await form()
  fields.set('name', 'Kept')
  fields.set('email', 'not an address')
  fields.set('accent', 'red')
  const answer = await send(fields)
  expect(answer.status).toBe(422)
  expect(wordsOn(answer.page)).toContain('Enter a valid e-mail address')
  expect(wordsOn(answer.page)).toContain('Enter a colour')
  expect(answer.page).toContain('value="Kept"')
  fields.set('email', '')
  fields.set('accent', '')
  fields.set('phone', 'abc')
  fields.delete('languages[]')
  fields.append('languages[]', 'en')
  const phone = await send(fields)
  expect([phone.status, wordsOn(phone.page)]).toEqual([422, expect.stringContaining('phone number that can be called')])
  expect((await formOn(phone.page, consolePaths.settings())).getAll('languages[]')).toEqual(['en'])
  fields.delete('languages[]')
  expect((await send(fields)).status).toBe(422)
  expect((await company()).version).toBe(1)
})

test('a change over somebody else’s change is told first', async () => {
  const { form, send, company } = await desk()
  const [mine, theirs] = [await form(), await form()]
  theirs.set('name', 'Theirs')
  await send(theirs)
  mine.set('name', 'Mine')
  const stale = await send(mine)
  expect([stale.status, wordsOn(stale.page)]).toEqual([
    409,
    expect.stringContaining('Somebody changed the settings meanwhile'),
  ])
  expect(stale.page).toContain('value="Mine"')
  expect((await company()).name).toBe('Theirs')
  expect((await send(await formOn(stale.page, consolePaths.settings()))).status).toBe(303)
  expect((await company()).name).toBe('Mine')
})

test('once a second factor is required, whoever has none is led to set it up', async () => {
  const { product, acme, cookie, form, send } = await desk()
  const fields = await form()
  fields.set('secondFactorRequired', 'yes')
  await send(fields)
  const next = await product.get(acme.host, consolePaths.settings(), cookie)
  expect([next.status, next.headers.get('location')]).toEqual([303, consolePaths.accountTotp()])
})

test('a supervisor sees no settings and can change none', async () => {
  const { product, acme, cookie } = await desk('supervisor')
  expect((await product.get(acme.host, consolePaths.settings(), cookie)).status).toBe(403)
  for (const path of [consolePaths.settings(), consolePaths.settingsLogo()])
    expect((await product.post(acme.host, path, {}, cookie)).status).toBe(403)
})

/** One pixel, with a text chunk that says where it was taken. */
const png = (note: string): Uint8Array<ArrayBuffer> => {
  const data = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const bytes = new Uint8Array([...atob(data)].map((char) => char.charCodeAt(0)))
  const text = new TextEncoder().encode(`Comment\0${note}`)
  const chunk = new Uint8Array([
    ...new Uint8Array([0, 0, 0, text.length]),
    ...new TextEncoder().encode('tEXt'),
    ...text,
    0,
    0,
    0,
    0,
  ])
  return new Uint8Array([...bytes.slice(0, 33), ...chunk, ...bytes.slice(33)])
}

const fileForm = (bytes: Uint8Array<ArrayBuffer>, name = 'logo.png') => {
  const form = new FormData()
  form.set('logo', new File([bytes], name, { type: 'image/png' }))
  return form
}

test('a logo is kept without what was hidden in it, replaces the one before and can be removed', async () => {
  const { product, acme, send, company, open } = await desk()
  const path = consolePaths.settingsLogo()
  expect((await send(fileForm(png('Shanghai')), path)).status).toBe(303)
  const { logoKey } = await company()
  const stored = await env.FILES.get(`${acme.tenant.id}/${logoKey}`)
  expect(stored!.httpMetadata?.contentType).toBe('image/png')
  expect(await stored!.text()).not.toContain('Shanghai')
  expect((await product.get(acme.host, publicPaths.logo(logoKey!))).status).toBe(200)
  expect(await open()).toContain(publicPaths.logo(logoKey!))
  await send(fileForm(png('again')), path)
  expect((await company()).logoKey).not.toBe(logoKey)
  const removal = new FormData()
  removal.set('remove', 'yes')
  await send(removal, path)
  expect((await company()).logoKey).toBeNull()
})

test('what is no picture, or too large a one, is refused in words', async () => {
  const { send, company } = await desk()
  const path = consolePaths.settingsLogo()
  const text = await send(fileForm(new Uint8Array(new TextEncoder().encode('<svg onload=alert(1)>'))), path)
  expect([text.status, wordsOn(text.page)]).toEqual([422, expect.stringContaining('This is not a picture')])
  const large = await send(fileForm(new Uint8Array(1024 * 1024 + 1)), path)
  expect([large.status, wordsOn(large.page)]).toEqual([422, expect.stringContaining('over 1 MB')])
  expect((await send(new FormData(), path)).status).toBe(422)
  expect((await company()).logoKey).toBeNull()
})

test('[T-07] the settings show a company its own host names: what is in use, what DNS still has to say, nobody else’s', async () => {
  const { product, acme, open } = await desk()
  const bravo = await product.company('bravo')
  const row = { verifiedAt: null, addedAt: product.clock.now }
  const names = [
    { ...row, hostname: 'service.acme.com', tenantId: acme.tenant.id, challenge: 'the-challenge' },
    { ...row, hostname: 'care.acme.com', tenantId: acme.tenant.id, challenge: 'x', verifiedAt: product.clock.now },
    { ...row, hostname: 'service.bravo.com', tenantId: bravo.tenant.id, challenge: 'y' },
  ]
  await product.platform.controlPlane().insert(hostnames).values(names)
  const page = await open()
  const words = wordsOn(page)
  expect(words).toContain('care.acme.com In use')
  expect(words).toContain('service.acme.com Not verified yet')
  expect(page).toContain('value="_aftercare-challenge.service.acme.com"')
  expect(page).toContain('value="aftercare-verification=the-challenge"')
  expect(words).toContain(`leads from service.acme.com to ${acme.host}`)
  expect(page).not.toContain('bravo')
})

test('the settings can be changed while the register of companies does not answer', async () => {
  const { product, acme, cookie, open } = await desk()
  expect(await open()).toContain('id="hosts"')
  const controlPlane = product.platform.controlPlane
  product.platform.controlPlane = () => {
    throw new Unavailable('register', false)
  }
  const page = await product.get(acme.host, consolePaths.settings(), cookie)
  product.platform.controlPlane = controlPlane
  expect([page.status, (await page.text()).includes('id="hosts"')]).toEqual([200, false])
})
