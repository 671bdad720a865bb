import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { assetRepairs } from '#schema/tenant/asset.ts'
import { clocks, messages, serviceRequests } from '#schema/tenant/service-request.ts'
import { workOrders } from '#schema/tenant/work-order.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { machineIds, type Register, registerMachine } from '../registered-machine.ts'
import { wordsOn } from './page-form.ts'

/** Monday 2026-01-12 in Shanghai; TP-HAS works 08:30–17:30. */
const monday = (time: string) => new Date(`2026-01-12T${time}:00+08:00`)

const call = {
  ...{ channel: 'phone', type: 'fault', phone: '138 0013 8000', name: '王芳', email: '', address: '人民路 8 号' },
  ...{ zone: 'urban', product: 'GA-37', serialNumber: 'SN-1001', description: '不制冷', urgency: 'normal' },
  impact: 'one',
}

/** Whoever works on requests, each by what they may do. */
async function colleagues(register?: Register) {
  const product = await startProduct({ now: monday('09:00') })
  const acme = await product.company('acme')
  if (register) await registerMachine(acme, register)
  const send = async (by: Role, path: string, fields: Record<string, string>) =>
    product.post(acme.host, path, { idempotencyKey: newSecret(), ...fields }, await acme.cookieOf(by))
  const enter = async (by: Role, fields: Record<string, string> = {}) => {
    const answer = await send(by, consolePaths.requests(), { ...call, ...fields })
    expect(answer.status).toBe(303)
    return answer.headers.get('location')!.split('/').at(-1)!
  }
  const offer = (by: Role, id: string, step: RequestStep, fields: Record<string, string> = {}) =>
    send(by, consolePaths.requestStep(id, step), fields)
  const take = async (by: Role, id: string, step: RequestStep, fields: Record<string, string> = {}) =>
    expect([step, (await offer(by, id, step, fields)).status]).toEqual([step, 303])
  const give = (by: Role, id: string, to: Role) => take(by, id, 'assignment', { memberId: acme.memberOf(to).id })
  const open = async (by: Role, path: string) =>
    wordsOn(await (await product.get(acme.host, path, await acme.cookieOf(by))).text())
  const listed = (by: Role, view: string) => open(by, `${consolePaths.requests()}?view=${view}`)
  const row = async (id: string) => (await acme.db.select().from(serviceRequests).where(eq(serviceRequests.id, id)))[0]!
  const outcomes = async (id: string) =>
    Object.fromEntries(
      (await acme.db.select().from(clocks).where(eq(clocks.requestId, id))).map(({ kind, outcome }) => [kind, outcome]),
    )
  const seenBy = async (token: string) =>
    wordsOn(await (await product.get(acme.host, `/t/${token}`, '__Host-lang=en')).text())
  const answered = async (token: string, fields: Record<string, string>) =>
    expect(
      (await product.post(acme.host, `/t/${token}/confirmation`, { idempotencyKey: newSecret(), ...fields })).status,
    ).toBe(303)
  return { product, acme, send, enter, offer, take, give, open, listed, row, outcomes, seenBy, answered }
}

const found = { cause: 'material', otherCause: '', component: '', sameFault: '', fault: '' }

test('[S0.1-17] the engineer and the desk talk about a request on its page, and the customer reads none of it', async () => {
  const { product, acme, take, give, open, seenBy } = await colleagues()
  const { id, token } = await receive(product, acme)
  await give('agent', id, 'engineer')
  await take('engineer', id, 'note', { note: '压缩机是老款，仓库还有货吗？' })
  expect(await open('agent', consolePaths.request(id))).toMatch(/acme engineer.*压缩机是老款，仓库还有货吗？/)
  await take('agent', id, 'note', { note: '还有两台，下午送到。' })
  const page = await open('engineer', consolePaths.request(id))
  expect(page).toMatch(/压缩机是老款，仓库还有货吗？.*acme agent.*还有两台，下午送到。/)
  const customers = await seenBy(token)
  for (const said of ['老款', '还有两台']) expect(customers).not.toContain(said)
})

test('[S1.3-03] [S2.3-16] [S3.10-05] who cannot answer tells the customer so and asks the supervisor, who sends whom it takes', async () => {
  const { product, acme, take, give, open, listed, row, outcomes, seenBy } = await colleagues()
  const { id, token } = await receive(product, acme)
  await give('supervisor', id, 'agent')
  await take('agent', id, 'reply', { reply: '这个型号我们请主管来看。' })
  await take('agent', id, 'note', { note: '没见过的报警 E9，我解决不了。' })
  await give('agent', id, 'supervisor')
  expect(await seenBy(token)).toContain('这个型号我们请主管来看。')
  expect(await listed('supervisor', 'mine')).toContain('空调 KFR-35')
  expect(await listed('agent', 'mine')).not.toContain('空调 KFR-35')
  expect(await open('supervisor', consolePaths.request(id))).toContain('没见过的报警 E9，我解决不了。')
  await give('supervisor', id, 'engineer')
  product.clock.now = monday('11:00')
  await take('engineer', id, 'arrival')
  await take('engineer', id, 'resolution', { resolution: '换了主板，报警消失' })
  expect(await row(id)).toMatchObject({ status: 'resolved', assigneeId: acme.memberOf('engineer').id })
  expect(await outcomes(id)).toEqual({ response: 'met', arrival: 'met', resolution: 'met' })
})

