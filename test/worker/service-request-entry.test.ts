import { expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { customers } from '#schema/tenant/customer.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'

const call = {
  ...{ channel: 'phone', type: 'fault', phone: '021-5555 1234', name: '李强', email: '', address: '中山路 1 号' },
  ...{
    zone: 'urban',
    product: '海尔 BCD-216',
    serialNumber: '',
    description: '冰箱漏水',
    urgency: 'normal',
    impact: 'one',
    onSite: 'yes',
  },
}

async function desk() {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('agent')
  const enter = (fields: Record<string, string> = {}, key = newSecret()) =>
    product.post(acme.host, consolePaths.requests(), { ...call, idempotencyKey: key, ...fields }, cookie)
  return { product, acme, cookie, enter }
}

test('a call becomes a request with a number and the same promise as by the form', async () => {
  const { product, acme, enter } = await desk()
  product.calls.length = 0
  const response = await enter()
  expect(response.status).toBe(303)
  expect(product.calls.length).toBeLessThanOrEqual(3)
  const [row] = await acme.db.select().from(serviceRequests)
  expect(row).toMatchObject({ number: 1001, channel: 'phone', reporterName: '李强', nextDueKind: 'arrival' })
  expect(row!.nextDueAt).toEqual(new Date('2026-01-12T15:00:00+08:00'))
  expect(await acme.db.select().from(clocks)).toHaveLength(3)
})

test('the form sent twice is one request', async () => {
  const { acme, enter } = await desk()
  const key = newSecret()
  const [first, second] = await Promise.all([enter({}, key), enter({}, key)])
  expect(first!.headers.get('location')).toBe(second!.headers.get('location'))
  expect(await acme.db.select().from(serviceRequests)).toHaveLength(1)
})

test('an e-mail address gets the number, the promise and the link at once, in the company’s first language', async () => {
  const { product, acme, enter } = await desk()
  product.calls.length = 0
  await enter({ email: 'li@customer.example' })
  expect(product.calls.length).toBeLessThanOrEqual(3)
  const [planned] = await acme.db.select().from(notices)
  expect(planned).toMatchObject({ template: 'request_received', recipient: 'li@customer.example', lang: 'zh-CN' })
  expect(planned!.data).toMatchObject({ number: 1001 })
  expect(product.rung).toEqual([acme.tenant.id])

  await runTenantJobs(product.platform, acme.tenant.id)
  const [mail] = product.sent
  expect(mail!.subject).toContain('1001')
  expect(mail!.text).toContain('最晚上门：2026年1月12日')
  expect(mail!.text).not.toContain('冰箱漏水')
  const token = mail!.text.match(/\/t\/([\w-]{43})/)![1]!
  expect(JSON.stringify(planned)).not.toContain(token)
  expect(await (await product.get(acme.host, publicPaths.tracking(token))).text()).toContain('1001')
})

test('every call of a day is told, a form sent twice once, and nobody where no address was given', async () => {
  const { acme, enter } = await desk()
  const key = newSecret()
  await enter({ email: 'li@customer.example' }, key)
  await enter({ email: 'li@customer.example' }, key)
  await enter({ email: 'li@customer.example', description: '冰箱不制冷' })
  await enter()
  const planned = await acme.db.select().from(notices)
  expect(planned.map(({ data }) => data.number).sort()).toEqual([1001, 1002])
})

test('a company whose people have proved no address yet writes to no caller', async () => {
  const { acme, enter } = await desk()
  await acme.db.run('update members set email_verified_at = null')
  expect((await enter({ email: 'li@customer.example' })).status).toBe(303)
  expect(await acme.db.select().from(notices)).toHaveLength(0)
})

test('[S1.1-02] the caller is found by phone number, however it is spelt', async () => {
  const { product, acme, cookie } = await desk()
  await receive(product, acme)
  const response = await product.post(acme.host, consolePaths.callers(), { phone: '+86 138-0013-8000' }, cookie)
  const page = await response.text()
  expect(page).toContain('Known customer:')
  const [known] = await acme.db.select().from(customers)
  expect(page).toContain(`<a href="${consolePaths.customer(known!.id)}">王芳</a>`)
  expect(page).toContain('value="人民路 8 号"')
})

test('a visit without an address is refused beside its field, and everything typed is kept', async () => {
  const { acme, enter } = await desk()
  const response = await enter({ address: '' })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('An on-site visit needs an address.')
  expect(page).toContain('冰箱漏水')
  expect(await acme.db.select().from(serviceRequests)).toHaveLength(0)
})

test('[I-05] a field that the form does not have is refused', async () => {
  const { acme, enter } = await desk()
  expect((await enter({ status: 'closed' })).status).toBe(422)
  expect(await acme.db.select().from(serviceRequests)).toHaveLength(0)
})

test('two characters of Chinese find a request, newest first', async () => {
  const { product, acme, cookie, enter } = await desk()
  await enter()
  await enter({ description: '空调不制冷' })
  const found = await (
    await product.get(acme.host, `${consolePaths.requests()}?q=${encodeURIComponent('漏水')}`, cookie)
  ).text()
  expect(found).toContain('冰箱漏水')
  expect(found).not.toContain('空调不制冷')
})

test('[S4.4-07] what the policy demands of every channel is demanded at the desk too', async () => {
  const { acme, enter } = await desk()
  const response = await enter({ product: '', serialNumber: '' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Please fill this in.')
  expect(await acme.db.select().from(serviceRequests)).toHaveLength(0)
})
