import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelProvider } from '#rules/channel.ts'
import { notices } from '#schema/notice.ts'
import { channels } from '#schema/tenant/channel.ts'
import { suppressions } from '#schema/tenant/consent.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { newId } from '#tenants/id.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { sealSecrets } from '#worker/platform/channel/open.ts'
import { type NewNotice, writeNotice } from '#worker/queries/notice.ts'
import { type Ground, startGround } from './notice-ground.ts'
import { type Behaviour, type Provider, startProvider, worldOf } from './provider-fake.ts'

const minute = 60_000
const hour = 60 * minute
let ground: Ground
let tenant: Tenant
let count = 0
let servers: Record<'resend' | 'aliyun' | 'tencent' | 'wecom' | 'hook', Provider>

beforeAll(async () => {
  ground = await startGround()
  const fine = (json: unknown): Behaviour => ({ json, takes: true })
  servers = {
    resend: await startProvider(() => undefined, fine({ id: 'resend-1' })),
    aliyun: await startProvider(() => undefined, fine({ Code: 'OK', BizId: 'b1' })),
    tencent: await startProvider(
      () => undefined,
      fine({ Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: 's' }] } }),
    ),
    wecom: await startProvider(() => undefined, fine({ errcode: 0 })),
    hook: await startProvider(() => undefined, { status: 204, takes: true }),
  }
  ground.platform.outside = worldOf(
    {
      'api.resend.com': servers.resend,
      'dysmsapi.aliyuncs.com': servers.aliyun,
      'sms.tencentcloudapi.com': servers.tencent,
      'qyapi.weixin.qq.com': servers.wecom,
      'hooks.example.com': servers.hook,
    },
    { 'hooks.example.com': ['93.184.216.34'] },
  )
})
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()))
  await ground.stop()
})
beforeEach(async () => {
  tenant = await ground.addCompany(`way-${count++}`)
  ground.sent.length = 0
})
afterEach(() => {
  for (const { heard, taken, script } of Object.values(servers)) {
    script.length = 0
    heard.length = 0
    taken.length = 0
  }
})

const openDb = () => ground.platform.openDb(tenant)

const settingsOf: Record<string, { settings: Record<string, unknown>; secrets: Record<string, string> }> = {
  http_mail: { settings: { from: 'service@acme.example', fromName: '' }, secrets: { apiKey: 're_key_of_the_company' } },
  aliyun_sms: {
    settings: {
      accessKeyId: 'LTAI',
      signName: '长青设备',
      templates: { request_reply: { id: 'SMS_1', parameters: [{ ours: 'link', theirs: 'link' }] } },
    },
    secrets: { accessKeySecret: 'secret-of-aliyun' },
  },
  tencent_sms: {
    settings: {
      ...{ secretId: 'AKID', appId: '1400', signName: '长青设备' },
      templates: { request_reply: { id: '1', parameters: [{ ours: 'number', theirs: 'number' }] } },
    },
    secrets: { secretKey: 'secret-of-tencent' },
  },
  wecom: { settings: {}, secrets: { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc' } },
  webhook: {
    settings: {},
    secrets: { url: 'https://hooks.example.com/in', signingKey: `whsec_${Buffer.alloc(24, 3).toString('base64')}` },
  },
}

async function addChannel(provider: ChannelProvider, more: Partial<typeof channels.$inferInsert> = {}) {
  const db = openDb()
  const id = newId(ground.clock.now)
  const { settings, secrets } = settingsOf[provider]!
  const sealed = await sealSecrets(ground.platform.vault, tenant.id, { id }, secrets)
  const row = { id, provider, name: `我的${provider}`, settings, sealed, topics: [], perMinute: 60 }
  await write(db, [db.insert(channels).values({ ...row, createdAt: ground.clock.now, createdBy: 'owner', ...more })])
  return id
}

async function addOwner() {
  const db = openDb()
  const now = ground.clock.now
  const owner = {
    id: newId(now),
    name: '陈总',
    email: 'owner@changqing.example',
    role: 'owner' as const,
    lang: 'zh-CN' as const,
  }
  await write(db, [db.insert(members).values({ ...owner, passwordHash: '', joinedAt: now, createdAt: now })])
}

async function plan(key: string, more: Partial<NewNotice> = {}) {
  const db = openDb()
  const data = { number: 12, author: '李工', body: '密码是 8642。', token: 'tracking-token-0123456789' }
  const row = { key, recipient: 'customer@example.com', template: 'request_reply', lang: 'zh-CN' as const, data }
  const notice = { ...row, subject: 'request', createdAt: ground.clock.now, dueAt: ground.clock.now, ...more }
  await write(db, [writeNotice(db, notice)])
}

const run = () => runTenantJobs(ground.platform, tenant.id)
const rowOf = async (key: string) => {
  const db = openDb()
  return (await read(db, [db.select().from(notices).where(eq(notices.key, key))]))[0][0]!
}
const channelOf = async (id: string) => {
  const db = openDb()
  return (await read(db, [db.select().from(channels).where(eq(channels.id, id))]))[0][0]!
}
const suppressed = async () => {
  const db = openDb()
  return (await read(db, [db.select().from(suppressions)]))[0]
}

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