test('[S0.1-08] what an agent has in hand stays before their eyes, late or not, until the customer says yes', async () => {
  const { product, acme, take, give, listed, answered } = await colleagues()
  const { id, token, clocks: promised } = await receive(product, acme)
  await give('agent', id, 'agent')
  expect(await listed('agent', 'mine')).toContain('空调 KFR-35')
  const due = promised.find(({ kind }) => kind === 'resolution')!.dueAt
  product.clock.now = new Date(due.getTime() + 60_000)
  expect(await listed('agent', 'mine')).toMatch(/1 late.*空调 KFR-35/)
  await take('agent', id, 'resolution', { resolution: '清洗了滤网' })
  expect(await listed('agent', 'mine')).not.toContain('空调 KFR-35')
  await answered(token, { solved: 'no', reason: '还是不冷' })
  expect(await listed('agent', 'mine')).toContain('空调 KFR-35')
  await take('agent', id, 'resolution', { resolution: '换了电容' })
  await answered(token, { solved: 'yes' })
  expect(await listed('agent', 'mine')).not.toContain('空调 KFR-35')
})

test('[S3.10-01] [S3.8-06] [S3.3-07] technical support answers, finds the cause and gives the solution, and each of them can be read', async () => {
  const { product, acme, take, give, open, row, seenBy } = await colleagues({})
  const { id, token } = await receive(product, acme)
  await give('agent', id, 'engineer')
  await take('engineer', id, 'reply', { reply: '请先断电，我来检查。' })
  await take('engineer', id, 'machine', { serialNumber: 'SN-1001', assetId: '' })
  await take('engineer', id, 'cause', { ...found, component: 'compressor', fault: '压缩机卡死' })
  expect(await row(id)).toMatchObject({ cause: 'material', component: 'compressor', fault: '压缩机卡死' })
  await take('engineer', id, 'resolution', { resolution: '更换压缩机，试机正常' })
  const page = await open('agent', consolePaths.request(id))
  for (const words of ['请先断电，我来检查。', '压缩机卡死', '更换压缩机，试机正常']) expect(page).toContain(words)
  const customers = await seenBy(token)
  for (const words of ['请先断电，我来检查。', '更换压缩机，试机正常']) expect(customers).toContain(words)
})

test('[S0.1-05] what a customer thinks of the service is written down by the agent and comes before the supervisor at once', async () => {
  const { enter, take, give, listed, open, row } = await colleagues()
  const said = '师傅态度很好，但是等了两周配件'
  const id = await enter('agent', { type: 'other', description: said })
  expect(await row(id)).toMatchObject({
    type: 'other',
    reporterName: '王芳',
    description: said,
    receivedAt: monday('09:00'),
  })
  expect(await listed('supervisor', 'open')).toContain(said)
  await take('agent', id, 'note', { note: '这个月第三位这样说的客户' })
  await give('agent', id, 'supervisor')
  expect(await listed('supervisor', 'mine')).toContain(said)
  expect(await open('supervisor', consolePaths.request(id))).toMatch(/acme agent.*这个月第三位这样说的客户/)
})

test('[S3.3-09] a solution is carried out step by step: sent, there, done, each at its time', async () => {
  const { product, acme, take, give, row } = await colleagues()
  const { id } = await receive(product, acme)
  const order = async () => (await acme.db.select().from(workOrders))[0]!
  await give('supervisor', id, 'engineer')
  expect(await order()).toMatchObject({ status: 'dispatched', dispatchedAt: monday('09:00'), arrivedAt: null })
  product.clock.now = monday('10:00')
  await take('engineer', id, 'arrival')
  expect(await order()).toMatchObject({ status: 'arrived', arrivedAt: monday('10:00'), finishedAt: null })
  product.clock.now = monday('11:30')
  await take('engineer', id, 'resolution', { resolution: '更换压缩机，试机正常' })
  expect(await order()).toMatchObject({ status: 'finished', finishedAt: monday('11:30') })
  expect(await row(id)).toMatchObject({ resolvedAt: monday('11:30'), resolution: '更换压缩机，试机正常' })
})

test('[S3.3-16] problem, solution and what the customer said of it are recorded, found again and taken out', async () => {
  const { product, acme, take, offer, open, answered } = await colleagues()
  const { id, token } = await receive(product, acme)
  expect((await offer('engineer', id, 'resolution', { resolution: ' ' })).status).toBe(422)
  await take('engineer', id, 'resolution', { resolution: '清洗了滤网' })
  await answered(token, { solved: 'no', reason: '晚上还是不冷' })
  await take('engineer', id, 'resolution', { resolution: '换了电容' })
  await answered(token, { solved: 'yes' })
  expect(await open('agent', `${consolePaths.requests()}?q=${encodeURIComponent('不制冷')}`)).toContain('空调 KFR-35')
  const page = await open('agent', consolePaths.request(id))
  for (const words of ['空调不制冷，开机十分钟后自动停机', '清洗了滤网', '晚上还是不冷', '换了电容', 'Confirmed'])
    expect(page).toContain(words)
  const table = await open('supervisor', consolePaths.exportFile('request', 'csv'))
  for (const words of ['空调不制冷，开机十分钟后自动停机', '换了电容', 'Confirmed']) expect(table).toContain(words)
})

