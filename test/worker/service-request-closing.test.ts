import { eq } from 'drizzle-orm'
import { expect, inject, test } from 'vitest'
import { tenants } from '#schema/control-plane/tenant.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { events } from '#schema/tenant/event.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { openTenantDb } from '#tenants/open.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths, type RequestStep } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { listSilent } from '#worker/queries/service-request-closing.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { multipart } from '../report-form.ts'

/** The company is in Shanghai, its policy closes after seven days. */
const at = (day: string, time = '09:00') => new Date(`2026-03-${day}T${time}:00+08:00`)

async function desk() {
  const product = await startProduct({ now: at('02') })
  const acme = await product.company('acme')
  await product.platform
    .controlPlane()
    .insert(tenants)
    .values({
      ...{ id: acme.tenant.id, slug: 'acme', name: 'acme', status: 'active', databaseName: 'x', createdAt: at('02') },
    })
  const take = async (id: string, step: RequestStep, fields: Record<string, string>) => {
    const cookie = await acme.cookieOf('supervisor')
    const path = consolePaths.requestStep(id, step)
    const { status } = await product.post(acme.host, path, { idempotencyKey: newSecret(), ...fields }, cookie)
    expect(status).toBe(303)
  }
  const write = async (token: string, body: string) => {
    const form = multipart({ idempotencyKey: newSecret(), draftId: newSecret(), body })
    return (await product.post(acme.host, publicPaths.trackingMessages(token), form)).status
  }
  const solve = (id: string) => take(id, 'resolution', { resolution: '已清洗滤网。' })
  const solved = async (changes: Parameters<typeof receive>[2] = {}) => {
    const received = await receive(product, acme, changes)
    await solve(received.id)
    return received
  }
  const request = async (id: string) =>
    (await acme.db.select().from(serviceRequests).where(eq(serviceRequests.id, id)))[0]!
  const statusOn = async (now: Date, id: string) => {
    product.clock.now = now
    await runTenantJobs(product.platform, acme.tenant.id)
    return (await request(id)).status
  }
  const closed = () => acme.db.select().from(events).where(eq(events.name, 'service_request.closed'))
  const nextDue = async () => (await product.platform.controlPlane().select().from(tenants))[0]!.nextDueAt
  return { product, acme, take, write, solve, solved, request, statusOn, closed, nextDue }
}

test('[S3.3-11] what nobody has said a word about for seven days closes by itself, once', async () => {
  const { product, acme, solved, request, statusOn, closed } = await desk()
  const { id, token } = await solved()
  expect(await statusOn(at('09', '23:59'), id)).toBe('resolved')
  expect(await statusOn(at('10', '00:00'), id)).toBe('closed')
  expect(await statusOn(at('10', '00:01'), id)).toBe('closed')
  expect(await request(id)).toMatchObject({ closedAt: at('10', '00:00'), open: false })
  const [event, ...others] = await closed()
  expect(event).toMatchObject({ subject: id, actor: 'system', detail: { days: 7 } })
  expect(others).toEqual([])
  const reckoned = await acme.db.select().from(decisions).where(eq(decisions.kind, 'closing'))
  expect(reckoned).toMatchObject([{ clauseKey: 'TX-CLOSE', inputs: { days: 7, silentSince: at('02').getTime() } }])
  const page = await (await product.get(acme.host, publicPaths.tracking(token), '__Host-lang=zh-CN')).text()
  expect(page).toContain('已结案')
  const history = await product.get(acme.host, consolePaths.request(id), await acme.cookieOf('agent'))
  expect(await history.text()).toContain('Closed automatically')
})

test('whoever confirmed has the same days, and what is at work stays open', async () => {
  const { product, acme, solved, statusOn } = await desk()
  const { id, token } = await solved()
  const working = await receive(product, acme, { phoneKey: '8613900000001' })
  product.clock.now = at('04')
  const confirmation = { idempotencyKey: newSecret(), solved: 'yes', reason: '' }
  const confirmed = await product.post(acme.host, publicPaths.trackingConfirmation(token), confirmation)
  expect(confirmed.status).toBe(303)
  expect(await statusOn(at('10'), id)).toBe('confirmed')
  expect(await statusOn(at('12', '00:00'), id)).toBe('closed')
  expect(await statusOn(at('31'), working.id)).toBe('received')
})

test('a customer who has said something is answered first, and has the days anew', async () => {
  const { product, take, write, solved, statusOn, closed } = await desk()
  const { id, token } = await solved()
  product.clock.now = at('05')
  expect(await write(token, '还有一点漏水')).toBe(303)
  expect(await statusOn(at('31'), id)).toBe('resolved')
  await take(id, 'reply', { reply: '明天再来看。' })
  product.clock.now = new Date('2026-04-07T23:59:00+08:00')
  expect(await statusOn(product.clock.now, id)).toBe('resolved')
  expect(await statusOn(new Date('2026-04-08T00:00:00+08:00'), id)).toBe('closed')
  expect(await closed()).toHaveLength(1)
})

