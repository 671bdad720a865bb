import { expect, test } from 'vitest'
import { products } from '#schema/tenant/product.ts'
import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { writeWarrantiesUndecided } from '#worker/queries/asset-warranty.ts'
import { startProduct } from '../harness.ts'
import { contractForm, machineForm } from '../site-asset.ts'

/** Its policy gives a machine one year; a car that a person bought has three by law (R-SB-6). */
const workshop = { packId: 'TP-MFG' as const }

const customerForm = {
  ...{ kind: 'company', name: '示例食品', phone: '', email: '', address: '', zone: '', tier: '' },
  ...{ lang: '', ownerId: '', note: '' },
}
const productForm = { name: '空压机', model: 'BX-120', warrantyScope: 'machine', category: 'car' }

async function shop(setting: Parameters<typeof startProduct>[0] = {}) {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00'), ...setting })
  const acme = await product.company('acme', workshop)
  const cookie = await acme.cookieOf('supervisor')
  const post = async (path: string, fields: Record<string, string> | FormData) => {
    if (!(fields instanceof FormData)) fields = { idempotencyKey: newSecret(), ...fields }
    const response = await product.post(acme.host, path, fields, cookie)
    expect([path, response.status]).toEqual([path, 303])
    return response.headers.get('location')!.match(/\w{26}/)![0]
  }
  const get = async (path: string) => (await product.get(acme.host, path, cookie)).text()
  const rows = async (sql: string) => (await acme.db.$client.execute(sql)).rows.map((row) => ({ ...row }))
  const edit = async (path: string, fields: Record<string, string>) => {
    const stamp = (await get(path)).match(/name="stamp" value="([^"]+)"/)![1]!
    product.rung.length = 0
    await post(path, { ...fields, stamp })
    expect(product.rung).toContain(acme.tenant.id)
  }
  const customer = await post(consolePaths.customers(), customerForm)
  const model = await post(consolePaths.products(), productForm)
  const addMachine = (more: Record<string, string> = {}) =>
    post(
      consolePaths.assets(),
      machineForm(customer, { productId: model, name: '', commissionedOn: '2025-03-20', ...more }),
    )
  const machine = await addMachine()
  const jobs = () => runTenantJobs(product.platform, acme.tenant.id)
  const endOf = async (id = machine) => (await rows(`select warranty_ends_on e from assets where id = '${id}'`))[0]!.e
  const decisions = async () => (await rows(`select id from decisions where subject = '${machine}'`)).length
  const finds = async (path: string, words: string) =>
    (await get(`${path}?q=${encodeURIComponent(words)}`)).includes('A2404')
  await jobs()
  return {
    ...{ product, acme, post, get, rows, edit, customer, model, machine, addMachine, jobs, endOf, decisions, finds },
    editCustomer: (more: Record<string, string>) =>
      edit(consolePaths.customerPart(customer, 'details'), { ...customerForm, ...more }),
    editProduct: (more: Record<string, string>) =>
      edit(consolePaths.productPart(model, 'details'), { ...productForm, ...more }),
  }
}

test('another kind of customer moves the end of its machines’ warranty at the next visit of the jobs, and the notices with it', async () => {
  const { product, rows, editCustomer, jobs, endOf, decisions } = await shop()
  expect([await endOf(), await decisions()]).toEqual(['2026-03-20', 1])
  await editCustomer({ kind: 'person', phone: '138 0000 1111' })
  await rows('update plannings set changed_at = null')
  product.clock.now = new Date('2026-01-12T09:05:00+08:00')
  await jobs()
  expect([await endOf(), await decisions()]).toEqual(['2028-03-20', 2])
  expect(await rows('select planned_at from plannings')).toEqual([{ planned_at: product.clock.now.getTime() }])
  await editCustomer({ kind: 'company' })
  await jobs()
  expect(await endOf()).toBe('2026-03-20')
})

test('another line of the policy, or another kind of goods, moves the end of the product’s machines', async () => {
  const { editProduct, jobs, endOf } = await shop()
  await editProduct({ isConsumerGoods: 'yes' })
  await jobs()
  expect(await endOf()).toBe('2028-03-20')
  await editProduct({ warrantyScope: 'core_parts', category: '' })
  await jobs()
  expect(await endOf()).toBe('2027-03-22')
})

