import { eq } from 'drizzle-orm'
import { beforeAll, expect, inject, test } from 'vitest'
import { listViews } from '#rules/service-request-list.ts'
import { migrations } from '#schema/migrations/tenant/index.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { consolePaths } from '#web/paths.ts'
import { tenantRoutes } from '../every-route.ts'
import { everyFlow } from '../faults/every-flow.ts'
import { newStage, sendOnce } from '../faults/stage.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'
import { buildSite, type Site } from '../site.ts'

/** They grow with every customer, message, visit or sign-up: no statement of a page or a form may walk through one. */
const growing = [
  ...['service_requests', 'events', 'messages', 'photos', 'clocks', 'decisions', 'pauses', 'customers', 'notices'],
  ...[
    'contacts',
    'sites',
    'assets',
    'contracts',
    'renewals',
    'consents',
    'suppressions',
    'customer_merges',
    'products',
  ],
  ...['sessions', 'links', 'attempts', 'idempotency_keys', 'work_orders', 'recovery_codes'],
  ...['tenants', 'sign_ups', 'slug_tombstones', 'member_addresses', 'hostnames'],
]
/** What may be walked through, and why. */
const small: Record<string, string> = {
  members: 'the staff of one company; the pages that list them stop at 500',
  companies: 'one row',
  identity: 'one row',
  applied_migrations: 'one row for each migration',
  channels: 'the few ways out that a company set up',
  plannings: 'one row',
  calendar_days: 'the few days of a year that a company changes',
  policy_versions: 'a few a year',
  clauses: 'of one version at a time',
  recent: 'a sub-select of the audit log that has its own limit; what it reads is found by its index',
  part: 'where the files of one list begin: ten at the most',
  later: 'the machines that took one machine’s place: twelve at the most',
  walk: 'a machine and those it took the place of, one after the other: twelve at the most',
  json_each: 'the ids of one merge',
  gone: 'the records that were merged into one customer, found by their index',
  imports: 'the few files of a company, or those at work; the list stops at a page',
  j: 'values handed in with the statement',
  linked: 'the machines of one file that name a main unit',
  n: 'every so manyth id of a list, found by its index',
  p: 'a page of judged rows',
  v: 'the verdicts or cells of chunks of one file, found by its index',
  c: 'the companies of one address, found by their index',
}

type Entry = { sql: string; scans: string[]; fullscanSteps: number; rows: number; runs: number }

async function statistics(method: 'GET' | 'DELETE', what: 'statements' | 'statistics', database: string) {
  const { url, platformToken } = inject('databaseServer')
  const headers = { authorization: `Bearer ${platformToken}` }
  const answer = await fetch(`${url}/admin/${what}?db=${database}`, { method, headers })
  if (!answer.ok) throw new Error(`database server: ${answer.status}`)
  return answer.json<{ statements: Entry[] }>()
}

const forget = (database: string) => statistics('DELETE', 'statistics', database)

/**
 * Every statement that walked through a table that grows, or through one that nobody has thought about. `answer…`: what
 * one of several queries found that are one statement; how it was found stands beside it.
 */
async function walksIn(database: string): Promise<string[]> {
  const { statements } = await statistics('GET', 'statements', database)
  const own = statements.filter(({ sql }) => !ofMigrations.has(bare(sql)))
  return own.flatMap(({ sql, scans, fullscanSteps }) =>
    scans
      .map((scan) => scan.split(' ')[1]!)
      .filter((table) => !/^(\d+|answer\d+)$/.test(table) && (growing.includes(table) || !small[table]))
      .map((table) => `${table}, ${fullscanSteps} steps: ${sql.slice(0, 300)}`),
  )
}

let product: Product
let site: Site

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  site = await buildSite(product, 'acme')
  for (let index = 0; index < 300; index++)
    await receive(product, site.company, { phoneKey: `86139${index}`, reporterPhone: `139${index}` })
}, 120_000)

