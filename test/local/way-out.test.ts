import { expect, test } from 'vitest'
import { channels } from '#schema/tenant/channel.ts'
import { write } from '#tenants/round-trip.ts'
import {
  addChannel,
  channelOf,
  eachCompany,
  ground,
  hour,
  minute,
  openDb,
  plan,
  rowOf,
  run,
  servers,
  suppressed,
  tenant,
} from './way-out-ground.ts'

eachCompany()

test('without a way of its own the company’s mail goes by the platform, and a text message waits for a person', async () => {
  await plan('by-platform')
  await plan('by-nobody', { channel: 'sms', recipient: '8613800000000' })
  await run()
  expect(ground.sent.map(({ key }) => key)).toEqual(['by-platform'])
  expect(await rowOf('by-nobody')).toMatchObject({ state: 'unknown', failure: 'there is no way out for it' })
})

test('with one, mail to customers goes by it; what lets members in never does', async () => {
  const id = await addChannel('http_mail')
  await plan('to-a-customer')
  const token = 'link-secret-0123456789'
  await plan('to-a-member', {
    template: 'password_reset',
    recipient: 'li@changqing.example',
    data: { name: '李工', token },
  })
  await run()
  expect(servers.resend.taken.map(({ headers }) => headers['idempotency-key'])).toEqual(['to-a-customer'])
  expect(ground.sent.map(({ key }) => key)).toEqual(['to-a-member'])
  expect(await rowOf('to-a-customer')).toMatchObject({ state: 'sent', providerId: 'resend-1', channelId: id })
  expect(await channelOf(id)).toMatchObject({ failuresInARow: 0, lastSentAt: ground.clock.now, countedMessages: 1 })
})

test('a text message says what happened, and never what was written', async () => {
  await addChannel('aliyun_sms')
  await plan('by-text', { channel: 'sms', recipient: '8613800000000' })
  await run()
  const [{ query }] = servers.aliyun.taken as [(typeof servers.aliyun.taken)[number]]
  expect(query.get('PhoneNumbers')).toBe('13800000000')
  expect(JSON.parse(query.get('TemplateParam') ?? '')).toEqual({
    link: `https://${tenant.host}/t/tracking-token-0123456789`,
  })
  expect(JSON.stringify([...query])).not.toMatch(/8642|李工/)
})

test('a robot is told by the channel that the notice names, and by no other', async () => {
  await addChannel('webhook')
  const id = await addChannel('wecom')
  const data = {
    ...{
      of: 'contract',
      kind: 'contract_end',
      to: '',
      customer: '长青',
      name: '保养',
      number: 'C-1',
      endsOn: '2026-06-01',
    },
    ...{ isLate: false, renewalId: 'rn1', clause: 31 },
  }
  await plan('to-a-robot', { channel: 'staff', recipient: id, channelId: id, template: 'ending_internal', data })
  await run()
  expect(servers.hook.heard).toEqual([])
  const { text } = JSON.parse(servers.wecom.taken[0]!.body)
  expect(text.content).toMatch(/^待跟进：长青的合同“保养”将于2026年6月1日.*到期\n客户：长青\n/)
  expect(text.content).toMatch(new RegExp(`\nhttps://${tenant.host}/console/renewals/rn1$`))
  expect(await rowOf('to-a-robot')).toMatchObject({ state: 'sent' })
})

test('so many a minute and no more: the others wait for the next', async () => {
  const id = await addChannel('http_mail', { perMinute: 2 })
  for (const key of ['first-of-three', 'second-of-three', 'third-of-three']) await plan(key)
  await run()
  expect(servers.resend.taken.length).toBe(2)
  expect(await channelOf(id)).toMatchObject({ countedMessages: 2 })
  await run()
  expect(servers.resend.taken.length).toBe(2)
  ground.later(minute)
  await run()
  expect(servers.resend.taken.length).toBe(3)
  expect(await channelOf(id)).toMatchObject({ countedMessages: 1 })
})

test('an address that is none gets nothing more, whatever is planned for it; the reason is kept', async () => {
  await addChannel('http_mail')
  servers.resend.next({ status: 422, json: { name: 'validation_error', message: 'Invalid `to` field.' } })
  await plan('bounces', { recipient: 'Gone@Example.com' })
  await run()
  expect(await rowOf('bounces')).toMatchObject({ state: 'failed', failure: 'bad_address validation_error' })
  expect(await suppressed()).toMatchObject([
    { channel: 'email', address: 'gone@example.com', scope: 'all', reason: 'bounced', by: 'system' },
  ])
  await plan('after-it', { recipient: 'gone@example.com' })
  await run()
  expect(await rowOf('after-it')).toMatchObject({ state: 'skipped', because: 'suppressed' })
  expect(servers.resend.heard.length).toBe(1)
})

test('whoever opted out at the carrier gets no more text messages', async () => {
  await addChannel('tencent_sms')
  servers.tencent.next({ json: { Response: { SendStatusSet: [{ Code: 'FailedOperation.PhoneNumberInBlacklist' }] } } })
  await plan('opted-out', { channel: 'sms', recipient: '8613800000000' })
  await run()
  expect(await suppressed()).toMatchObject([
    { channel: 'sms', address: '8613800000000', reason: 'opted_out', scope: 'all' },
  ])
})

test('after a lost answer it is asked for where it went, though another way is set up since', async () => {
  await addChannel('aliyun_sms')
  servers.aliyun.next('cut after accept')
  await plan('lost-on-the-way', { channel: 'sms', recipient: '8613800000000' })
  await run()
  expect(await rowOf('lost-on-the-way')).toMatchObject({ state: 'sending' })
  const db = openDb()
  await write(db, [db.update(channels).set({ disabledAt: ground.clock.now, disabledBecause: 'by_hand' })])
  await addChannel('tencent_sms')
  ground.later(hour)
  const listed = { SmsSendDetailDTO: [{ OutId: 'lost-on-the-way' }] }
  servers.aliyun.next({ json: { Code: 'OK', TotalCount: 1, SmsSendDetailDTOs: listed } })
  await run()
  expect(await rowOf('lost-on-the-way')).toMatchObject({ state: 'sent', providerId: 'found by OutId' })
  expect(servers.tencent.heard).toEqual([])
})

test('a mail that left by the platform is not sent again by a way that was set up while its answer was out', async () => {
  ground.mail.answer = () => {
    throw new Error('the process ends here')
  }
  await plan('half-way')
  await run().catch(() => {})
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  expect(await rowOf('half-way')).toMatchObject({ state: 'sending', channelId: null })
  await addChannel('http_mail')
  ground.later(hour)
  await run()
  expect(await rowOf('half-way')).toMatchObject({ state: 'unknown' })
  expect(servers.resend.heard).toEqual([])
})

test('secrets stand in no log and no row in the clear', async () => {
  const id = await addChannel('http_mail')
  servers.resend.next({ status: 401, text: 're_key_of_the_company' }, 'cut')
  await plan('discreet')
  await run()
  ground.later(hour)
  await run()
  expect(JSON.stringify([await channelOf(id), await rowOf('discreet'), ground.logs])).not.toContain(
    're_key_of_the_company',
  )
})
