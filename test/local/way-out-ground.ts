import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { ChannelProvider } from '#rules/channel.ts'
import { notices } from '#schema/notice.ts'
import { channels } from '#schema/tenant/channel.ts'
import { suppressions } from '#schema/tenant/consent.ts'
import { members } from '#schema/tenant/member.ts'
import { newId } from '#tenants/id.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { sealSecrets } from '#worker/platform/channel/open.ts'
import { type NewNotice, writeNotice } from '#worker/queries/notice.ts'
import { type Ground, startGround } from './notice-ground.ts'
import { type Behaviour, type Provider, startProvider, worldOf } from './provider-fake.ts'

export const minute = 60_000
export const hour = 60 * minute
export let ground: Ground
export let tenant: Tenant
let count = 0
export let servers: Record<'resend' | 'aliyun' | 'tencent' | 'wecom' | 'hook', Provider>

/** For a file of tests: a company for each, and every provider as it really answers. */
export function eachCompany() {
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
}

export const openDb = () => ground.platform.openDb(tenant)

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

export async function addChannel(provider: ChannelProvider, more: Partial<typeof channels.$inferInsert> = {}) {
  const db = openDb()
  const id = newId(ground.clock.now)
  const { settings, secrets } = settingsOf[provider]!
  const sealed = await sealSecrets(ground.platform.vault, tenant.id, { id }, secrets)
  const row = { id, provider, name: `我的${provider}`, settings, sealed, topics: [], perMinute: 60 }
  await write(db, [db.insert(channels).values({ ...row, createdAt: ground.clock.now, createdBy: 'owner', ...more })])
  return id
}

export async function addOwner() {
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

export async function plan(key: string, more: Partial<NewNotice> = {}) {
  const db = openDb()
  const data = { number: 12, author: '李工', body: '密码是 8642。', token: 'tracking-token-0123456789' }
  const row = { key, recipient: 'customer@example.com', template: 'request_reply', lang: 'zh-CN' as const, data }
  const notice = { ...row, subject: 'request', createdAt: ground.clock.now, dueAt: ground.clock.now, ...more }
  await write(db, [writeNotice(db, notice)])
}

export const run = () => runTenantJobs(ground.platform, tenant.id)
export const rowOf = async (key: string) => {
  const db = openDb()
  return (await read(db, [db.select().from(notices).where(eq(notices.key, key))]))[0][0]!
}
export const channelOf = async (id: string) => {
  const db = openDb()
  return (await read(db, [db.select().from(channels).where(eq(channels.id, id))]))[0][0]!
}
export const suppressed = async () => {
  const db = openDb()
  return (await read(db, [db.select().from(suppressions)]))[0]
}
