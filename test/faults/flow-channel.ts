import { notices } from '#schema/notice.ts'
import { channels } from '#schema/tenant/channel.ts'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { unsubscribeTicket } from '#worker/operations/unsubscribe-ticket.ts'
import { sealSecrets } from '#worker/platform/channel/open.ts'
import { webhookSignature } from '#worker/platform/channel/signature.ts'
import { signingKey, webhookFields } from '../site-channel.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'

async function added({ stage, company, cookie }: Found): Promise<string> {
  await stage.product.post(company.host, consolePaths.channels(), webhookFields(newSecret()), cookie)
  return String((await company.db.$client.execute('select id from channels')).rows[0]!.id)
}

async function madeFeed({ stage, company, cookie }: Found): Promise<string> {
  await stage.product.post(company.host, consolePaths.accountFeeds(), {}, cookie)
  return String((await company.db.$client.execute('select id from calendar_feeds')).rows[0]!.id)
}

/** A way out that tells later, and the secret in its address. */
async function telling(
  { product, company: { db, tenant } }: Pick<Found['stage'], 'product' | 'company'>,
  provider: 'http_mail' | 'aliyun_sms',
) {
  const { now } = product.clock
  const [id, secret] = [newId(now), 's'.repeat(43)]
  const sealed = await sealSecrets(product.platform.vault, tenant.id, { id }, { feedbackKey: signingKey })
  const row = { id, version: 1, provider, name: 'A way', settings: {}, sealed, topics: [], perMinute: 60 }
  const own = { feedbackHash: await hashOf(secret), feedbackMadeAt: now, createdAt: now, createdBy: 'm' }
  await write(db, [db.insert(channels).values({ ...row, ...own })])
  return { id, path: publicPaths.feedback(secret) }
}

const wished = { name: 'Another name', perMinute: '30', url: '', signingKey: '' }
const twice = 'same' as const

export const channelFlows: Flow[] = [
  consoleFlow('POST /console/settings/channels', {
    path: consolePaths.channels(),
    fields: () => webhookFields(newSecret()),
    adds: { channels: 1, events: 1, idempotency_keys: 1, plannings: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id', {
    path: async (found) => consolePaths.channel(await added(found)),
    fields: { ...wished, version: '1' },
    adds: { events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id/test', {
    path: async (found) => consolePaths.channelTest(await added(found)),
    fields: () => ({ idempotencyKey: newSecret() }),
    adds: { events: 1, attempts: 1, idempotency_keys: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id/disabling', {
    path: async (found) => consolePaths.channelDisabling(await added(found)),
    adds: { events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id/enabling', {
    path: async (found) => {
      const id = await added(found)
      await found.stage.product.post(found.company.host, consolePaths.channelDisabling(id), {}, found.cookie)
      return consolePaths.channelEnabling(id)
    },
    adds: { events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id/removal', {
    path: async (found) => consolePaths.channelRemoval(await added(found)),
    adds: { events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/suppressions/removal', {
    path: async ({ stage, company }) => {
      const row = { channel: 'email' as const, address: 'gone@example.com', scope: 'all' as const }
      const at = stage.product.clock.now
      await write(company.db, [
        company.db.insert(suppressions).values({ ...row, reason: 'bounced', detail: null, at, by: 'system' }),
      ])
      return consolePaths.suppressionRemoval()
    },
    fields: { channel: 'email', address: 'gone@example.com', scope: 'all', reason: 'The customer gave it again' },
    adds: { suppressions: -1, events: 1, plannings: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/account/calendar-feeds', {
    as: 'agent',
    path: consolePaths.accountFeeds(),
    adds: { calendar_feeds: 1, events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/account/calendar-feeds/:id/revocation', {
    as: 'agent',
    path: async (found) => consolePaths.accountFeedRevocation(await madeFeed(found)),
    adds: { events: 1 },
    again: twice,
  }),
  consoleFlow('POST /console/settings/channels/:id/feedback', {
    path: async ({ stage }) => consolePaths.channelFeedback((await telling(stage, 'http_mail')).id),
    fields: () => ({ idempotencyKey: newSecret() }),
    adds: { events: 1 },
    done: 200,
    again: twice,
  }),
  {
    route: 'POST /feedback/:secret',
    title: 'of an answer to a text message',
    async fill(stage) {
      const { path } = await telling(stage, 'aliyun_sms')
      const answer = { phone_number: '13800000000', content: 'TD', send_time: '2026-01-12 09:00:00', sequence_id: '7' }
      return { path, raw: { body: JSON.stringify([answer, { ...answer, content: '好的', sequence_id: '8' }]) } }
    },
    done: 200,
    adds: { suppressions: 1, events: 1, plannings: 1 },
    again: twice,
  },
  {
    route: 'POST /feedback/:secret',
    title: 'of a mail that came back',
    async fill(stage) {
      const { path } = await telling(stage, 'http_mail')
      const { now } = stage.product.clock
      await write(stage.company.db, [
        stage.company.db.insert(notices).values({
          ...{ key: 'gone-mail', channel: 'email', recipient: 'buyer@example.com', template: 'ending_customer' },
          ...{ lang: 'en', data: {}, subject: 'a1', state: 'sent', dueAt: now, createdAt: now, sentAt: now },
        }),
      ])
      const body = JSON.stringify({
        type: 'email.bounced',
        data: { to: ['buyer@example.com'], tags: { notice: 'gone-mail' }, bounce: { type: 'Permanent' } },
      })
      const timestamp = Math.floor(now.getTime() / 1000)
      const signature = await webhookSignature(signingKey, 'msg_1', timestamp, body)
      const headers = { 'svix-id': 'msg_1', 'svix-timestamp': String(timestamp), 'svix-signature': signature }
      return { path, raw: { body, headers } }
    },
    done: 200,
    adds: { suppressions: 1, events: 1, plannings: 1 },
    again: twice,
  },
  {
    route: 'POST /unsubscribe/:ticket',
    async fill({ product, company: { db, tenant } }) {
      const { now } = product.clock
      const row = {
        ...{
          channel: 'email' as const,
          recipient: 'buyer@example.com',
          template: 'ending_customer',
          lang: 'en' as const,
        },
        ...{ data: {}, subject: 'a1', dueAt: now, createdAt: now, content: 'commercial' as const },
      }
      await write(db, [
        db.insert(notices).values({ ...row, key: 'sent-offer', state: 'sent' }),
        db.insert(notices).values({ ...row, key: 'next-offer', state: 'planned' }),
        db.insert(consents).values({
          ...{ id: 'k1', channel: 'email', address: 'buyer@example.com', grantedAt: now, source: 'form', by: 'm' },
        }),
      ])
      return { path: publicPaths.unsubscribe(await unsubscribeTicket(product.platform.vault, tenant, 'sent-offer')) }
    },
    done: 200,
    adds: { suppressions: 1, events: 1, plannings: 1 },
    again: twice,
  },
]
