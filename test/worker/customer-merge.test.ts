import { expect, test } from 'vitest'
import { customers } from '#schema/tenant/customer.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'

const day = 86_400_000

/** Two records of one customer: one entered with a contact, one who called. */
async function twice() {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('supervisor')
  const post = (path: string, fields: Record<string, string> = {}, as = cookie) =>
    product.post(acme.host, path, { idempotencyKey: newSecret(), ...fields }, as)
  const get = async (path: string) => (await product.get(acme.host, path, cookie)).text()
  const rows = async (sql: string) => (await acme.db.$client.execute(sql)).rows.map((row) => ({ ...row }))
  const add = async (name: string, phone: string) => {
    const fields = {
      kind: 'company',
      name,
      phone,
      email: '',
      address: '',
      zone: '',
      tier: '',
      lang: '',
      ownerId: '',
      note: '',
    }
    const response = await post(consolePaths.customers(), fields)
    return response.headers.get('location')!.match(/customers\/(\w+)/)![1]!
  }
  const kept = await add('示例食品有限公司', '0571-8765 4321')
  await receive(product, acme, { reporterName: '示例食品' })
  const [caller] = await rows(`select id from customers where phone_key = '8613800138000'`)
  const merged = String(caller!.id)
  await post(consolePaths.customerPart(merged, 'contacts'), {
    ...{ name: '赵敏', duty: '', phone: '137 0000 1111', email: '', lang: '', isNotified: 'yes' },
  })
  await post(consolePaths.customerPart(merged, 'sites'), {
    name: '二店',
    address: '人民路 9 号',
    zone: '',
    timeZone: '',
  })
  await acme.db.$client.batch(
    [
      `insert into assets (id, customer_id, name, created_at) values ('asset', '${merged}', '空压机', 1)`,
      `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at)
        values ('contract', 'C-1', '${merged}', '维保', '2026-01-01', '2026-12-31', '[]', 1)`,
      `insert into renewals (id, subject_kind, subject_id, customer_id, ends_on, link_hash, created_at)
        values ('renewal', 'contract', 'contract', '${merged}', '2026-12-31', 'hash', 1)`,
    ],
    'write',
  )
  const merge = (keep = kept) => post(consolePaths.customerMerge(kept, merged), { keep })
  const undo = async (as = cookie) => {
    const [row] = await rows('select id, kept_id from customer_merges where undone_at is null')
    return post(consolePaths.customerMergeReversal(String(row!.kept_id), String(row!.id)), {}, as)
  }
  const owners = async () =>
    Object.fromEntries(
      await Promise.all(
        ['contacts', 'sites', 'assets', 'contracts', 'renewals', 'service_requests'].map(async (table) => [
          table,
          [...new Set((await rows(`select customer_id from ${table}`)).map((row) => row.customer_id))],
        ]),
      ),
    )
  return { product, acme, post, get, rows, add, kept, merged, merge, undo, owners }
}

test('likely doubles are pointed out on the card and in a list of their own', async () => {
  const { get, add, kept, merged } = await twice()
  expect(await get(consolePaths.customer(kept))).toContain(consolePaths.customerMerge(kept, merged))
  const other = await add('别家', '13800138000')
  const phones = await get(consolePaths.customerDuplicates())
  expect(phones).toContain(consolePaths.customer(other))
  expect(phones).toContain(consolePaths.customer(merged))
  expect(phones).not.toContain(consolePaths.customer(kept))
  const names = await get(`${consolePaths.customerDuplicates()}?by=name`)
  expect(names).toContain(consolePaths.customer(kept))
  expect(names).toContain(consolePaths.customer(merged))
  const pick = await get(`${consolePaths.customerPart(kept, 'merge')}?q=${encodeURIComponent('示例')}`)
  expect(pick).toContain(consolePaths.customerMerge(kept, merged))
  expect(pick).not.toContain(consolePaths.customerMerge(kept, other))
})

test('both records are compared before anything happens, and the one that stays is chosen', async () => {
  const { get, post, kept, merged, owners } = await twice()
  const page = await get(consolePaths.customerMerge(kept, merged))
  for (const words of ['示例食品有限公司', '138 0013 8000', 'It can be undone for 30 days'])
    expect(page).toContain(words)
  const unchosen = await post(consolePaths.customerMerge(kept, merged), { keep: '' })
  expect(unchosen.status).toBe(422)
  expect(await unchosen.text()).toContain('Choose the record that stays.')
  const foreign = await post(consolePaths.customerMerge(kept, merged), { keep: '0'.repeat(26) })
  expect(foreign.status).toBe(422)
  expect((await owners()).assets).toEqual([merged])
})

