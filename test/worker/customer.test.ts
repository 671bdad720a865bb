import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { contacts, customers, sites } from '#schema/tenant/customer.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { wordsOn } from './page-form.ts'
import { openRegister } from './register-desk.ts'

const details = {
  ...{ kind: 'company', name: '杭州示例食品有限公司', phone: '0571-8765 4321', email: '', address: '文一西路 1 号' },
  ...{ zone: 'urban', tier: 'key', lang: '', ownerId: '', note: '' },
}
const contact = { name: '王小明', duty: '设备主管', phone: '139 0000 1111', email: '', lang: '', isNotified: 'yes' }

async function register() {
  const desk = await openRegister()
  const add = (fields: Record<string, string> = {}) => desk.enter(consolePaths.customers(), { ...details, ...fields })
  const search = (words: string) => desk.get(`${consolePaths.customers()}?q=${encodeURIComponent(words)}`)
  return { ...desk, add, search }
}

test('a customer is entered, listed by name and shown on a card of its own', async () => {
  const { acme, get, add } = await register()
  const id = await add()
  expect(await get(consolePaths.customers())).toContain(details.name)
  const card = await get(consolePaths.customer(id))
  for (const words of [details.name, details.phone, '文一西路 1 号', 'Key customers', 'Added a customer'])
    expect(card).toContain(words)
  const [row] = await acme.db.select().from(customers)
  expect(row).toMatchObject({ version: 1, phoneKey: '8657187654321', nameKey: '杭州示例食品' })
})

test('the form sent twice is one customer', async () => {
  const { acme, post } = await register()
  const idempotencyKey = newSecret()
  const send = () => post(consolePaths.customers(), { ...details, idempotencyKey })
  const [first, second] = await Promise.all([send(), send()])
  expect(first!.headers.get('location')).toBe(second!.headers.get('location'))
  expect(await acme.db.select().from(customers)).toHaveLength(1)
})

test('what is wrong is said beside its field, and everything typed is kept', async () => {
  const { acme, post } = await register()
  const wrong = { phone: '12', email: 'not an address', zone: 'moon', tier: 'gold', ownerId: 'X'.repeat(26) }
  const refused = await post(consolePaths.customers(), { ...details, ...wrong, email: '' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  for (const words of [
    'Enter a valid phone number.',
    'The service policy has no such zone.',
    'The service policy has no such tier.',
    'Choose somebody who works here.',
    details.name,
  ])
    expect(page).toContain(words)
  expect((await post(consolePaths.customers(), { ...details, ...wrong })).status).toBe(422)
  expect((await post(consolePaths.customers(), { ...details, name: ' ' })).status).toBe(422)
  expect((await post(consolePaths.customers(), { ...details, kind: 'person', phone: '' })).status).toBe(422)
  expect(await acme.db.select().from(customers)).toHaveLength(0)
})

test('part of a name, the end of a number, an address or a contact finds a customer', async () => {
  const { add, post, search } = await register()
  const id = await add()
  await post(consolePaths.customerPart(id, 'contacts'), contact)
  await post(consolePaths.customerPart(id, 'sites'), {
    name: '二号厂房',
    address: '萧山区建设路 9 号',
    zone: '',
    timeZone: '',
  })
  for (const words of ['示例', '食品有限', '4321', '87654321', '文一西路', '王小明', '0000 1111', '建设路', '二号'])
    expect([words, (await search(words)).includes(details.name)]).toEqual([words, true])
  expect(await search('上海')).toContain('Nothing found')
})

test('whoever reports a fault is found as a customer at once, by name and by number', async () => {
  const { product, acme, search } = await register()
  await receive(product, acme)
  await receive(product, acme, { description: '又不制冷了' })
  expect(await acme.db.select().from(customers)).toHaveLength(1)
  expect(await search('王芳')).toContain('138 0013 8000')
  expect(await search('8000')).toContain('王芳')
})

test('a contact’s number leads to the customer, from the form and from the desk', async () => {
  const { product, acme, add, post } = await register()
  const id = await add()
  await post(consolePaths.customerPart(id, 'contacts'), contact)
  const request = await receive(product, acme, { phoneKey: '8613900001111', reporterPhone: contact.phone })
  expect(await acme.db.select().from(customers)).toHaveLength(1)
  const rows = await acme.db.$client.execute(`select customer_id from service_requests where id = '${request.id}'`)
  expect(rows.rows[0]!.customer_id).toBe(id)
})

test('a customer without a number of its own is nobody’s number', async () => {
  const { product, acme, add } = await register()
  const id = await add({ phone: '' })
  await receive(product, acme)
  const rows = await acme.db.select().from(customers)
  expect(rows).toHaveLength(2)
  const cookie = await acme.cookieOf('agent')
  const page = await (await product.post(acme.host, consolePaths.callers(), { phone: '' }, cookie)).text()
  expect(page).not.toContain(id)
})

test('details changed by somebody else meanwhile are not overwritten unseen', async () => {
  const { acme, add, post, get } = await register()
  const id = await add()
  const path = consolePaths.customerPart(id, 'details')
  const stamp = (await get(path)).match(/name="stamp" value="([^"]+)"/)![1]!
  expect((await post(path, { ...details, stamp, note: '年底续约' })).status).toBe(303)
  const late = await post(path, { ...details, stamp, name: '杭州新名字' })
  expect(late.status).toBe(409)
  const page = await late.text()
  expect(page).toContain('Somebody changed these details while you were typing')
  expect(page).toContain('杭州新名字')
  const again = page.match(/name="stamp" value="([^"]+)"/)![1]!
  expect((await post(path, { ...details, stamp: again, name: '杭州新名字' })).status).toBe(303)
  const [row] = await acme.db.select().from(customers)
  expect(row).toMatchObject({ name: '杭州新名字', note: null, version: 3 })
})