test('[S3.6-05] the policy version of the request says after how many days; one without the clause never closes', async () => {
  const { acme, solved, statusOn, nextDue } = await desk()
  await acme.db.$client.batch(
    [
      ...versionLike('short', `replace(rules, '"closure.auto_days":7', '"closure.auto_days":2')`, `1`),
      ...versionLike('silent', 'rules', `key <> 'TX-CLOSE'`),
    ],
    'write',
  )
  const [usual, short, silent] = [
    await solved(),
    await solved({ policyVersionId: 'short', phoneKey: '8613900000002' }),
    await solved({ policyVersionId: 'silent', phoneKey: '8613900000003' }),
  ]
  expect(await statusOn(at('04', '23:59'), short.id)).toBe('resolved')
  expect(await statusOn(at('05', '00:00'), short.id)).toBe('closed')
  expect(await statusOn(at('09', '23:59'), usual.id)).toBe('resolved')
  expect(await statusOn(at('10', '00:00'), usual.id)).toBe('closed')
  expect(await statusOn(at('31'), silent.id)).toBe('resolved')
  expect((await nextDue())?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at('31').getTime())
})

const versionLike = (id: string, rules: string, where: string) => [
  `insert into policy_versions select '${id}', version, policy, number + 100 + ${id.length}, 'superseded', based_on,
    0, trial_until, published_at, published_by, note, findings, created_at, created_by
    from policy_versions where policy = 'service'  and number = 1`,
  `insert into clauses select '${id}' || id, '${id}', position, key, chapter, number, title, text, ${rules}
    from clauses where ${where} and version_id in (select id from policy_versions where policy = 'service' and number = 1)`,
]

test('the bell is set for the midnight of the next closing, and a word in between does not ring it all day', async () => {
  const { product, acme, solved, write, nextDue } = await desk()
  const { token } = await solved({ reporterEmail: null })
  const run = async (now: Date) => {
    product.clock.now = now
    await acme.db.$client.batch(['delete from sessions', 'delete from attempts', 'delete from notices'], 'write')
    await runTenantJobs(product.platform, acme.tenant.id)
    return nextDue()
  }
  expect(await run(at('02', '10:00'))).toEqual(at('10', '00:00'))
  await write(token, '还有一点漏水')
  await acme.db.run('update service_requests set unanswered_since = null')
  await acme.db.run('delete from idempotency_keys')
  expect(await run(at('10', '00:00'))).toEqual(at('11', '00:00'))
})

test('two runs at the same moment close it once; a customer who is quicker keeps it open', async () => {
  const { product, acme, solved, write, request, closed } = await desk()
  const { id } = await solved()
  const other = await solved({ phoneKey: '8613900000004' })
  product.clock.now = at('10')
  const open = product.platform.openDb
  let told = 0
  product.platform.openDb = (tenant) =>
    openTenantDb(tenant, {
      timeoutMs: 4_000,
      fetch: async (input, init) => {
        const body = input instanceof Request ? await input.clone().text() : String(init?.body)
        if (body.includes('service_request.closed') && body.includes(other.id) && told++ === 0) {
          product.platform.openDb = open
          expect(await write(other.token, '还没有好')).toBe(303)
        }
        return fetch(input, init)
      },
    })
  await runTenantJobs(product.platform, acme.tenant.id)
  expect(told).toBe(1)
  expect((await request(other.id)).status).toBe('resolved')
  await Promise.all([1, 2, 3].map(() => runTenantJobs(product.platform, acme.tenant.id)))
  expect((await request(id)).status).toBe('closed')
  expect((await closed()).map(({ subject }) => subject)).toEqual([id])
})

test('so many in one run, the rest a minute later; found by an index of what waits', async () => {
  const { product, acme, solved, closed, nextDue } = await desk()
  const { id } = await solved()
  const { columns } = await acme.db.$client.execute('select * from service_requests limit 0')
  const own: Record<string, string> = { id: `'c' || n`, number: '5000 + n', tracking_hash: `'t' || n` }
  const copied = columns.map((column) => own[column] ?? column).join(', ')
  await acme.db.$client.execute(`with recursive count(n) as (select 1 union all select n + 1 from count where n < 149)
    insert into service_requests select ${copied} from service_requests, count where id = '${id}'`)
  product.clock.now = at('12')
  await runTenantJobs(product.platform, acme.tenant.id)
  expect(await closed()).toHaveLength(100)
  expect(await nextDue()).toEqual(new Date(at('12').getTime() + 60_000))
  await runTenantJobs(product.platform, acme.tenant.id)
  expect(await closed()).toHaveLength(150)

  const { sql, params } = listSilent(acme.db, 'x', at('12'), 10).toSQL()
  const plan = await acme.db.$client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
  expect(plan.rows.map(({ detail }) => detail)).toContainEqual(
    expect.stringContaining('USING INDEX service_requests_by_closing (policy_version_id=? AND resolved_at<?)'),
  )
  const { url, platformToken } = inject('databaseServer')
  const headers = { authorization: `Bearer ${platformToken}` }
  const answer = await fetch(`${url}/admin/statements?db=${acme.tenant.databaseName}`, { headers })
  const { statements } = await answer.json<{ statements: { sql: string; scans: string[] }[] }>()
  const asked = statements.filter((statement) => statement.sql.includes('resolved_at'))
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.filter(({ scans }) => scans.some((scan) => /SCAN (service_requests|messages)/.test(scan)))).toEqual([])
})