/** These lists are read in the order of an index, and reading stops at the end of a page. Sorted is: read as a whole. */
const read = /\b(?:SEARCH|SCAN) (?:service_requests|events)\b/
const sorted = 'USE TEMP B-TREE FOR ORDER BY'
/** What may be sorted, and why. */
const mayBeSorted: [RegExp, string][] = [
  [/"recent"/, 'a window of the audit log, which has its own limit'],
  [/union all select coalesce\("customers"\."merged_into"/, 'the records of one phone number, to take the oldest'],
]

/** What brings a database to a new schema looks at all there is, once; at a sign-up that is nothing. */
const bare = (sql: string) =>
  sql
    .replace(/^\s*--.*$/gm, '')
    .trim()
    .replace(/;$/, '')
const ofMigrations = new Set(migrations.flatMap(({ sql }) => sql.split('--> statement-breakpoint').map(bare)))

async function sortsIn(database: string): Promise<string[]> {
  const { statements } = await statistics('GET', 'statements', database)
  const lists = statements.filter(({ sql }) => / limit \?/.test(sql) && !mayBeSorted.some(([known]) => known.test(sql)))
  const sorts: string[] = []
  for (const { sql } of lists) {
    const args = Array.from({ length: sql.split('?').length - 1 }, () => null)
    const plan = await site.db.$client.execute({ sql: `explain query plan ${sql}`, args })
    const lines = plan.rows.map(({ detail }) => String(detail))
    if (lines.some((line) => read.test(line)) && lines.includes(sorted)) sorts.push(`${lines.join(' / ')}: ${sql}`)
  }
  return sorts
}

/** Answers the address of the next page, where there is one. */
async function visit(path: string) {
  const { databaseName } = site.company.tenant
  const cookie = await site.cookieOf('owner')
  await forget(databaseName)
  const response = await product.get(site.host, path, cookie)
  expect(response.status).toBeLessThan(500)
  expect([path, await walksIn(databaseName), await sortsIn(databaseName)]).toEqual([path, [], []])
  const page = new TextDecoder().decode(await response.arrayBuffer())
  return page.match(/href="([^"]*[?;&](?:after|before)=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
}

test('no page walks through a table that grows', async () => {
  for (const [name, route] of Object.entries(tenantRoutes))
    if (name.startsWith('GET ')) await visit(route.path(site.ids))
})

test('no view of the list, no filter, no next page and no search does', async () => {
  const agent = site.company.memberOf('agent').id
  const queries = [
    ...listViews.map((view) => `view=${view}`),
    ...['priority=P1', 'view=all&priority=P3', 'q=空调', 'q=KFR', 'q=139 0013', 'q=%', 'q="', 'q=zzz'],
  ]
  const paths = queries.map((query) => `${consolePaths.requests()}?${query}`)
  const audits = ['kind=policy', `member=${agent}`, 'member=customer'].map(
    (query) => `${consolePaths.audit()}?${query}`,
  )
  let further = 0
  for (const path of [...paths, ...audits]) {
    const next = await visit(encodeURI(path))
    if (next && ++further) await visit(next)
  }
  expect(further).toBeGreaterThan(4)
})

test('a search reads one page of what it found, however much there is', async () => {
  const { databaseName } = site.company.tenant
  await forget(databaseName)
  await product.get(site.host, encodeURI(`${consolePaths.requests()}?q=空调`), await site.cookieOf('owner'))
  const { statements } = await statistics('GET', 'statements', databaseName)
  const [search, ...others] = statements.filter(({ sql }) => sql.includes('service_request_search'))
  expect(others).toEqual([])
  expect(search).toMatchObject({ rows: 51, fullscanSteps: 0, runs: 1 })
  expect(search!.sql).toMatch(/grams match .* limit/s)
})

test('what waits is read one page at a time, in its own order, however much waits', async () => {
  const { databaseName } = site.company.tenant
  const { db } = site
  await db.update(serviceRequests).set({ pausedSince: product.clock.now }).where(eq(serviceRequests.open, true))
  await forget(databaseName)
  const path = `${consolePaths.requests()}?view=waiting`
  const page = await (await product.get(site.host, path, await site.cookieOf('owner'))).text()
  expect(page.match(/<tr/g)!.length).toBeGreaterThan(50)
  const { statements } = await statistics('GET', 'statements', databaseName)
  const [list, ...others] = statements.filter(({ sql }) => /"paused_since" is not null\) order by/.test(sql))
  expect([list, others]).toMatchObject([{ rows: 51, fullscanSteps: 0 }, []])
  const args = Array.from({ length: list!.sql.split('?').length - 1 }, () => null)
  const plan = await db.$client.execute({ sql: `explain query plan ${list!.sql}`, args })
  expect(plan.rows.map(({ detail }) => detail)).toEqual([
    'SEARCH service_requests USING INDEX service_requests_by_waiting (standing=?)',
  ])
})

test('no form does, from signing up to closing a request', async () => {
  for (const flow of everyFlow) {
    const stage = await (flow.open ?? newStage)()
    const form = await flow.fill(stage)
    for (const database of stage.databases()) await forget(database)
    expect((await sendOnce(stage, form)).reason).toBeUndefined()
    for (const database of stage.databases()) expect([flow.route, await walksIn(database)]).toEqual([flow.route, []])
  }
}, 120_000)