test('a contact and a site are added, changed and removed, and notices are planned anew', async () => {
  const { product, acme, add, post, get } = await register()
  const id = await add()
  await post(consolePaths.customerPart(id, 'contacts'), contact)
  await post(consolePaths.customerPart(id, 'sites'), {
    name: '总部',
    address: '文一西路 1 号',
    zone: 'urban',
    timeZone: '',
  })
  const [person] = await acme.db.select().from(contacts)
  const [site] = await acme.db.select().from(sites)
  expect(person).toMatchObject({ customerId: id, isNotified: true, phoneKey: '8613900001111' })
  const contactPath = consolePaths.customerContact(id, person!.id)
  const { isNotified: _, ...silent } = contact
  const stamp = (await get(contactPath)).match(/name="stamp" value="([^"]+)"/)![1]!
  expect((await post(contactPath, { ...silent, email: 'Wang@Customer.example', stamp })).status).toBe(303)
  expect((await acme.db.select().from(contacts))[0]).toMatchObject({
    isNotified: false,
    email: 'wang@customer.example',
  })
  expect((await post(consolePaths.customerContactRemoval(id, person!.id))).status).toBe(303)
  expect((await post(consolePaths.customerSiteRemoval(id, site!.id))).status).toBe(303)
  const card = await get(consolePaths.customer(id))
  expect(card).toContain('No contacts yet.')
  expect(card).toContain('No sites yet.')
  expect((await acme.db.$client.execute('select changed_at from plannings')).rows).toHaveLength(1)
  expect(product.rung).toContain(acme.tenant.id)
})

test('[S0.1-07] [S3.4-13] [S3.2-11] the card keeps each problem with its solution behind it, and each is due an answer', async () => {
  const { product, acme, add, get, post } = await register()
  const id = await add()
  const of = { phoneKey: '8657187654321', reporterPhone: details.phone }
  const solved: Record<string, string> = { 冷库不制冷: '换了压缩机', 门封漏气: '换了门封条' }
  for (const [description, resolution] of Object.entries(solved)) {
    const request = await receive(product, acme, { ...of, description })
    expect(request.clocks.find(({ kind }) => kind === 'response')!.dueAt > product.clock.now).toBe(true)
    const step = (name: 'reply' | 'resolution', said: string) =>
      post(consolePaths.requestStep(request.id, name), { [name]: said })
    expect([(await step('reply', '马上来')).status, (await step('resolution', resolution)).status]).toEqual([303, 303])
    const [answer] = (
      await acme.db.$client.execute(
        `select outcome from clocks where kind = 'response' and request_id = '${request.id}'`,
      )
    ).rows
    expect(answer).toMatchObject({ outcome: 'met' })
    product.clock.now = new Date(product.clock.now.getTime() + 3 * 3_600_000)
  }
  const card = await get(consolePaths.customer(id))
  for (const [description, resolution] of Object.entries(solved)) {
    const [, path] = card.match(new RegExp(`href="([^"]+)">\\d+ [^<]*${description}`))!
    expect(await get(path!)).toContain(resolution)
  }
  expect(card.match(/Solved/g)!.length).toBeGreaterThanOrEqual(2)
})

