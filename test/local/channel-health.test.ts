import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { read } from '#tenants/round-trip.ts'
import {
  addChannel,
  addOwner,
  channelOf,
  eachCompany,
  ground,
  hour,
  openDb,
  plan,
  rowOf,
  run,
  servers,
} from './way-out-ground.ts'

eachCompany()

test('a way that fails again and again for a day is switched off: its keepers are told once, mail goes by the platform', async () => {
  await addOwner()
  const id = await addChannel('http_mail')
  const robot = await addChannel('wecom', { topics: ['alarms'] })
  const deaf = await addChannel('webhook', { topics: ['endings'] })
  await plan('patient')
  for (let round = 0; round < 26; round++) {
    servers.resend.next({ status: 401, json: { name: 'invalid_api_key' } })
    await run()
    ground.later(hour)
  }
  const failed = await channelOf(id)
  expect(failed).toMatchObject({ disabledBecause: 'failing', lastFailure: 'auth 401' })
  expect(failed.disabledAt!.getTime() - failed.failingSince!.getTime()).toBeGreaterThanOrEqual(24 * hour)
  await run()
  expect(await rowOf('patient')).toMatchObject({ state: 'sent', channelId: null })
  const told = ground.sent.filter(({ subject }) => subject.includes('已停用'))
  expect(told.map(({ to, subject }) => [to, subject])).toEqual([
    ['owner@changqing.example', '通知渠道“我的http_mail”已停用：连续发送失败'],
  ])
  expect(told[0]!.text).toContain('对方不接受这里填写的密钥或地址，请检查设置（401）')
  expect(servers.wecom.taken.length).toBe(1)
  expect(servers.hook.heard).toEqual([])
  expect((await channelOf(robot)).lastSentAt).not.toBeNull()
  expect((await channelOf(deaf)).lastSentAt).toBeNull()
  const db = openDb()
  const [logged] = await read(db, [db.select().from(events).where(eq(events.subject, id)).orderBy(asc(events.version))])
  expect(logged).toMatchObject([{ name: 'channel.disabled', actor: 'system', version: failed.version }])
})

test('one success in between, and it begins to count anew', async () => {
  const id = await addChannel('http_mail')
  await plan('unlucky')
  for (let round = 0; round < 7; round++) {
    servers.resend.next({ status: 401 })
    await run()
    ground.later(4 * hour)
  }
  expect(await channelOf(id)).toMatchObject({ failuresInARow: 7 })
  await run()
  expect(await channelOf(id)).toMatchObject({
    failuresInARow: 0,
    failingSince: null,
    lastFailure: null,
    disabledAt: null,
  })
})

test('a provider that asks for patience has not failed', async () => {
  const id = await addChannel('http_mail')
  await plan('asked-to-wait')
  servers.resend.next({ status: 429, headers: { 'retry-after': '7200' } })
  await run()
  expect(await channelOf(id)).toMatchObject({ failuresInARow: 0, failingSince: null })
  ground.later(hour)
  await run()
  expect(servers.resend.heard.length).toBe(1)
  ground.later(hour)
  await run()
  expect(servers.resend.heard.length).toBe(2)
})

test('a receiver that says it is gone is switched off at once', async () => {
  const id = await addChannel('webhook')
  const data = { to: '', customer: '长青', name: '保养', renewalId: 'rn1' }
  const ending = {
    ...data,
    of: 'contract',
    kind: 'contract_end',
    number: null,
    endsOn: '2026-06-01',
    isLate: false,
    clause: null,
  }
  servers.hook.next({ status: 410 })
  await plan('to-nobody', { channel: 'staff', recipient: id, channelId: id, template: 'ending_internal', data: ending })
  await run()
  expect(await channelOf(id)).toMatchObject({ disabledBecause: 'failing', lastFailure: 'gone 410' })
})
