import { notices } from '#schema/notice.ts'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { unsubscribeTicket } from '#worker/operations/unsubscribe-ticket.ts'
import { webhookFields } from '../site-channel.ts'
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
