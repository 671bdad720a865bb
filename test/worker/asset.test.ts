import { beforeAll, expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'
import { report } from '../report-form.ts'
import { addMachine, contractForm, machineForm } from '../site-asset.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let cookie: string
let customer: string
let made: Awaited<ReturnType<typeof addMachine>>

const post = (path: string, fields: Record<string, string> | FormData) =>
  product.post(company.host, path, fields, cookie)
const page = async (path: string, as = cookie) => (await product.get(company.host, path, as)).text()
const rows = async (sql: string) => (await company.db.$client.execute(sql)).rows

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  company = await product.company('acme')
  cookie = await company.cookieOf('owner')
  await receive(product, company)
  customer = String((await rows('select id from customers'))[0]!.id)
  made = await addMachine(product, company, customer, async (path, fields) => {
    expect([path, (await post(path, fields)).status]).toEqual([path, 303])
  })
}, 60_000)

test('a machine’s card says until when it is covered, with the sum, the days in repair and the clause', async () => {
  const card = await page(consolePaths.asset(made.asset))
  expect(card).toContain('20 Mar 2025')
  expect(card).toContain('8 days in repair')
  expect(card).toMatch(/Clause \d+ of the service policy, version 1/)
  expect(card).toContain('年度维护')
})

test('giving it back moves the end, keeps the decision behind it, and plans the notices anew', async () => {
  const [before] = await rows(`select warranty_ends_on from assets where id = '${made.asset}'`)
  const fields = { idempotencyKey: newSecret(), returnedOn: '2026-01-10' }
  expect((await post(consolePaths.assetStay(made.asset, made.stay, 'return'), fields)).status).toBe(303)
  const [after] = await rows(
    `select warranty_ends_on, status, (select json_extract(d.result, '$.until') from decisions d where d.id = warranty_decision_id) as until
     from assets where id = '${made.asset}'`,
  )
  expect(String(after!.warranty_ends_on) < String(before!.warranty_ends_on)).toBe(true)
  expect(after).toMatchObject({ until: after!.warranty_ends_on, status: 'in_use' })
})

test('a second machine of one serial number, however it is spelt, is refused with everything typed', async () => {
  const answer = await post(consolePaths.assets(), machineForm(customer, { serialNumber: 'a2404 00001', note: '二号' }))
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain('Another machine has this serial number.')
  expect(text).toContain('二号')
})

test('what is entered is found by the end of its serial number and by its customer', async () => {
  expect(await page(`${consolePaths.assets()}?q=0001`)).toContain(made.asset)
  expect(await page(encodeURI(`${consolePaths.assets()}?q=王芳`))).toContain(made.asset)
  expect(await page(`${consolePaths.contracts()}?q=HT-2026-1`)).toContain(made.contract)
})

test('[S3.4-15] whoever scans a label sees what stands on it, and nothing of whose machine it is', async () => {
  const form = await page(publicPaths.machine(made.label), '')
  expect(form).toContain('空压机 BX-120')
  expect(form).toContain('A2404-00001')
  for (const secret of ['王芳', '138 0013 8000', '人民路', 'HT-2026-1', made.asset, customer])
    expect(form).not.toContain(secret)
})

test('a stranger’s report of a scanned machine is about it, and is not its customer’s', async () => {
  const { response } = await report(product, company, {
    machine: made.label,
    serialNumber: '',
    product: '空压机 BX-120',
    phone: '139 9999 8888',
    name: '路人',
  })
  expect(response.status).toBe(303)
  const [request] = await rows('select asset_id, customer_id from service_requests order by number desc')
  expect(request).toMatchObject({ asset_id: made.asset })
  expect(request!.customer_id).not.toBe(customer)
})

test('a serial number typed against the code counts; one that nobody knows leaves the machine open', async () => {
  const { response } = await report(product, company, {
    machine: made.label,
    serialNumber: 'ZZ-9',
    phone: '139 9999 7777',
  })
  expect(response.status).toBe(303)
  expect((await rows('select asset_id from service_requests order by number desc'))[0]).toMatchObject({
    asset_id: null,
  })
})

test('a contract that nobody could be told of in time is not agreed to extend itself', async () => {
  await company.db.$client.execute(`update customers set email = null where id = '${customer}'`)
  const form = contractForm({ customerId: customer, coversAllAssets: 'yes', number: 'HT-9', autoRenew: 'yes' })
  const answer = await post(consolePaths.contracts(), form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('no automatic renewal can be agreed')
})

test('renewing makes the next contract, as long as the last one, and links the two', async () => {
  const form = await page(consolePaths.contractRenewal(made.contract))
  expect(form).toContain('value="2027-01-01"')
  expect(form).toContain('value="2027-12-31"')
  const next = contractForm({
    customerId: customer,
    coversAllAssets: 'yes',
    number: 'HT-2027-1',
    startsOn: '2027-01-01',
  })
  next.set('endsOn', '2027-12-31')
  expect((await post(consolePaths.contractRenewal(made.contract), next)).status).toBe(303)
  expect(await rows(`select status from contracts where id = '${made.contract}'`)).toMatchObject([
    { status: 'renewed' },
  ])
  expect(await rows(`select previous_contract_id from contracts where number = 'HT-2027-1'`)).toMatchObject([
    { previous_contract_id: made.contract },
  ])
})
