import { sql } from 'drizzle-orm'
import { type ChannelTopic, channelOf, channelProviders } from '#rules/channel.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'

const staffProviders = channelProviders.filter((provider) => channelOf[provider] === 'staff')

export type RequestRing = {
  requestId: string
  topic: ChannelTopic
  template: 'request_new' | 'request_late'
  /** What makes it one message of this request. */
  once: string
  data: Record<string, unknown>
  at: Date
  generation: number
  /** Robots that were set up later hear nothing of it. */
  madeBy: Date
}

/**
 * One message to each of the robots and webhooks that take the topic and are in use, whichever these are inside the
 * batch. Its number is the request's.
 */
export const writeRequestRing = (db: TenantDb, { data, ...ring }: RequestRing) =>
  writeRing(db, { ...ring, told: JSON.stringify({ ...data, requestId: ring.requestId }) })

const writeRing = prepared((db: TenantDb, ring: Gaps<Omit<RequestRing, 'data'> & { told: string }>) => {
  const number = sql`(select number from service_requests where id = ${ring.requestId})`
  const lang = sql`coalesce((select json_extract(languages, '$[0]') from companies limit 1), 'zh-CN')`
  return db.run(sql`insert into notices
    (key, channel, recipient, template, lang, data, subject, state, due_at, attempt, generation, created_at,
      kind, content, recipient_id, channel_id, is_late)
    select ${ring.once} || '-' || c.id, 'staff', c.id, ${ring.template}, ${lang}, json_set(${ring.told}, '$.number', ${number}),
      ${ring.requestId}, 'planned', ${ring.at}, 0, ${ring.generation}, ${ring.at},
      'request', 'service', 'channel:' || c.id, c.id, 0
    from channels c
    where c.removed_at is null and c.provider in (${sql.join(
      staffProviders.map((provider) => sql`${provider}`),
      sql`, `,
    )})
      and c.disabled_at is null and c.created_at <= ${ring.madeBy}
      and (c.topics = '[]' or exists (select 1 from json_each(c.topics) where value = ${ring.topic}))
    on conflict do nothing`)
})
