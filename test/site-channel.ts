import { eq } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { calendarFeeds, channels } from '#schema/tenant/channel.ts'
import { suppressions } from '#schema/tenant/consent.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
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

/** What text messages by Aliyun are set up with. */
export const smsFields = (idempotencyKey: string) => ({
  ...{ idempotencyKey, provider: 'aliyun_sms', name: 'Text messages', perMinute: '100', accessKeyId: 'LTAI' },
  ...{ accessKeySecret: 'a-secret-of-aliyun', signName: '长青设备', template_ending_service: 'SMS_1' },
})

/** A way out, a calendar address, an address that gets nothing more, and a message that somebody may refuse. */
export async function addChannels(
  { platform, clock }: Product,
  { tenant, db }: Company,
  { member, post }: { member: string; post: (path: string, fields: Record<string, string>) => Promise<void> },
) {
  await post(consolePaths.channels(), webhookFields('c'.repeat(43)))
  await post(consolePaths.channels(), smsFields('d'.repeat(43)))
  const { now } = clock
  const one = async (sql: string) => String(Object.values((await db.$client.execute(sql)).rows[0]!)[0])
  const smsChannel = await one("select id from channels where provider = 'aliyun_sms'")
  const feedback = newSecret()
  const feed = newId(now)
  const secret = await feedSecret(platform.vault, tenant, feed)
  const key = 'commercial-notice-of-the-site'
  await write(db, [
    db
      .update(channels)
      .set({ feedbackHash: await hashOf(feedback), feedbackMadeAt: now })
      .where(eq(channels.id, smsChannel)),
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
  return {
    channel: await one("select id from channels where provider = 'webhook'"),
    smsChannel,
    feedback,
    feed,
    feedFile: `${secret}.ics`,
    ticket: await unsubscribeTicket(platform.vault, tenant, key),
  }
}
