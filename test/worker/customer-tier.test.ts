import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customers } from '#schema/tenant/customer.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { multipart, openForm, typed } from '../report-form.ts'

const phone = '138 0013 8000'
const customer = {
  ...{
    kind: 'company',
    name: '示例食品有限公司',
    phone,
    email: '',
    address: '',
    zone: '',
    lang: '',
    ownerId: '',
    note: '',
  },
}
const call = {
  ...{ channel: 'phone', type: 'fault', phone, name: '李强', email: '', address: '中山路 1 号', zone: '' },
  ...{ product: 'BX-120', serialNumber: 'SN-1', description: '停机', urgency: 'normal', impact: 'one' },
}

/** The manufacturers' pack raises key customers; the others' calls stay where the matrix puts them. */
async function maker(tier: string) {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme', { packId: 'TP-MFG' })
  const cookie = await acme.cookieOf('supervisor')
  const post = (path: string, fields: Record<string, string> = {}) =>
    product.post(acme.host, path, { idempotencyKey: newSecret(), ...fields }, cookie)
  expect((await post(consolePaths.customers(), { ...customer, tier })).status).toBe(303)
  const [known] = await acme.db.select().from(customers)
  const only = async () => (await acme.db.select().from(serviceRequests))[0]!
  const why = async () => {
    const rows = await acme.db.select().from(decisions).where(eq(decisions.kind, 'priority_matrix'))
    return rows.map(({ inputs, result }) => [inputs.tier, result.priority])
  }
  const report = async () => {
    const form = await openForm(product, acme)
    return product.post(acme.host, publicPaths.report(), multipart({ ...typed, ...form }), '')
  }
  return { product, acme, cookie, post, known: known!, only, why, report }
}

test('[S2.3-22] [S3.3-06] a key customer’s call has one priority more than the matrix gives, and its page says why', async () => {
  const regular = await maker('regular')
  expect((await regular.post(consolePaths.requests(), call)).status).toBe(303)
  const key = await maker('key')
  expect((await key.post(consolePaths.requests(), call)).status).toBe(303)
  expect([(await regular.only()).priority, (await key.only()).priority]).toEqual(['P3', 'P2'])
  expect([await regular.why(), await key.why()]).toEqual([[['regular', 'P3']], [['key', 'P2']]])
  const show = async ({ product, acme, cookie, only }: typeof key) =>
    (await product.get(acme.host, consolePaths.request((await only()).id), cookie)).text()
  expect(await show(key)).toContain('One priority higher, because the customer’s tier is “Key customers”.')
  expect(await show(regular)).not.toContain('One priority higher')
})

test('a key customer’s report by the public form is raised too, and so is a contact’s', async () => {
  const key = await maker('key')
  const response = await key.report()
  expect(response.status).toBe(303)
  expect((await key.only()).priority).toBe('P2')
  await key.acme.db.update(customers).set({ phone: '', phoneKey: '' })
  const person = { name: '赵敏', duty: '', phone: '137 0000 1111', email: '', lang: '', isNotified: 'yes' }
  await key.post(consolePaths.customerPart(key.known.id, 'contacts'), person)
  await key.post(consolePaths.requests(), { ...call, phone: person.phone, serialNumber: 'SN-2' })
  const rows = await key.acme.db.select().from(serviceRequests)
  expect(rows.map(({ priority, customerId }) => [priority, customerId === key.known.id])).toEqual([
    ['P2', true],
    ['P2', true],
  ])
})

test('triage asks the customer’s tier as it is then', async () => {
  const { acme, post, only, why, known } = await maker('regular')
  await post(consolePaths.requests(), call)
  await acme.db.update(customers).set({ tier: 'key' }).where(eq(customers.id, known.id))
  const { id } = await only()
  const triage = { urgency: 'normal', impact: 'one', zone: '' }
  expect((await post(consolePaths.requestStep(id, 'triage'), triage)).status).toBe(303)
  expect((await only()).priority).toBe('P2')
  expect(await why()).toEqual([
    ['regular', 'P3'],
    ['key', 'P2'],
  ])
})

test('[S1.1-02] [S3.9-02] a contact’s number tells the desk who calls, their tier, machines and what is still open, and opens the card', async () => {
  const { product, acme, cookie, post, known } = await maker('key')
  const person = { name: '赵敏', duty: '店长', phone: '137 0000 1111', email: '', lang: '', isNotified: 'yes' }
  await post(consolePaths.customerPart(known.id, 'contacts'), person)
  await acme.db.$client.execute(`insert into assets (id, customer_id, name, serial_number, created_at)
    values ('asset', '${known.id}', '空压机 BX-120', 'SN-77', 1)`)
  await post(consolePaths.requests(), call)
  const found = await (
    await product.post(acme.host, consolePaths.callers(), { phone: '+86 137-0000-1111' }, cookie)
  ).text()
  for (const words of [
    `<a href="${consolePaths.customer(known.id)}">示例食品有限公司</a>`,
    ...['赵敏 · 店长', 'Key customers', '空压机 BX-120', 'SN-77', 'BX-120', 'Open', 'value="赵敏"'],
  ])
    expect(found).toContain(words)
  const [request] = await acme.db.select().from(serviceRequests)
  const page = await (await product.get(acme.host, consolePaths.request(request!.id), cookie)).text()
  expect(page).toContain(`<a href="${consolePaths.customer(known.id)}">李强</a>`)
})
