import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { noticeReleaseWords } from '#web/words/notice-release.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { type Product, startProduct } from '../harness.ts'
import { addEnding } from '../site-notice.ts'

const t = noticeReleaseWords.en
const monday = new Date('2026-01-12T09:00:00+08:00')

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let cookie: string

beforeAll(async () => {
  product = await startProduct({ now: monday })
}, 60_000)
beforeEach(async () => {
  product.clock.now = monday
  product.sent.length = 0
  company = await product.company(`r${crypto.randomUUID().slice(0, 8)}`)
  cookie = `${await company.cookieOf('supervisor')}; __Host-lang=en`
})

const page = async (path = consolePaths.noticeRelease()) => (await product.get(company.host, path, cookie)).text()
const post = (path: string, fields: Record<string, string>) => product.post(company.host, path, fields, cookie)
const release = (fields: Record<string, string>) =>
  post(consolePaths.noticeRelease(), { idempotencyKey: newSecret(), day: '', ...fields })
const jobs = () => runTenantJobs(product.platform, company.tenant.id)
const all = async (sql: string) => (await company.db.$client.execute(sql)).rows
const states = async () =>
  Object.fromEntries(
    (await all('select state, count(*) as n from notices group by state')).map(({ state, n }) => [state, n]),
  )
const countIn = (html: string) => /name="count" value="(\d+)"/.exec(html)?.[1]
const mailsTo = (address: string) => product.sent.filter(({ to }) => to === address).length

/** Contracts that end soon, in a company that begins today: every reminder of them was due before. */
async function soonEnding(endings: { number: string; endsOn: '2026-01-25' | '2026-01-30'; email: string }[]) {
  for (const ending of endings) await addEnding(company.db, monday, ending)
  await jobs()
}
const three = [
  { number: 'HT-1', endsOn: '2026-01-25', email: 'one@customer.example' },
  { number: 'HT-2', endsOn: '2026-01-25', email: 'two@customer.example' },
  { number: 'HT-3', endsOn: '2026-01-30', email: 'three@customer.example' },
] as const

test('everything that the go-live day left out goes with one press, in one batch, once', async () => {
  await soonEnding([...three])
  const { skipped } = await states()
  const html = await page()
  expect(countIn(html)).toBe(String(skipped))
  const fields = { idempotencyKey: newSecret(), day: '', count: countIn(html)! }
  const done = await post(consolePaths.noticeRelease(), fields)
  expect(done.headers.get('location')).toBe(`${consolePaths.notices()}?done=together&count=${skipped}`)
  expect((await post(consolePaths.noticeRelease(), fields)).status).toBe(303)
  expect(await all("select name from events where name = 'company.skipped_released'")).toHaveLength(1)
  expect(await all('select id from renewals')).toHaveLength(3)
  await jobs()
  await jobs()
  for (const { email } of three) expect(mailsTo(email)).toBe(1)
  expect(await states()).toEqual({ sent: skipped })
  expect(await page()).toContain(t.none.title)
})

test('only those of one day go when a day is chosen', async () => {
  await soonEnding([...three])
  const days = [...(await page()).matchAll(/release\?day=([\d-]+)/g)].map(([, day]) => day!)
  expect(new Set(days).size).toBe(2)
  const first = await page(consolePaths.noticeRelease(days[0]))
  await release({ day: days[0]!, count: countIn(first)! })
  await jobs()
  expect([mailsTo('one@customer.example'), mailsTo('two@customer.example')]).toEqual([1, 1])
  expect(mailsTo('three@customer.example')).toBe(0)
})

test('another number than the one that was shown is shown anew, and nothing leaves', async () => {
  await soonEnding([three[0]])
  const count = countIn(await page())!
  await addEnding(company.db, monday, three[2])
  await jobs()
  const answer = await release({ count })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain(t.changed)
  expect(await all("select key from notices where state <> 'skipped'")).toEqual([])
})

test('what ended, was renewed or is not to be written to stays left out', async () => {
  await soonEnding([...three])
  await all("update contracts set status = 'renewed' where number = 'HT-1'")
  await all(`insert into suppressions (channel, address, scope, reason, at, by)
    values ('email', 'two@customer.example', 'all', 'bounced', 0, 'system')`)
  const html = await page()
  await release({ count: countIn(html)! })
  await jobs()
  expect(['one', 'two', 'three'].map((name) => mailsTo(`${name}@customer.example`))).toEqual([0, 0, 1])
})

test('what has no row yet goes too; an earlier go-live day sends nothing of what is listed', async () => {
  for (const ending of three) await addEnding(company.db, monday, ending)
  const count = countIn(await page())!
  expect(Number(count)).toBeGreaterThanOrEqual(3)
  await jobs()
  await post(consolePaths.noticeGoLive(), { day: '2025-06-01' })
  await jobs()
  expect(product.sent.filter(({ to }) => to.endsWith('@customer.example'))).toEqual([])
  const text = await page(`${consolePaths.noticeGoLive()}?day=2025-06-01`)
  expect(text).toContain(t.doesNotItems[0])
})