test('all that the other has moves in one batch; who calls from its number is the one that stays', async () => {
  const { product, acme, get, rows, kept, merged, merge, owners } = await twice()
  expect((await merge()).headers.get('location')).toContain(consolePaths.customer(kept))
  for (const [table, ids] of Object.entries(await owners())) expect([table, ids]).toEqual([table, [kept]])
  expect(await rows(`select name, phone_key from contacts where customer_id = '${kept}' order by name`)).toEqual([
    { name: '示例食品', phone_key: '8613800138000' },
    { name: '赵敏', phone_key: '8613700001111' },
  ])
  await receive(product, acme, { description: '又来电' })
  expect((await owners()).service_requests).toEqual([kept])
  expect(await acme.db.select().from(customers)).toHaveLength(2)
  const cookie = await acme.cookieOf('supervisor')
  const gone = await product.get(acme.host, consolePaths.customer(merged), cookie)
  expect(gone.headers.get('location')).toBe(consolePaths.customer(kept))
  const found = await get(`${consolePaths.customers()}?q=${encodeURIComponent('赵敏')}`)
  expect(found).toContain(consolePaths.customer(kept))
  expect(found).not.toContain(consolePaths.customer(merged))
  expect(await get(consolePaths.customers())).not.toContain(consolePaths.customer(merged))
})

test('undone, exactly what came over goes back; what is new since stays', async () => {
  const { rows, get, kept, merged, merge, undo, owners } = await twice()
  const before = await owners()
  await merge()
  await rows(`insert into assets (id, customer_id, name, created_at) values ('later', '${kept}', '冷柜', 2)`)
  expect((await undo()).status).toBe(303)
  const after = await owners()
  expect(after).toMatchObject({ sites: before.sites, contracts: [merged], service_requests: [merged] })
  expect(await rows(`select customer_id from contacts where removed_at is null`)).toEqual([{ customer_id: merged }])
  expect(await rows('select id, customer_id from assets order by id')).toEqual([
    { id: 'asset', customer_id: merged },
    { id: 'later', customer_id: kept },
  ])
  expect(await rows(`select name from contacts where customer_id = '${kept}' and removed_at is null`)).toEqual([])
  expect(await get(consolePaths.customers())).toContain(consolePaths.customer(merged))
  const found = await get(`${consolePaths.customers()}?q=${encodeURIComponent('赵敏')}`)
  expect(found).toContain(consolePaths.customer(merged))
  expect(found).not.toContain(consolePaths.customer(kept))
})

test('what has gone on to somebody else cannot go back, and nothing does', async () => {
  const { rows, kept, merge, undo, owners } = await twice()
  await merge()
  await rows(`update assets set customer_id = 'somebody'`)
  const refused = await undo()
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('belongs to another customer by now')
  expect((await owners()).contracts).toEqual([kept])
})

test('after thirty days a merge stays', async () => {
  const { product, acme, kept, merge, undo, owners } = await twice()
  await merge()
  product.clock.now = new Date(product.clock.now.getTime() + 31 * day)
  const refused = await undo(await acme.cookieOf('supervisor'))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('It is too late to undo this merge.')
  expect((await owners()).contracts).toEqual([kept])
})

test('a chain of merges leads to its end, and is taken apart from there', async () => {
  const { post, rows, add, kept, merged, merge, undo } = await twice()
  await merge()
  const last = await add('示例集团', '010-8888 9999')
  expect((await post(consolePaths.customerMerge(last, kept), { keep: last })).status).toBe(303)
  expect(await rows(`select merged_into from customers where id in ('${kept}', '${merged}')`)).toEqual([
    { merged_into: last },
    { merged_into: last },
  ])
  const [first] = await rows(`select id from customer_merges where kept_id = '${kept}'`)
  const early = await post(consolePaths.customerMergeReversal(kept, String(first!.id)))
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('was part of another merge since')
  const [second] = await rows(`select id from customer_merges where kept_id = '${last}'`)
  expect((await post(consolePaths.customerMergeReversal(last, String(second!.id)))).status).toBe(303)
  expect(await rows(`select merged_into from customers where id = '${merged}'`)).toEqual([{ merged_into: kept }])
  expect((await undo()).status).toBe(303)
  expect(await rows(`select merged_into from customers where id = '${merged}'`)).toEqual([{ merged_into: null }])
})