test('a name, a note or a list of parts moves no end: the decision that stands is not taken again', async () => {
  const { editProduct, editCustomer, jobs, decisions } = await shop()
  await editProduct({ name: '压缩机', 'component.0': '主机', 'scope.0': 'core_parts' })
  await editCustomer({ name: '别名', note: '…' })
  await jobs()
  expect(await decisions()).toBe(1)
})

test('machines that come over by a merge are covered as their new customer’s, and go back as they were', async () => {
  const { post, rows, customer, jobs, endOf } = await shop()
  const person = await post(consolePaths.customers(), {
    ...customerForm,
    kind: 'person',
    name: '王芳',
    phone: '138 0000 1111',
  })
  await post(consolePaths.customerMerge(person, customer), { keep: person })
  await jobs()
  expect(await endOf()).toBe('2028-03-20')
  const [merge] = await rows('select id from customer_merges')
  await post(consolePaths.customerMergeReversal(person, String(merge!.id)), {})
  await jobs()
  expect(await endOf()).toBe('2026-03-20')
})

test('an end that was reckoned before its product changed is not stored over the change, and is reckoned anew', async () => {
  let between = async () => {}
  const line = {
    timeoutMs: 12_000,
    async fetch(input: RequestInfo | URL, init?: RequestInit) {
      const asked = input instanceof Request ? input : new Request(input, init)
      if ((await asked.clone().text()).includes('update assets set warranty_ends_on')) await between()
      return fetch(asked)
    },
  }
  const { acme, jobs, endOf, rows, model, addMachine } = await shop({ line })
  await rows('update assets set warranty_decision_id = null, warranty_ends_on = null')
  between = async () => {
    between = async () => {}
    await acme.db.update(products).set({ isConsumerGoods: true, version: 9 })
    await write(acme.db, [writeWarrantiesUndecided(acme.db, { productId: model })])
  }
  await jobs()
  expect(await endOf()).toBeNull()
  await jobs()
  expect(await endOf()).toBe('2028-03-20')
  expect(await endOf(await addMachine({ serialNumber: 'A2404-00002' }))).toBe('2028-03-20')
})

test('machines and contracts are found by their customer’s new name, and no more by the old one', async () => {
  const { post, editCustomer, jobs, finds, customer, machine } = await shop()
  await post(consolePaths.contracts(), contractForm({ customerId: customer, number: 'A2404-HT' }, [machine]))
  await editCustomer({ name: '西湖纺织' })
  await jobs()
  for (const path of [consolePaths.assets(), consolePaths.contracts()])
    expect([path, await finds(path, '西湖纺织'), await finds(path, '示例食品')]).toEqual([path, true, false])
})

test('machines are found by their product’s new name and model', async () => {
  const { editProduct, jobs, finds, rows } = await shop()
  await editProduct({ name: '螺杆压缩机', model: 'GA-37' })
  await jobs()
  expect([await finds(consolePaths.assets(), '螺杆'), await finds(consolePaths.assets(), 'GA-37')]).toEqual([
    true,
    true,
  ])
  expect(await rows('select 1 from search_entries where is_stale = 1')).toEqual([])
})

test('what a merge brings over is found by the name of the one that was kept, until the merge is undone', async () => {
  const { post, rows, customer, jobs, finds } = await shop()
  const other = await post(consolePaths.customers(), { ...customerForm, name: '西湖纺织' })
  await post(consolePaths.customerMerge(other, customer), { keep: other })
  await jobs()
  expect([await finds(consolePaths.assets(), '西湖'), await finds(consolePaths.assets(), '示例')]).toEqual([
    true,
    false,
  ])
  const [merge] = await rows('select id from customer_merges')
  await post(consolePaths.customerMergeReversal(other, String(merge!.id)), {})
  await jobs()
  expect([await finds(consolePaths.assets(), '西湖'), await finds(consolePaths.assets(), '示例')]).toEqual([
    false,
    true,
  ])
})
