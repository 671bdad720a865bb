import { expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { wordsOn } from './page-form.ts'

async function desk() {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = `${await acme.cookieOf('supervisor')}; __Host-lang=en`
  const open = async (query = '', lang = 'en') => {
    const response = await product.get(
      acme.host,
      consolePaths.audit() + query,
      cookie.replace('lang=en', `lang=${lang}`),
    )
    return response.text()
  }
  let made = 0
  const log = async (rows: Partial<typeof events.$inferInsert>[]) => {
    for (let at = 0; at < rows.length; at += 500)
      await write(acme.db, [
        acme.db.insert(events).values(
          rows.slice(at, at + 500).map((row) => ({
            ...{ id: newId(product.clock.now), subject: `s-${++made}`, version: 1, name: 'member.profile_changed' },
            ...{ actor: acme.memberOf('agent').id, at: product.clock.now, detail: {} },
            ...row,
          })),
        ),
      ])
  }
  return { product, acme, cookie, open, log }
}

const earlier = (product: { clock: { now: Date } }, minutes: number) =>
  new Date(product.clock.now.getTime() - minutes * 60_000)

test('what happened is told in words in both languages, newest first, in two round trips', async () => {
  const { product, acme, open, log } = await desk()
  await log([
    {
      name: 'member.role_changed',
      subject: acme.memberOf('sales').id,
      version: 7,
      actor: acme.memberOf('admin').id,
      detail: { from: 'sales', to: 'agent' },
    },
    {
      name: 'policy.published',
      at: earlier(product, 5),
      actor: acme.memberOf('owner').id,
      detail: { policy: 'service', number: 2, effectiveFrom: '2026-06-01T00:00:00+08:00' },
    },
  ])
  product.calls.length = 0
  const page = wordsOn(await open())
  expect(product.calls).toHaveLength(2)
  expect(page).toMatch(
    /Changed a role.*acme admin.*acme sales · Sales → Agent.*Published the policy.*Service policy, version 2, in force from 1 Jun 2026/,
  )
  const zh = wordsOn(await open('', 'zh-CN'))
  expect(zh).toMatch(/修改权限.*销售 → 客服.*发布制度.*服务制度第 2 版，2026年6月1日起执行/)
})

test('an event that nobody has found words for is told by its kind, never as an id or an enum', async () => {
  const { open, log } = await desk()
  await log([
    { name: 'member.teleported', detail: { secret: 'hunter2', email: 'a@b.example' } },
    { name: 'moon.landed' },
  ])
  const page = wordsOn(await open())
  expect(page).toContain('Members: another change')
  expect(page).toContain('Another change')
  expect(page).not.toMatch(/teleported|landed|hunter2|@|[0-9A-HJKMNP-TV-Z]{26}/)
})

test('a page holds fifty, and the next ones follow without a gap or a repetition', async () => {
  const { product, open, log } = await desk()
  await log(
    Array.from({ length: 120 }, (_, at) => ({
      name: 'calendar_day.added',
      detail: { from: '2026-06-05', kind: 'off', note: `entry-${at}-` },
      at: earlier(product, at % 7),
    })),
  )
  const seen: string[] = []
  let query = '?kind=calendar'
  for (let pages = 0; pages < 5 && query; pages++) {
    const page = await open(query)
    seen.push(...[...page.matchAll(/entry-\d+-/g)].map(([entry]) => entry))
    query = page.match(/href="\/console\/audit(\?[^"]*before=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
  }
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
})

test('the log can be narrowed to a person and a kind; a rare one is looked for step by step', async () => {
  const { product, acme, open, log } = await desk()
  await log([
    {
      name: 'calendar_day.added',
      actor: acme.memberOf('owner').id,
      at: earlier(product, 60),
      detail: { from: '2026-06-05', kind: 'off' },
    },
  ])
  await log(Array.from({ length: 2_100 }, () => ({ name: 'service_request.noted' })))
  const owner = acme.memberOf('owner').id
  const first = await open(`?member=${owner}&kind=calendar`)
  expect(wordsOn(first)).toContain('you can look further back')
  const next = first.match(/href="\/console\/audit(\?[^"]*before=[^"]*)"/)![1]!.replaceAll('&amp;', '&')
  const second = wordsOn(await open(next))
  expect(second).toMatch(/Added days to the calendar.*5 Jun 2026/)
  expect(wordsOn(await open(`?member=${acme.memberOf('sales').id}&kind=calendar`))).not.toContain('5 Jun 2026')
})

test('each line about a service request leads to it by its number, in two round trips, alone and narrowed', async () => {
  const { product, acme, open } = await desk()
  const requests = [await receive(product, acme), await receive(product, acme)]
  const rows = await acme.db.select({ id: serviceRequests.id, number: serviceRequests.number }).from(serviceRequests)
  expect(new Set(rows.map(({ number }) => number)).size).toBe(requests.length)
  for (const query of ['', '?kind=requests']) {
    product.calls.length = 0
    const page = await open(query)
    expect(product.calls).toHaveLength(2)
    for (const { id, number } of rows)
      expect(page).toContain(`<a href="${consolePaths.request(id)}">Request ${number}</a>`)
  }
  expect(await open('', 'zh-CN')).toContain(`>请求 ${rows[0]!.number}</a>`)
})

test('an agent may not read the log', async () => {
  const { product, acme } = await desk()
  expect((await product.get(acme.host, consolePaths.audit(), await acme.cookieOf('agent'))).status).toBe(403)
})
