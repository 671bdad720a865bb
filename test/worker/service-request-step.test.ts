import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import { workOrders } from '#schema/tenant/work-order.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'

/** Monday 2026-01-12 09:00 in Shanghai; TP-HAS works 08:30–17:30 and promises an urban arrival within 6 working hours. */
const monday = (time: string) => new Date(`2026-01-12T${time}:00+08:00`)

async function desk(role: 'agent' | 'engineer' | 'supervisor' | 'sales' = 'supervisor') {
  const product = await startProduct({ now: monday('09:00') })
  const acme = await product.company('acme')
  const { id } = await receive(product, acme)
  const cookie = await acme.cookieOf(role)
  const take = (step: RequestStep, fields: Record<string, string> = {}, key = newSecret()) =>
    product.post(acme.host, consolePaths.requestStep(id, step), { idempotencyKey: key, ...fields }, cookie)
  const request = async () => (await acme.db.select().from(serviceRequests).where(eq(serviceRequests.id, id)))[0]!
  const clock = async (kind: 'response' | 'arrival' | 'resolution') =>
    (await acme.db.select().from(clocks).where(eq(clocks.requestId, id))).find((row) => row.kind === kind)!
  return { product, acme, id, cookie, take, request, clock }
}

test('[S4.4-26] the page says when somebody must be there, from which clause, and how it was reckoned', async () => {
  const { product, acme, id, cookie } = await desk()
  product.calls.length = 0
  const page = await (await product.get(acme.host, consolePaths.request(id), cookie)).text()
  expect(product.calls).toHaveLength(2)
  expect(page).toContain('Arrival')
  expect(page).toContain('Today 15:00')
  expect(page).toContain('Today 09:00–15:00: 6 h count')
  expect(page).toMatch(/Clause \d+ “/)
})

test('[S1.3-05] the first answer stops the response clock, reaches the customer, and is mailed once', async () => {
  const { product, acme, id, take, request, clock } = await desk('agent')
  product.clock.now = monday('09:20')
  const key = newSecret()

  expect((await take('reply', { reply: '工程师下午到。' }, key)).status).toBe(303)
  expect((await take('reply', { reply: '工程师下午到。' }, key)).status).toBe(303)

  expect(await request()).toMatchObject({ firstRespondedAt: monday('09:20'), unansweredSince: null })
  expect(await clock('response')).toMatchObject({ outcome: 'met', stoppedAt: monday('09:20') })
  expect(await acme.db.select().from(messages)).toMatchObject([
    { requestId: id, kind: 'reply', body: '工程师下午到。' },
  ])
  expect(await acme.db.select().from(notices)).toMatchObject([
    { template: 'request_reply', recipient: 'wang@customer.example', state: 'planned' },
  ])
  expect(product.rung).toContain(acme.tenant.id)
})

test('a company without a proved address answers on the tracking page only, and says so', async () => {
  const { product, acme, id, cookie, take } = await desk('agent')
  const shown = async (lang: string) =>
    (await product.get(acme.host, consolePaths.request(id), `${cookie}; __Host-lang=${lang}`)).text()
  expect(await shown('zh-CN')).toContain('留了邮箱的，同时发邮件')
  expect(await shown('en')).toContain('mailed where an address was given')
  await acme.db.update(members).set({ emailVerifiedAt: null })
  expect(await shown('zh-CN')).toContain('客户会在跟踪页面看到。')
  expect(await shown('zh-CN')).not.toContain('同时发邮件')
  expect(await shown('en')).toContain('Shown on the tracking page.')
  expect(await shown('en')).not.toContain('mailed where')
  expect((await take('reply', { reply: 'On our way.' })).status).toBe(303)
  expect(await acme.db.select().from(messages)).toHaveLength(1)
  expect(await acme.db.select().from(notices)).toEqual([])
})

