import { beforeAll, expect, test } from 'vitest'
import { consolePaths } from '#web/paths.ts'
import { type Product, startProduct } from '../harness.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  company = await product.company('feed')
  const at = product.clock.now.getTime()
  await company.db.$client.batch(
    [
      `insert into customers (id, name, phone, phone_key, created_at) values ('c1', '天泰物业', '', '', ${at})`,
      `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at)
        values ('k1', 'C-1', 'c1', '年度保养', '2025-06-01', '2026-02-28', '["labour"]', ${at})`,
      `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at, removed_at)
        values ('k2', 'C-2', 'c1', '删掉的', '2025-06-01', '2026-02-28', '["labour"]', ${at}, ${at})`,
    ],
    'write',
  )
})

const pathOf = async (cookie: string) => {
  const page = await (await product.get(company.host, consolePaths.account(), cookie)).text()
  return /https:\/\/feed\.localhost(\/feeds\/[\w-]{43}\.ics)/.exec(page)?.[1]
}

test('a member makes an address, copies it as often as wanted, and revokes it: then it is nobody’s', async () => {
  const cookie = await company.cookieOf('sales')
  expect(await pathOf(cookie)).toBeUndefined()
  await product.post(company.host, consolePaths.accountFeeds(), {}, cookie)
  const path = (await pathOf(cookie))!
  expect(await pathOf(cookie)).toBe(path)
  const answer = await product.get(company.host, path)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = (await answer.text()).replaceAll('\r\n ', '')
  expect(text).toContain('UID:k1-end@feed.localhost\r\n')
  expect(text).toContain('DTSTART;VALUE=DATE:20260228\r\n')
  expect(text).toContain('天泰物业')
  expect(text).not.toContain('删掉的')
  const { id } = (await company.db.$client.execute('select id from calendar_feeds')).rows[0]!
  await product.post(company.host, consolePaths.accountFeedRevocation(String(id)), {}, cookie)
  expect((await product.get(company.host, path)).status).toBe(404)
  await product.post(company.host, consolePaths.accountFeeds(), {}, cookie)
  expect(await pathOf(cookie)).not.toBe(path)
})

test('whoever only goes out to machines sees no contracts; whoever left sees nothing', async () => {
  const cookie = await company.cookieOf('engineer')
  await product.post(company.host, consolePaths.accountFeeds(), {}, cookie)
  const path = (await pathOf(cookie))!
  expect(await (await product.get(company.host, path)).text()).not.toContain('天泰物业')
  const { id } = company.memberOf('engineer')
  await company.db.$client.execute(`update members set disabled_at = 1 where id = '${id}'`)
  expect((await product.get(company.host, path)).status).toBe(404)
})
