import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { events } from '#schema/tenant/event.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { type Product, startProduct } from '../harness.ts'
import { report, type TestCompany, textOf } from '../report-form.ts'
import { wordsOn } from './page-form.ts'

let product: Product
let acme: TestCompany

beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  acme = await product.company('acme')
})

const call = {
  ...{ channel: 'phone', type: 'fault', phone: '021-5555 1234', name: '李强', email: '', address: '中山路 1 号' },
  ...{ zone: 'urban', product: 'BCD-216', serialNumber: 'SN-7', description: '冰箱漏水，有异响', urgency: 'normal' },
  ...{ impact: 'one', onSite: 'yes' },
}

const enter = async (fields: Record<string, string> = {}, role: 'agent' | 'sales' = 'agent') => {
  const form = { ...call, idempotencyKey: newSecret(), ...fields }
  const answer = await product.post(acme.host, consolePaths.requests(), form, await acme.cookieOf(role))
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

const open = async (path: string) =>
  wordsOn(await (await product.get(acme.host, path, await acme.cookieOf('agent'))).text())

const registered = () => acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number))

test('[S1.1-03] [S1.3-13] [S3.6-15] [S3.6-21] whoever calls, writes, chats or comes in stands in one register, by the way they came', async () => {
  const ways = { phone: 'Phone', letter: 'Letter', walk_in: 'At the counter', email: 'E-mail', chat: 'Chat' }
  for (const [channel, words] of Object.entries(ways)) {
    const page = await open(await enter({ channel, type: 'enquiry', name: `by ${channel}` }))
    for (const shown of [words, `by ${channel}`, '021-5555 1234', 'BCD-216', 'SN-7', '冰箱漏水，有异响'])
      expect(page).toContain(shown)
  }
  const rows = await registered()
  expect(rows.map(({ channel, number }) => [channel, number])).toEqual(
    Object.keys(ways).map((channel, at) => [channel, 1_001 + at]),
  )
  const list = await open(`${consolePaths.requests()}?view=all`)
  for (const channel of Object.keys(ways)) expect(list).toContain(`by ${channel}`)
  const log = await acme.db.select().from(events).where(eq(events.name, 'service_request.entered'))
  expect(log.map(({ actor }) => actor)).toEqual(rows.map(() => acme.memberOf('agent').id))
})

test('[S4.5-09] who calls, from where, about which model and with which symptom is written down and read again', async () => {
  const page = await open(await enter())
  for (const shown of ['李强', '中山路 1 号', '021-5555 1234', 'BCD-216', '冰箱漏水，有异响'])
    expect(page).toContain(shown)
})

test('[S3.3-01] [S3.3-02] a fault and an enquiry are both taken, told apart, and due an answer', async () => {
  await enter({ type: 'fault' })
  await enter({ type: 'enquiry', description: '遥控器怎么配对？' })
  const rows = await registered()
  expect(rows.map(({ type }) => type)).toEqual(['fault', 'enquiry'])
  const answers = await acme.db.select().from(clocks).where(eq(clocks.kind, 'response'))
  expect(answers.map(({ requestId }) => requestId).sort()).toEqual(rows.map(({ id }) => id).sort())
  expect(answers.every(({ dueAt }) => dueAt !== null)).toBe(true)
})

test('[S4.3-01] [S3.8-08] [S3.5-07] what a customer declares is recorded and confirmed at once, with the time of the answer', async () => {
  const { response, path } = await report(product, acme, { email: 'wang@customer.example' })
  expect(response.status).toBe(303)
  const page = textOf(await (await product.get(acme.host, path, '__Host-lang=en')).text())
  expect(page).toContain('We have your request')
  expect(page).toContain('Number 1001')
  expect(page).toMatch(/We answer by/)
  const [request] = await registered()
  expect(request).toMatchObject({ number: 1001, status: 'received', receivedAt: product.clock.now })
  expect(await acme.db.select().from(notices)).toMatchObject([
    { template: 'request_received', recipient: 'wang@customer.example', dueAt: product.clock.now },
  ])
  const running = await acme.db.select().from(clocks).where(eq(clocks.kind, 'response'))
  expect(running).toMatchObject([{ requestId: request!.id, startedAt: product.clock.now, outcome: null }])
})

test('[S4.5-10] the customer is told by when it is solved, and the clause that says so', async () => {
  const { path } = await report(product, acme)
  const [solved] = await acme.db.select().from(clocks).where(eq(clocks.kind, 'resolution'))
  const page = textOf(await (await product.get(acme.host, path, '__Host-lang=zh-CN')).text())
  expect(solved!.dueAt).not.toBeNull()
  expect(page).toMatch(/1月\d+日[^。]{0,12} 前解决/)
  expect(page).toContain(`第 ${solved!.clauseNumber} 条`)
})
