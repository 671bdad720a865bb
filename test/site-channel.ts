import { notices } from '#schema/notice.ts'
import { calendarFeeds } from '#schema/tenant/channel.ts'
import { suppressions } from '#schema/tenant/consent.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { feedSecret } from '#worker/operations/calendar-feed.ts'
import { unsubscribeTicket } from '#worker/operations/unsubscribe-ticket.ts'
import type { Product } from './harness.ts'

type Company = Awaited<ReturnType<Product['company']>>

export const signingKey = `whsec_${btoa('0123456789abcdefghijklmn')}`

/** What a webhook's form is sent with. */
export const webhookFields = (idempotencyKey: string) => ({
  ...{ idempotencyKey, provider: 'webhook', name: 'Our own system', perMinute: '60' },
  ...{ url: 'https://hooks.example.com/in', signingKey },
})

/** A way out, a calendar address, an address that gets nothing more, and a message that somebody may refuse. */
export async function addChannels(
  { platform, clock }: Product,
  { tenant, db }: Company,
  { member, post }: { member: string; post: (path: string, fields: Record<string, string>) => Promise<void> },
) {
  await post(consolePaths.channels(), webhookFields('c'.repeat(43)))
  const { now } = clock
  const feed = newId(now)
  const secret = await feedSecret(platform.vault, tenant, feed)
  const key = 'commercial-notice-of-the-site'
  await write(db, [
    db.insert(calendarFeeds).values({ id: feed, hash: await hashOf(secret), memberId: member, createdAt: now }),
    db.insert(notices).values({
      ...{ key, channel: 'email', recipient: 'buyer@example.com', template: 'ending_customer', lang: 'zh-CN' },
      ...{ data: {}, subject: newId(now), state: 'sent', dueAt: now, createdAt: now, sentAt: now },
      ...{ kind: 'warranty_end', content: 'commercial' },
    }),
    db.insert(suppressions).values({
      ...{ channel: 'email', address: 'gone@example.com', scope: 'all', reason: 'bounced', detail: 'bad_address' },
      ...{ at: now, by: 'system' },
    }),
  ])
  const one = async (sql: string) => String(Object.values((await db.$client.execute(sql)).rows[0]!)[0])
  return {
    channel: await one('select id from channels'),
    feed,
    feedFile: `${secret}.ics`,
    ticket: await unsubscribeTicket(platform.vault, tenant, key),
  }
}
