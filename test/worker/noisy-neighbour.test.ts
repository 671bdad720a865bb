import { beforeAll, expect, test } from 'vitest'
import { reportLimits } from '#rules/report.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'
import { report, type TestCompany } from '../report-form.ts'

let product: Product
let acme: TestCompany
let bravo: TestCompany
let cookie: string

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  ;[acme, bravo] = [await product.company('acme'), await product.company('bravo')]
  cookie = await acme.cookieOf('supervisor')
  for (let nth = 0; nth < 60; nth++)
    await receive(product, acme, { description: `空调不制冷 ${nth}`, phoneKey: `86138${10_000_000 + nth}` })
}, 60_000)

test('N-01 what one company’s visitors do too often is counted there, and nobody waits for it elsewhere', async () => {
  const from = '198.51.100.77'
  const send = (company: TestCompany, nth: number) =>
    report(product, company, { phone: `135${20_000_000 + nth}`, description: `故障 ${nth}` }, { from })
  let refused = 0
  for (let nth = 0; nth <= reportLimits.perNetworkPerMinute; nth++)
    if ((await send(acme, nth)).response.status === 429) refused++
  expect(refused).toBe(1)
  expect((await send(bravo, 99)).response.status).toBe(303)
})

test('N-02 fifty searches at once are two round trips each, and another company’s page comes in between', async () => {
  const path = `${consolePaths.requests()}?q=${encodeURIComponent('空调')}`
  const search = async () => (await product.get(acme.host, path, cookie)).status
  await search()
  await product.get(bravo.host, '/')
  product.calls.length = 0
  const searches = Array.from({ length: 50 }, search)
  expect((await product.get(bravo.host, '/report')).status).toBe(200)
  expect(new Set(await Promise.all(searches))).toEqual(new Set([200]))
  expect(product.calls.length).toBeLessThanOrEqual(50 * 2 + 1)
})

test('N-03 a page has its fifty rows, however many a path asks for', async () => {
  for (const query of ['', '?limit=1e9', '?limit=1000000', '?page=1e9', '?rows[]=9&rows[]=9', '?q=空调&limit=1e9']) {
    const answer = await product.get(acme.host, encodeURI(consolePaths.requests() + query), cookie)
    const rows = new Set((await answer.text()).match(/\/console\/requests\/[0-9A-Z]{26}/g)).size
    expect([query, answer.status, rows > 0, rows <= 50]).toEqual([query, 200, true, true])
  }
})
