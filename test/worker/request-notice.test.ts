import { expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { requestNoticeWords } from '#web/words/request-notice.ts'
import { listeningCompany } from '../listening-company.ts'
import { caller, report } from '../report-form.ts'

const t = requestNoticeWords['zh-CN']

test('a new request rings the robots that chose it, and those that chose nothing, once each', async () => {
  const { product, acme, work, heard, all } = await listeningCompany({
    desk: 'requests',
    ends: 'endings',
    every: undefined,
  })
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
  const { product, acme, work, heard } = await listeningCompany({ desk: 'requests' })
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
  const { product, acme, post, work, heard, all } = await listeningCompany({ desk: 'requests' })
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
  const { product, acme, work, heard } = await listeningCompany({ desk: 'requests' })
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
  const { product, acme, work, heard, all } = await listeningCompany({ desk: 'requests' })
  await all('update channels set per_minute = 2')
  for (let nth = 0; nth < 3; nth++) await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard).toHaveLength(2)
  product.clock.now = new Date(product.clock.now.getTime() + 61_000)
  await work()
  expect(heard).toHaveLength(3)
})

test('the ledger names the request, and one that was switched off hears nothing', async () => {
  const { product, acme, cookie, work, heard, all, post } = await listeningCompany({
    desk: 'requests',
    off: 'requests',
  })
  const id = String((await all("select id from channels where name = 'off'"))[0]!.id)
  await post(consolePaths.channelDisabling(id), {})
  await report(product, acme, { phone: caller().phone })
  await work()
  expect(heard.map(({ to }) => to)).toEqual(['desk'])
  const key = String((await all("select key from notices where kind = 'request'"))[0]!.key)
  const page = await (await product.get(acme.host, consolePaths.notice(key), cookie)).text()
  expect(page).toContain('1001')
  expect(page).toContain('desk')
  const list = await (await product.get(acme.host, consolePaths.noticeLedger(), cookie)).text()
  expect(list).toMatch(/(服务请求|Request) 1001/)
})
