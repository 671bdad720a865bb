import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clocks as clockRows, serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { requestNoticeWords } from '#web/words/request-notice.ts'
import { clockWords } from '#web/words/service-request.ts'
import { receive } from '../fixtures.ts'
import { localIso, withLadder } from '../listening-company.ts'
import { caller, report } from '../report-form.ts'
import { webhookFields } from '../site-channel.ts'

const { 'zh-CN': t, en } = requestNoticeWords

test('[S4.4-21] [S3.3-17] whom the ladder names hears of it by mail, in their language, once; where nobody is that, the owner', async () => {
  const { product, acme, later, all } = await withLadder(
    [
      { clock: 'arrival', at: 50, to: 'technician' },
      { clock: 'arrival', at: 100, to: 'Wang Fang, the boss' },
    ],
    {},
  )
  await all("update members set lang = 'zh-CN' where role = 'owner'")
  const { phone } = caller()
  await report(product, acme, { phone, email: '' })
  await later('2026-01-12T13:29:00')
  expect(product.sent).toEqual([])
  await later('2026-01-12T15:00:00')
  await later('2026-01-12T15:01:00')
  const [half, ...no] = product.sent
  expect(no).toEqual([])
  expect(half!.to).toBe(acme.memberOf('engineer').email)
  expect(half!.subject).toContain(en.nearlyLate('1001', 'Arrival', 50))
  expect(half!.text).toContain(`Hello ${acme.memberOf('engineer').name}`)
  expect(half!.text).toMatch(/clause \d+ of the service policy/)
  expect(half!.text + half!.html).not.toMatch(new RegExp(`王芳|${phone}|人民路`))
  await later('2026-01-14T09:00:00')
  await later('2026-01-14T10:00:00')
  expect(product.sent.map(({ to }) => to)).toEqual([half!.to, acme.memberOf('owner').email])
  expect(product.sent[1]!.subject).toContain(t.late('1001', '到场'))
  expect(await all("select distinct state from notices where template = 'request_late'")).toEqual([{ state: 'sent' }])
})

test('who came after it was due is told nothing of it', async () => {
  const { product, acme, later, all } = await withLadder([{ clock: 'arrival', at: 100, to: 'technician' }], {})
  await report(product, acme, { phone: caller().phone, email: '' })
  const late = new Date('2026-01-13T16:00:00+08:00').getTime()
  await all(`update members set joined_at = ${late} where role = 'engineer'`)
  await later('2026-01-14T09:00:00')
  expect(product.sent).toEqual([])
})

test('who hears that a limit has passed does not hear that half of it is used; who is named for the half alone hears that it passed', async () => {
  const { product, acme, later, heard } = await withLadder([
    { clock: 'arrival', at: 50, to: 'technician' },
    { clock: 'arrival', at: 75, to: 'owner' },
    { clock: 'arrival', at: 100, to: 'owner' },
  ])
  await report(product, acme, { phone: caller().phone, email: '' })
  await later('2026-01-14T09:00:00')
  await later('2026-01-14T10:00:00')
  const told = product.sent.map(({ to, subject }) => [to, subject])
  const late = en.late('1001', 'Arrival')
  expect(told.sort()).toEqual([
    [acme.memberOf('engineer').email, late],
    [acme.memberOf('owner').email, late],
  ])
  expect(heard.filter(({ to }) => to === 'late').map(({ said }) => said.data.title)).toEqual([t.late('1001', '到场')])
})

test('six that are late on one day are one mail to whom they concern', async () => {
  const { product, acme, later } = await withLadder([{ clock: 'arrival', at: 100, to: 'technician' }], {})
  for (let nth = 0; nth < 6; nth++) await report(product, acme, { phone: caller().phone, email: '' })
  await later('2026-01-14T09:00:00')
  expect(product.sent.map(({ subject }) => subject)).toEqual([expect.stringContaining(en.digest(6))])
  expect(product.sent[0]!.text).toContain(en.late('1006', 'Arrival'))
  expect(product.sent[0]!.text).toContain(`Hello ${acme.memberOf('engineer').name}`)
})

test('an answer that is late for weeks hides no other limit of the same request', async () => {
  const { product, acme, later } = await withLadder([{ clock: 'resolution', at: 100, to: 'technician' }], {})
  const { clocks } = await receive(product, acme)
  const [answer, end] = (['response', 'resolution'] as const).map((kind) => clocks.find((one) => one.kind === kind)!)
  const weeks = 21 * 86_400_000
  await acme.db
    .update(clockRows)
    .set({ dueAt: new Date(answer!.dueAt.getTime() - weeks) })
    .where(eq(clockRows.kind, 'response'))
  await acme.db.update(serviceRequests).set({ nextDueAt: new Date(answer!.dueAt.getTime() - weeks) })
  await later(localIso(new Date(end!.dueAt.getTime() + 1_000)))
  expect(product.sent.map(({ subject }) => subject)).toEqual([
    expect.stringContaining(en.late('1001', clockWords.en.resolution)),
  ])
})

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
