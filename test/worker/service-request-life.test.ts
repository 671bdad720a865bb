import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { clocks, messages, serviceRequests } from '#schema/tenant/service-request.ts'
import { workOrders } from '#schema/tenant/work-order.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { wordsOn } from './page-form.ts'

/** Monday 2026-01-12 in Shanghai; TP-HAS works 08:30–17:30. */
const monday = (time: string) => new Date(`2026-01-12T${time}:00+08:00`)

async function service() {
  const product = await startProduct({ now: monday('09:00') })
  const acme = await product.company('acme')
  const enquiry = {
    ...{ channel: 'phone', type: 'enquiry', phone: '021-5555 1234', name: '李强', email: 'li@customer.example' },
    ...{ address: '', zone: '', product: 'KFR-35', serialNumber: '', description: '遥控器怎么配对？' },
    ...{ urgency: 'normal', impact: 'one' },
  }
  const enter = async (by: Role, fields: Record<string, string> = {}) => {
    const form = { ...enquiry, ...fields, idempotencyKey: newSecret() }
    const answer = await product.post(acme.host, consolePaths.requests(), form, await acme.cookieOf(by))
    expect(answer.status).toBe(303)
    return answer.headers.get('location')!.split('/').at(-1)!
  }
  const take = async (by: Role, id: string, step: RequestStep, fields: Record<string, string> = {}) => {
    const form = { idempotencyKey: newSecret(), ...fields }
    const answer = await product.post(acme.host, consolePaths.requestStep(id, step), form, await acme.cookieOf(by))
    expect([step, answer.status]).toEqual([step, 303])
  }
  const open = async (by: Role, path: string) =>
    wordsOn(await (await product.get(acme.host, path, await acme.cookieOf(by))).text())
  const listed = (by: Role, view: string) => open(by, `${consolePaths.requests()}?view=${view}`)
  const row = async (id: string) => (await acme.db.select().from(serviceRequests).where(eq(serviceRequests.id, id)))[0]!
  const clock = async (id: string, kind: string) =>
    (await acme.db.select().from(clocks).where(eq(clocks.requestId, id))).find((one) => one.kind === kind)!
  const seenBy = async (token: string, lang = 'en') =>
    wordsOn(await (await product.get(acme.host, `/t/${token}`, `__Host-lang=${lang}`)).text())
  return { product, acme, enter, take, open, listed, row, clock, seenBy }
}

