import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clocks as clockRows } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { requestNoticeWords } from '#web/words/request-notice.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import type { Outside } from '#worker/platform/outside.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { caller, report } from '../report-form.ts'
import { webhookFields } from '../site-channel.ts'

/** A company whose receivers hear what they chose. */
async function company(receivers: Record<string, string | undefined>) {
  const heard: { to: string; said: { type: string; data: Record<string, unknown> } }[] = []
  const outside: Outside = {
    fetch: async (url, init) => {
      heard.push({ to: new URL(url).pathname.slice(1), said: JSON.parse(String(init.body)) })
      return new Response(null, { status: 204 })
    },
    resolve: async () => ['93.184.216.34'],
  }
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z'), changes: { outside } })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('owner')
  const post = async (path: string, fields: Record<string, string>) => product.post(acme.host, path, fields, cookie)
  for (const [name, topic] of Object.entries(receivers))
    await post(consolePaths.channels(), {
      ...webhookFields(newSecret()),
      ...{ name, url: `https://hooks.example.com/${name}` },
      ...(topic ? { 'topics[]': topic } : {}),
    })
  const all = async (sql: string) => (await acme.db.$client.execute(sql)).rows
  const work = () => runTenantJobs(product.platform, acme.tenant.id)
  return { product, acme, cookie, post, all, work, heard }
}

const t = requestNoticeWords['zh-CN']

test('a new request rings the robots that chose it, and those that chose nothing, once each', async () => {
  const { product, acme, work, heard, all } = await company({ desk: 'requests', ends: 'endings', every: undefined })
  const { phone } = caller()
  await report(product, acme, { phone, email: 'wang@example.com' })
  await work()
  await work()
  expect(heard.map(({ to }) => to).sort()).toEqual(['desk', 'every'])
  const { type, data } = heard[0]!.said
  expect([type, data.title]).toEqual(['service_request.received', t.new('1001')])
  expect(data).toMatchObject({ number: 1001, type: 'fault', zone: 'urban', due: { clock: 'arrival' } })
  expect(data.url).toMatch(/\/console\/requests\/\w+$/)
  expect(await all("select distinct state, kind from notices where template = 'request_new'")).toEqual([
    { state: 'sent', kind: 'request' },
  ])
})

test('[S3.4-15] nothing of whose request it is leaves with it', async () => {
  const { product, acme, work, heard } = await company({ desk: 'requests' })
  const { phone } = caller()
  const said = { phone, email: 'wang@example.com', description: '联系王芳 13900001111' }
  await report(product, acme, said)
  await work()
  const told = JSON.stringify(heard)
  expect(heard).toHaveLength(1)
  for (const secret of ['王芳', phone, 'wang@example.com', '人民路', 'SN-1001', '13900001111', 'KFR-35'])
    expect(told).not.toContain(secret)
})

test('a report that is held rings nobody, until a person lets it in', async () => {
  const { product, acme, post, work, heard, all } = await company({ desk: 'requests' })
  const { phone } = caller()
  await report(product, acme, { phone, homepage: 'https://spam.example' })
  await work()
  expect(heard).toEqual([])
  const id = String((await all('select id from service_requests'))[0]!.id)
  await post(consolePaths.requestStep(id, 'release'), { idempotencyKey: newSecret(), verdict: 'accept' })
  await work()
  expect(heard).toHaveLength(1)
})

test('more than five at once are one message, with the numbers in it; what rings alone later rings by itself', async () => {
  const { product, acme, work, heard } = await company({ desk: 'requests' })
  for (let nth = 0; nth < 7; nth++) await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard.map(({ said }) => said.type)).toEqual(['service_requests.digest'])
  const { data } = heard[0]!.said
  expect(data.title).toBe(t.digest(7))
  expect((data.items as { number: number }[]).map(({ number }) => number).sort()).toEqual([
    1001, 1002, 1003, 1004, 1005, 1006, 1007,
  ])
  await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard.at(-1)!.said.data.title).toBe(t.new('1008'))
  expect(heard).toHaveLength(2)
})

test('a receiver that takes two a minute gets the third in the next one', async () => {
  const { product, acme, work, heard, all } = await company({ desk: 'requests' })
  await all('update channels set per_minute = 2')
  for (let nth = 0; nth < 3; nth++) await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard).toHaveLength(2)
  product.clock.now = new Date(product.clock.now.getTime() + 61_000)
  await work()
  expect(heard).toHaveLength(3)
})

test('the ledger names the request, and one that was switched off hears nothing', async () => {
  const { product, acme, cookie, work, heard, all, post } = await company({ desk: 'requests', off: 'requests' })
  const id = String((await all("select id from channels where name = 'off'"))[0]!.id)
  await post(consolePaths.channelDisabling(id), {})
  await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard.map(({ to }) => to)).toEqual(['desk'])
  const key = String((await all("select key from notices where kind = 'request'"))[0]!.key)
  const page = await (await product.get(acme.host, consolePaths.notice(key), cookie)).text()
  expect(page).toContain('1001')
  expect(page).toContain('desk')
})