test('two clicks at the same time are one answer', async () => {
  const { acme, take } = await desk('agent')
  const key = newSecret()
  const answers = await Promise.all([1, 2, 3].map(() => take('reply', { reply: 'On our way.' }, key)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await acme.db.select().from(messages)).toHaveLength(1)
})

test('[B01] a pause gives back the working time inside it, and only arrival and solution pause', async () => {
  const { product, take, request, clock } = await desk()
  product.clock.now = monday('10:00')
  expect((await take('pause', { pauseReason: 'waiting_customer', pauseNote: '客户不在家' })).status).toBe(303)
  expect(await clock('arrival')).toMatchObject({ dueAt: null })
  expect((await clock('response')).dueAt).not.toBeNull()
  expect(await request()).toMatchObject({ status: 'waiting_customer', nextDueKind: 'response' })

  product.clock.now = monday('15:00')
  expect((await take('pause-end')).status).toBe(303)
  expect(await clock('arrival')).toMatchObject({ dueAt: new Date('2026-01-13T11:00:00+08:00') })
  expect(await request()).toMatchObject({ status: 'triaged', pausedSince: null })
})

test('[A34] the arrival decides, at the instant it happened', async () => {
  const { product, acme, take, request, clock } = await desk()
  const engineer = acme.memberOf('engineer')
  expect((await take('assignment', { memberId: engineer.id })).status).toBe(303)
  expect(await acme.db.select().from(workOrders)).toMatchObject([{ memberId: engineer.id, status: 'dispatched' }])
  product.clock.now = monday('16:00')
  expect((await take('arrival', { at: '2026-01-12T15:00' })).status).toBe(303)
  expect(await clock('arrival')).toMatchObject({ outcome: 'met', stoppedAt: monday('15:00') })
  expect(await request()).toMatchObject({ status: 'arrived', arrivedAt: monday('15:00') })
})

test('an arrival a minute after the due time is late', async () => {
  const { product, acme, take, clock } = await desk()
  await take('assignment', { memberId: acme.memberOf('engineer').id })
  product.clock.now = monday('15:01')
  await take('arrival')
  expect(await clock('arrival')).toMatchObject({ outcome: 'breached' })
})

test('[I-02] somebody who is not a colleague cannot be sent', async () => {
  const { take, request } = await desk()
  const response = await take('assignment', { memberId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Choose a colleague who works here.')
  expect((await request()).assigneeId).toBeNull()
})

test('[S3.3-06] [S3.8-09] triage sets the priority by the matrix and moves the clocks with it', async () => {
  const { take, request, clock } = await desk()
  const before = (await clock('resolution')).dueAt!
  const response = await take('triage', { urgency: 'high', impact: 'all', zone: 'suburban', onSite: 'yes' })
  expect(response.status).toBe(303)
  expect(await request()).toMatchObject({ priority: 'P1', zone: 'suburban', status: 'triaged' })
  expect((await clock('resolution')).dueAt!.getTime()).toBeLessThan(before.getTime())
  expect((await clock('arrival')).dueAt).toEqual(monday('16:00'))
})

test('[B10] a reopened request goes on with the time that was left', async () => {
  const { product, acme, take, request, clock } = await desk()
  product.clock.now = monday('13:00')
  await take('resolution', { resolution: 'Cleaned the filter.' })
  expect(await request()).toMatchObject({ status: 'resolved', open: false, nextDueKind: null })
  expect((await clock('resolution')).outcome).toBe('met')
  const due = (await clock('resolution')).dueAt!

  product.clock.now = monday('14:00')
  expect((await take('reopening', { reopening: 'Still warm' })).status).toBe(303)
  expect(await request()).toMatchObject({ status: 'reopened', open: true, resolvedAt: null })
  const again = await clock('resolution')
  expect(again.outcome).toBeNull()
  expect(again.dueAt!.getTime() - due.getTime()).toBe(3_600_000)
  expect(await acme.db.select().from(pauses)).toMatchObject([{ reason: 'resolved' }])
})

test('a refused step keeps what was typed and says why', async () => {
  const { take } = await desk()
  await take('cancellation', { cancellation: 'Wrong company' })
  const response = await take('resolution', { resolution: 'Typed with care' })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('This request is over. Reopen it to go on.')
  expect(page).toContain('Typed with care')
})

test('an empty answer is refused beside its field', async () => {
  const { take } = await desk()
  const response = await take('reply', { reply: '   ' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Please fill this in.')
})

test('an engineer may record an arrival but not assign; sales may only read', async () => {
  const engineer = await desk('engineer')
  const colleague = engineer.acme.memberOf('engineer').id
  expect((await engineer.take('assignment', { memberId: colleague })).status).toBe(403)
  const sales = await desk('sales')
  expect((await sales.take('reply', { reply: 'Hello' })).status).toBe(403)
})

test('every step leaves its event', async () => {
  const { acme, take } = await desk()
  await take('assignment', { memberId: acme.memberOf('engineer').id })
  await take('note', { note: 'Ring twice' })
  const names = (await acme.db.select().from(events)).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['service_request.assigned', 'service_request.noted']))
})

test('what is held promises nothing until a person accepts it; then its clocks count from when it was received', async () => {
  const { product, acme, cookie } = await desk()
  const { id } = await receive(product, acme, { heldBecause: 'trap' })
  product.clock.now = monday('10:00')
  const release = (verdict: string) =>
    product.post(acme.host, consolePaths.requestStep(id, 'release'), { idempotencyKey: newSecret(), verdict }, cookie)
  expect((await acme.db.select().from(clocks).where(eq(clocks.requestId, id))).length).toBe(0)
  expect((await release('accept')).status).toBe(303)
  const rows = await acme.db.select().from(clocks).where(eq(clocks.requestId, id))
  expect(rows.find(({ kind }) => kind === 'arrival')?.dueAt).toEqual(monday('15:00'))
  const [row] = await acme.db.select().from(serviceRequests).where(eq(serviceRequests.id, id))
  expect(row).toMatchObject({ standing: 'accepted' })
})