test('[S3.2-08] [S3.1-06] a request goes from intake to the customer’s yes, and stays with whoever has it until it is solved', async () => {
  const { product, acme, take, listed, row } = await service()
  const { id, token } = await receive(product, acme)
  const at = async () => (await row(id)).status
  expect(await at()).toBe('received')
  await take('agent', id, 'triage', { urgency: 'normal', impact: 'one', zone: 'urban', onSite: 'yes' })
  expect(await at()).toBe('triaged')
  await take('agent', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  expect(await at()).toBe('dispatched')
  expect(await listed('engineer', 'mine')).toContain('空调 KFR-35')
  await take('engineer', id, 'arrival')
  await take('engineer', id, 'reply', { reply: '正在检查' })
  expect(await at()).toBe('arrived')
  expect(await listed('engineer', 'mine')).toContain('空调 KFR-35')
  await take('engineer', id, 'resolution', { resolution: '换了电容' })
  expect(await row(id)).toMatchObject({ status: 'resolved', assigneeId: acme.memberOf('engineer').id })
  expect(await listed('engineer', 'mine')).not.toContain('空调 KFR-35')
  const yes = { idempotencyKey: newSecret(), solved: 'yes' }
  expect((await product.post(acme.host, `/t/${token}/confirmation`, yes)).status).toBe(303)
  expect(await row(id)).toMatchObject({ status: 'confirmed', open: false, confirmedAt: product.clock.now })
})

test('[S0.1-04] an agent takes a call with a question and answers it', async () => {
  const { enter, take, row, clock, acme } = await service()
  const id = await enter('agent')
  expect(await row(id)).toMatchObject({ type: 'enquiry', channel: 'phone', description: '遥控器怎么配对？' })
  await take('agent', id, 'reply', { reply: '同时按住两个键三秒。' })
  expect(await clock(id, 'response')).toMatchObject({ outcome: 'met' })
  expect(await acme.db.select().from(messages)).toMatchObject([
    { kind: 'reply', memberId: acme.memberOf('agent').id, body: '同时按住两个键三秒。' },
  ])
})

test('[S3.5-04] [S3.6-08] [S0.1-09] technical support answers a question about use, in its own name', async () => {
  const { product, acme, take, seenBy } = await service()
  const { id, token } = await receive(product, acme, { type: 'enquiry', description: '遥控器怎么配对？' })
  await take('supervisor', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  await take('engineer', id, 'reply', { reply: '同时按住两个键三秒。' })
  const page = await seenBy(token)
  expect(page).toContain('acme engineer')
  expect(page).toContain('同时按住两个键三秒。')
})

test('[S3.5-03] [S3.5-10] [S4.3-03] the desk takes a request, asks what is known, and sends the one whom it needs', async () => {
  const { acme, enter, take, row, open } = await service()
  const id = await enter('agent', { type: 'fault', description: '不制冷' })
  await take('agent', id, 'triage', { urgency: 'high', impact: 'one', zone: 'suburban', onSite: 'yes' })
  await take('agent', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  expect(await row(id)).toMatchObject({
    ...{ reporterName: '李强', reporterPhone: '021-5555 1234', product: 'KFR-35', zone: 'suburban' },
    ...{ status: 'dispatched', assigneeId: acme.memberOf('engineer').id },
  })
  expect(await open('engineer', consolePaths.request(id))).toContain('不制冷')
})

test('[S1.1-04] [S3.9-03] a call that needs a repair waits before the supervisor’s eyes until somebody is sent', async () => {
  const { acme, enter, take, listed } = await service()
  const id = await enter('agent', { description: '试过了，还是要上门修' })
  expect(await listed('supervisor', 'unassigned')).toContain('试过了，还是要上门修')
  expect(await acme.db.select().from(workOrders)).toHaveLength(0)
  await take('supervisor', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  expect(await acme.db.select().from(workOrders)).toMatchObject([
    { requestId: id, memberId: acme.memberOf('engineer').id, status: 'dispatched', dispatchedAt: monday('09:00') },
  ])
  expect(await listed('supervisor', 'unassigned')).not.toContain('试过了，还是要上门修')
})

test('[S1.3-14] who was sent when, and who was sent instead, stays on record', async () => {
  const { product, acme, take, open } = await service()
  const { id } = await receive(product, acme)
  await take('supervisor', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  product.clock.now = monday('10:00')
  await take('supervisor', id, 'assignment', { memberId: acme.memberOf('agent').id })
  const orders = await acme.db.select().from(workOrders).orderBy(asc(workOrders.dispatchedAt))
  expect(orders).toMatchObject([
    { memberId: acme.memberOf('engineer').id, dispatchedAt: monday('09:00'), status: 'cancelled' },
    { memberId: acme.memberOf('agent').id, dispatchedAt: monday('10:00'), status: 'dispatched' },
  ])
  const page = await open('supervisor', consolePaths.request(id))
  expect(page).toMatch(/Assigned.*acme agent.*Assigned.*acme engineer/)
})

test('[S0.1-10] help is given from afar or on site, and only a visit has a time of arrival', async () => {
  const { acme, enter, take, clock } = await service()
  const [afar, visit] = [
    await enter('agent'),
    await enter('agent', { address: '中山路 1 号', zone: 'urban', onSite: 'yes' }),
  ]
  for (const id of [afar, visit]) await take('agent', id, 'assignment', { memberId: acme.memberOf('engineer').id })
  const orders = await acme.db.select().from(workOrders)
  expect(orders.map(({ requestId, kind }) => [requestId, kind]).sort()).toEqual(
    [
      [afar, 'remote'],
      [visit, 'on_site'],
    ].sort(),
  )
  expect(await clock(afar, 'arrival')).toBeUndefined()
  expect((await clock(visit, 'arrival')).dueAt).toEqual(monday('15:00'))
})

test('[S3.6-22] [S3.10-03] the first assessment sets what it needs, and the customer sees that it is accepted', async () => {
  const { product, acme, take, row, seenBy } = await service()
  const { id, token } = await receive(product, acme)
  expect(await seenBy(token)).toContain('We have your request')
  await take('agent', id, 'triage', { urgency: 'high', impact: 'all', zone: 'urban', onSite: 'yes' })
  expect(await row(id)).toMatchObject({ status: 'triaged', priority: 'P1', impact: 'all' })
  expect(await seenBy(token, 'zh-CN')).toContain('已经受理，正在安排')
  await take('engineer', id, 'resolution', { resolution: '换了电容，制冷正常' })
  expect(await seenBy(token)).toContain('换了电容，制冷正常')
})

test('[S3.6-03] [S3.7-14] [S3.10-06] whoever opens the queue finds the request, and the customer reads the solution and the advice', async () => {
  const { product, acme, take, listed, seenBy } = await service()
  const { id, token } = await receive(product, acme)
  expect(await listed('agent', 'open')).toContain('空调 KFR-35')
  await take('engineer', id, 'reply', { reply: '滤网每两周清洗一次。' })
  await take('engineer', id, 'resolution', { resolution: '清洗了滤网，制冷正常' })
  const page = await seenBy(token)
  expect(page).toContain('滤网每两周清洗一次。')
  expect(page).toContain('清洗了滤网，制冷正常')
  expect(page).toContain('We think it is solved. Is it?')
  expect(await listed('agent', 'open')).not.toContain('空调 KFR-35')
})

test('[S3.7-10] [S3.8-10] [S3.4-12] [S4.2-08] answer and solution each have their time, and being late is on record', async () => {
  const { product, acme, take, clock, open } = await service()
  const { id } = await receive(product, acme)
  const [answer, solution] = [(await clock(id, 'response')).dueAt!, (await clock(id, 'resolution')).dueAt!]
  product.clock.now = answer
  await take('agent', id, 'reply', { reply: '马上到' })
  expect(await clock(id, 'response')).toMatchObject({ outcome: 'met', stoppedAt: answer })
  product.clock.now = new Date(solution.getTime() + 60_000)
  expect(await open('agent', consolePaths.requests())).toContain('1 late, 1 to do in all.')
  await take('engineer', id, 'resolution', { resolution: '换了电容' })
  expect(await clock(id, 'resolution')).toMatchObject({ outcome: 'breached' })
  expect(await open('agent', consolePaths.request(id))).toContain('Done late')
})
