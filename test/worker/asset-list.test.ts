import { beforeAll, expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let cookie: string

const rows = async (sql: string) => (await company.db.$client.execute(sql)).rows.map((row) => ({ ...row }))
const page = async (path: string, as = cookie) => (await product.get(company.host, path, as)).text()
const listed = (text: string) => [...text.matchAll(/row-link" href="\/console\/assets\/(\w+)"/g)].map(([, id]) => id!)
const hrefOf = (text: string, label: string) =>
  text.match(new RegExp(`<a [^>]*href="([^"]+)"[^>]*>(?:<[^>]+>)*${label}<`))?.[1]?.replaceAll('&amp;', '&')
const id = (n: number) => `01ASSET${String(n).padStart(19, '0')}`

/** 120 machines, of which the last ten are retired. */
beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  company = await product.company('acme')
  cookie = await company.cookieOf('owner')
  await receive(product, company)
  const [customer] = await rows('select id from customers')
  for (let n = 0; n < 120; n++)
    await company.db.$client.execute({
      sql: `insert into assets (id, customer_id, name, status, warranty_decision_id, warranty_ends_on, created_at)
        values (?, ?, ?, ?, 'd', '2026-12-31', 1)`,
      args: [id(n), String(customer!.id), `空压机 ${String(n).padStart(3, '0')}`, n < 110 ? 'in_use' : 'retired'],
    })
}, 60_000)

test('a list is turned to its end and begun again, with its view kept', async () => {
  const first = await page(`${consolePaths.assets()}?view=covered`)
  expect(hrefOf(first, 'First page')).toBeUndefined()
  const second = await page(hrefOf(first, 'Next')!)
  const third = await page(hrefOf(second, 'Next')!)
  expect([first, second, third].map((one) => listed(one).length)).toEqual([50, 50, 10])
  expect(hrefOf(third, 'Next')).toBeUndefined()
  for (const later of [second, third]) expect(hrefOf(later, 'First page')).toBe('/console/assets?view=covered')
  expect(listed(await page(hrefOf(third, 'First page')!))).toEqual(listed(first))
})

test('machines out of use have a view of their own', async () => {
  const retired = await page(`${consolePaths.assets()}?view=retired`)
  expect(listed(retired)).toEqual(Array.from({ length: 10 }, (_, at) => id(110 + at)))
  expect(retired).toMatch(/Retired\s*<[^>]*>\s*10/)
})

const print = (ticked: readonly string[], assets: readonly string[]) => {
  const form = new FormData()
  form.set('idempotencyKey', newSecret())
  form.set('assets', assets.join(' '))
  for (const one of ticked) form.append('ticked[]', one)
  return product.post(company.host, consolePaths.labels(), form, cookie)
}

test('the ticked machines’ labels are printed; without a tick, the page’s', async () => {
  const text = await page(consolePaths.assets())
  expect(text.match(/name="ticked\[\]" value="\w+" form="labels"/g)).toHaveLength(50)
  const shown = listed(text)
  const some = await print([id(3), id(1)], shown)
  expect(some.status).toBe(303)
  expect(new URL(some.headers.get('location')!, 'https://x').searchParams.get('assets')).toBe(`${id(1)} ${id(3)}`)
  const all = await print([], shown)
  expect(new URL(all.headers.get('location')!, 'https://x').searchParams.get('assets')?.split(' ')).toEqual(shown)
})

test('whoever may not print sees no boxes to tick', async () => {
  const text = await page(consolePaths.assets(), await company.cookieOf('engineer'))
  expect(listed(text)).toHaveLength(50)
  expect(text).not.toContain('ticked[]')
})
