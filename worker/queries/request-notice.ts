import { sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { type ChannelTopic, channelOf, channelProviders } from '#rules/channel.ts'
import type { Statement } from '#tenants/round-trip.ts'

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
export function writeRequestRing({
  requestId,
  topic,
  template,
  once,
  data,
  at,
  generation,
  madeBy,
}: RequestRing): Statement {
  const told = JSON.stringify({ ...data, requestId })
  const number = sql`(select number from service_requests where id = ${requestId})`
  const lang = sql`coalesce((select json_extract(languages, '$[0]') from companies limit 1), 'zh-CN')`
  const built = new SQLiteAsyncDialect().sqlToQuery(sql`insert into notices
    (key, channel, recipient, template, lang, data, subject, state, due_at, attempt, generation, created_at,
      kind, content, recipient_id, channel_id, is_late)
    select ${`${once}-`} || c.id, 'staff', c.id, ${template}, ${lang}, json_set(${told}, '$.number', ${number}),
      ${requestId}, 'planned', ${at.getTime()}, 0, ${generation}, ${at.getTime()},
      'request', 'service', 'channel:' || c.id, c.id, 0
    from channels c
    where c.removed_at is null and c.provider in (${sql.join(
      staffProviders.map((provider) => sql`${provider}`),
      sql`, `,
    )})
      and c.disabled_at is null and c.created_at <= ${madeBy.getTime()}
      and (c.topics = '[]' or exists (select 1 from json_each(c.topics) where value = ${topic}))
    on conflict do nothing`)
  return { toSQL: () => ({ sql: built.sql, params: built.params }) }
}