test('[S4.4-08] a call about a known machine comes with its customer’s file before the supervisor, who makes the work order', async () => {
  const { acme, enter, give, listed, open, row } = await colleagues({})
  const id = await enter('agent', { serialNumber: 'sn 1001', onSite: 'yes' })
  expect(await row(id)).toMatchObject({ assetId: machineIds.asset, customerId: machineIds.customer, assigneeId: null })
  expect(await listed('supervisor', 'unassigned')).toContain('不制冷')
  const page = await open('supervisor', consolePaths.request(id))
  for (const words of ['空压机 GA-37', '华泰纺织有限公司']) expect(page).toContain(words)
  expect(await acme.db.select().from(workOrders)).toEqual([])
  await give('supervisor', id, 'engineer')
  expect(await acme.db.select().from(workOrders)).toMatchObject([
    { requestId: id, memberId: acme.memberOf('engineer').id, kind: 'on_site', status: 'dispatched' },
  ])
})

test('[S4.3-05] what is found on site decides, and what was declared stays beside it', async () => {
  const { enter, take, give, open, row } = await colleagues({})
  const id = await enter('agent', { onSite: 'yes' })
  expect(await row(id)).toMatchObject({ description: '不制冷', coverage: 'free_under_warranty' })
  await give('agent', id, 'engineer')
  await take('engineer', id, 'arrival')
  await take('engineer', id, 'cause', { ...found, cause: 'misuse', fault: '进风口被布堵住' })
  expect(await row(id)).toMatchObject({
    ...{ description: '不制冷', fault: '进风口被布堵住', cause: 'misuse', coverage: 'chargeable' },
  })
  const page = await open('supervisor', consolePaths.request(id))
  for (const words of ['不制冷', '进风口被布堵住', 'Chargeable']) expect(page).toContain(words)
})

test('[S4.3-12] on site the engineer knows whom to talk to, notes what is wrong and proposes what to do', async () => {
  const { acme, enter, take, give, open } = await colleagues({})
  const id = await enter('agent', { onSite: 'yes' })
  await acme.db.$client.execute(`update contacts set duty = '设备主管'`)
  await give('agent', id, 'engineer')
  await take('engineer', id, 'arrival')
  expect(await open('engineer', consolePaths.request(id))).toContain('华泰纺织有限公司')
  expect(await open('engineer', consolePaths.customer(machineIds.customer))).toMatch(
    /王芳.{0,3}设备主管.*138 0013 8000/,
  )
  await take('engineer', id, 'note', { note: '排气温度 110 度，油冷器堵了' })
  await take('engineer', id, 'reply', { reply: '建议今天先清洗油冷器，明天带新的来换，您看可以吗？' })
  const page = await open('supervisor', consolePaths.request(id))
  for (const words of ['排气温度 110 度，油冷器堵了', '建议今天先清洗油冷器']) expect(page).toContain(words)
})

test('[S0.1-16] what the engineer repaired is in the machine’s record at once; half a record is refused, and what stands there they cannot take out', async () => {
  const { product, acme, send, enter, take, offer, open } = await colleagues({})
  const id = await enter('agent')
  const done = { resolution: '换了轴承。', solvedCause: 'material', solvedFault: '轴承异响' }
  const half: Record<string, string>[] = [
    { ...done, resolution: '' },
    { ...done, solvedCause: '' },
    { ...done, repairFrom: '2026-01-08', repairUntil: '' },
  ]
  for (const fields of half) expect((await offer('engineer', id, 'resolution', fields)).status).toBe(422)
  const card = () => open('agent', consolePaths.asset(machineIds.asset))
  expect(await card()).not.toContain('8 Jan 2026')
  await take('engineer', id, 'resolution', { ...done, repairFrom: '2026-01-08', repairUntil: '2026-01-12' })
  expect(await card()).toMatch(/8 Jan 2026.*12 Jan 2026/)
  expect(await open('agent', consolePaths.request(id))).toMatch(/轴承异响/)
  const [stay] = await acme.db.select().from(assetRepairs)
  const removal = consolePaths.assetStay(machineIds.asset, stay!.id, 'removal')
  expect((await send('engineer', removal, {})).status).toBe(403)
  expect((await offer('engineer', id, 'resolution', { resolution: '什么也没做' })).status).not.toBe(303)
  const said = await acme.db.select().from(messages).orderBy(asc(messages.at))
  expect(said).toMatchObject([{ memberId: acme.memberOf('engineer').id, at: product.clock.now, body: '换了轴承。' }])
})