test('[S2.3-24] what a call brought to light is put into the file, which says who changed it and when', async () => {
  const { product, acme, add, get, post } = await register()
  const id = await add()
  product.clock.now = new Date('2026-01-12T15:00:00+08:00')
  const path = consolePaths.customerPart(id, 'details')
  const stamp = (await get(path)).match(/name="stamp" value="([^"]+)"/)![1]!
  expect(await get(consolePaths.customer(id))).not.toContain('Changed a customer')
  await post(path, { ...details, stamp, phone: '0571-8000 0000', note: '回访：满意，夏天前要加一台' })
  await post(consolePaths.customerPart(id, 'contacts'), contact)
  const card = await get(consolePaths.customer(id))
  for (const words of ['0571-8000 0000', '回访：满意，夏天前要加一台', '王小明']) expect(card).toContain(words)
  expect(wordsOn(card)).toMatch(/Changed a customer ?acme agent · Today 15:00/)
  expect((await acme.db.select().from(customers))[0]).toMatchObject({ phone: '0571-8000 0000', version: 3 })
})

test('an archived customer is listed no more, found all the same, and brought back', async () => {
  const { add, post, get, search } = await register()
  const id = await add()
  await post(consolePaths.customerPart(id, 'archiving'))
  expect(await get(consolePaths.customers())).not.toContain(details.name)
  expect(await get(`${consolePaths.customers()}?view=archived`)).toContain(details.name)
  expect(await search('示例')).toContain(details.name)
  await post(consolePaths.customerPart(id, 'restoration'))
  expect(await get(consolePaths.customers())).toContain(details.name)
})

test('the list goes on by name, fifty at a time, and is narrowed to a tier', async () => {
  const { acme, get } = await register()
  const row = (nth: number) => ({
    ...{
      id: `01CUST${String(nth).padStart(20, '0')}`,
      name: `客户${String(nth).padStart(3, '0')}`,
      phone: '',
      phoneKey: '',
    },
    ...{ tier: nth % 10 === 0 ? 'key' : null, createdAt: new Date(0) },
  })
  await acme.db.insert(customers).values(Array.from({ length: 120 }, (_, nth) => row(nth)))
  const pages: string[] = []
  for (let path: string | undefined = consolePaths.customers(); path; ) {
    const page: string = await get(path)
    pages.push(...[...page.matchAll(/>客户\d{3} /g)].map(([name]) => name))
    path = page.match(/href="([^"]*[?;]after=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(pages).toEqual(Array.from({ length: 120 }, (_, nth) => `>${row(nth).name} `))
  const keys = await get(`${consolePaths.customers()}?tier=key`)
  expect([...keys.matchAll(/>客户\d{3} /g)]).toHaveLength(12)
})

test('consent is recorded with its source for an address of the customer only, and withdrawn', async () => {
  const { acme, add, post, get } = await register()
  const id = await add({ email: 'Buyer@Customer.example' })
  const path = consolePaths.customerPart(id, 'consents')
  await acme.db.insert(suppressions).values([
    {
      ...{ channel: 'email', address: 'buyer@customer.example', scope: 'commercial' },
      ...refused,
      reason: 'unsubscribed',
    },
  ])
  expect(await get(consolePaths.customer(id))).toContain('Refuses advertising')
  const foreign = await post(path, { address: 'email:somebody@else.example', source: '合同第 8 条' })
  expect(foreign.status).toBe(422)
  expect(await foreign.text()).toContain('Choose one of this customer’s addresses.')
  expect((await post(path, { address: 'email:buyer@customer.example', source: '' })).status).toBe(422)
  expect((await post(path, { address: 'email:buyer@customer.example', source: '合同第 8 条' })).status).toBe(303)
  expect(await acme.db.select().from(suppressions)).toEqual([])
  expect((await post(path, { address: 'email:buyer@customer.example', source: '展会' })).status).toBe(422)
  const [row] = await acme.db.select().from(consents)
  expect(row).toMatchObject({
    customerId: id,
    channel: 'email',
    address: 'buyer@customer.example',
    source: '合同第 8 条',
  })
  await post(consolePaths.consentWithdrawal(id, row!.id))
  expect((await acme.db.select().from(consents).where(eq(consents.id, row!.id)))[0]!.withdrawnAt).not.toBeNull()
  expect(await get(consolePaths.customer(id))).toContain('Withdrawn')
})

const refused = { at: new Date(0), by: 'customer' }

test('an engineer reads the card and changes nothing', async () => {
  const { product, acme, add } = await register()
  const id = await add()
  const cookie = await acme.cookieOf('engineer')
  const card = await (await product.get(acme.host, consolePaths.customer(id), cookie)).text()
  expect(card).toContain(details.name)
  for (const words of ['Change details', 'Add a contact', 'Record consent', 'Archive<'])
    expect(card).not.toContain(words)
})