/** The ladder of the company's policy, as it stands in the database. */
async function withLadder(ladder: { clock: string; at: number; to: string }[]) {
  const ground = await company({ late: 'lateness', desk: 'requests' })
  const { all } = ground
  const [row] = await all("select id, rules from clauses where rules like '%escalation.ladder%'")
  const rules = JSON.parse(String(row!.rules)) as { parameters: Record<string, unknown> }[]
  for (const rule of rules) if ('escalation.ladder' in rule.parameters) rule.parameters['escalation.ladder'] = ladder
  const { db } = ground.acme
  await db.$client.execute({
    sql: 'update clauses set rules = ? where id = ?',
    args: [JSON.stringify(rules), row!.id!],
  })
  const later = async (time: string) => {
    ground.product.clock.now = new Date(`${time}+08:00`)
    await ground.work()
    return ground.heard.filter(({ to }) => to === 'late').map(({ said }) => said)
  }
  return { ...ground, later }
}

test('a limit that runs out, and one that has, is told by the policy’s ladder: once a rung, with its clause', async () => {
  const { product, acme, later, heard } = await withLadder([
    { clock: 'arrival', at: 50, to: 'dispatcher' },
    { clock: 'arrival', at: 100, to: 'owner' },
  ])
  const { phone } = caller()
  await report(product, acme, { phone })
  expect(await later('2026-01-12T13:29:00')).toEqual([])
  const [half, ...no] = await later('2026-01-12T15:00:00')
  expect(no).toEqual([])
  expect(half!.type).toBe('service_request.late')
  expect(half!.data).toMatchObject({ title: t.nearlyLate('1001', '到场', 50), percent: 50, number: 1001 })
  expect(JSON.stringify(half)).not.toMatch(new RegExp(`王芳|${phone}|人民路`))
  const all = await later('2026-01-14T09:00:00')
  expect(all.map(({ data }) => data.title)).toEqual([half!.data.title, t.late('1001', '到场')])
  await later('2026-01-14T10:00:00')
  expect(heard.filter(({ to }) => to === 'late')).toHaveLength(2)
})

test('a clock that was stopped in time, or that waits, is told of by nobody; nor is what was late before the robot came', async () => {
  const { product, acme, later, post, all, heard } = await withLadder([{ clock: 'arrival', at: 100, to: 'owner' }])
  for (let nth = 0; nth < 3; nth++) await report(product, acme, { phone: caller().phone })
  const ids = (await all('select id from service_requests order by number')).map(({ id }) => String(id))
  const key = () => ({ idempotencyKey: newSecret() })
  await post(consolePaths.requestStep(ids[0]!, 'pause'), { ...key(), pauseReason: 'waiting_parts', pauseNote: 'Fan' })
  const assigned = { ...key(), memberId: acme.memberOf('engineer').id }
  await post(consolePaths.requestStep(ids[1]!, 'assignment'), assigned)
  await post(consolePaths.requestStep(ids[1]!, 'arrival'), { ...key(), at: '2026-01-12T10:30' })
  const told = await later('2026-01-16T09:00:00')
  expect(told.map(({ data }) => data.number)).toEqual([1003])
  await post(consolePaths.channels(), {
    ...{ ...webhookFields(newSecret()), name: 'new', url: 'https://hooks.example.com/new', 'topics[]': 'lateness' },
  })
  await later('2026-01-16T10:00:00')
  expect(heard.filter(({ to }) => to === 'new')).toEqual([])
})

test('[S4.4-21] what is not solved by its time is told at once, with the clause and whose help is asked for', async () => {
  const { product, acme, later } = await withLadder([{ clock: 'resolution', at: 100, to: 'service_manager' }])
  const { clocks } = await receive(product, acme)
  const due = clocks.find(({ kind }) => kind === 'resolution')!
  const at = (seconds: number) => later(localIso(new Date(due.dueAt.getTime() + seconds * 1_000)))
  expect(await at(-60)).toEqual([])
  const [told, ...no] = await at(1)
  expect(no).toEqual([])
  expect(told!.data).toMatchObject({ title: t.late('1001', '解决'), number: 1001, percent: 100 })
  expect(JSON.stringify(told)).toContain('服务主管')
  expect(JSON.stringify(told)).toMatch(/第 ?\d+ ?条|"clause":\d+/)
})

test('[S3.3-17] a sudden fault that stops everything rings the desk in the same minute, and is due an answer sooner', async () => {
  const { product, acme, later, heard, work, post } = await withLadder([
    { clock: 'response', at: 50, to: 'dispatcher' },
  ])
  const call = {
    ...{
      channel: 'phone',
      type: 'fault',
      name: '李强',
      email: '',
      address: '中山路 1 号',
      zone: 'urban',
      impact: 'all',
    },
    ...{ product: 'GA-37', serialNumber: '', description: '全厂停机', urgency: 'high', onSite: 'yes' },
  }
  for (const [phone, changes] of [
    [caller().phone, {}],
    [caller().phone, { urgency: 'normal', impact: 'one', description: '有点响' }],
  ] as const)
    await post(consolePaths.requests(), { ...call, ...changes, phone, idempotencyKey: newSecret() })
  await work()
  const rung = heard.filter(({ to }) => to === 'desk').map(({ said }) => said.data.number)
  expect(rung.sort()).toEqual([1001, 1002])
  const rows = await acme.db.select().from(clockRows).where(eq(clockRows.kind, 'response')).orderBy(clockRows.dueAt)
  const hours = rows.map(({ dueAt }) => (dueAt!.getTime() - product.clock.now.getTime()) / 3_600_000)
  expect([hours.length, hours[0]! < hours[1]!]).toEqual([2, true])
  const half = new Date(product.clock.now.getTime() + (hours[0]! / 2) * 3_600_000 + 1_000)
  const told = await later(localIso(half))
  expect(told.map(({ data }) => [data.number, data.percent])).toEqual([[1001, 50]])
})

const localIso = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)
