import { asc, eq, gt, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { channels } from '#schema/tenant/channel.ts'
import { customers } from '#schema/tenant/customer.ts'
import { members } from '#schema/tenant/member.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { Stretch } from './export.ts'

/** What happened, oldest first; rows entered meanwhile shift nothing. */
export const listRequestsToExport = (db: TenantDb, { after, limit }: Stretch) =>
  db
    .select({
      request: serviceRequests,
      customer: customers.name,
      machine: assets.name,
      assignee: members.name,
    })
    .from(serviceRequests)
    .leftJoin(customers, eq(customers.id, serviceRequests.customerId))
    .leftJoin(assets, eq(assets.id, serviceRequests.assetId))
    .leftJoin(members, eq(members.id, serviceRequests.assigneeId))
    .where(gt(serviceRequests.id, after))
    .orderBy(asc(serviceRequests.id))
    .limit(limit)

/** Of a message what the ledger shows; what it said is not kept for ever. `after`: the time and key of the last one. */
export const listNoticesToExport = (db: TenantDb, { after, limit }: Stretch) => {
  const { at, key } = noticePlaceOf(after)
  return db
    .select({
      key: notices.key,
      kind: notices.kind,
      template: notices.template,
      channel: notices.channel,
      recipient: notices.recipient,
      data: notices.data,
      state: notices.state,
      because: notices.because,
      failure: notices.failure,
      providerId: notices.providerId,
      attempt: notices.attempt,
      endsOn: notices.endsOn,
      isLate: notices.isLate,
      dueAt: notices.dueAt,
      sentAt: notices.sentAt,
      wayName: channels.name,
    })
    .from(notices)
    .leftJoin(channels, eq(channels.id, notices.channelId))
    .where(sql`(${notices.dueAt}, ${notices.key}) > (${at}, ${key})`)
    .orderBy(asc(notices.dueAt), asc(notices.key))
    .limit(limit)
}

export const noticePlace = ({ dueAt, key }: { dueAt: Date; key: string }) => `${dueAt.getTime()}~${key}`

function noticePlaceOf(after: string) {
  const [at = '', key = ''] = after.split('~')
  return { at: Number(at) || 0, key }
}

/** Where each further file of so many rows begins: the last row of the one before. */
export const listRequestPartEnds = (db: TenantDb, size: number, most: number) =>
  db.select({ id: sql<string>`ends.id` }).from(
    sql`(with recursive part(id, nth) as (
        select '', 0
        union all
        select (select r.id from service_requests r where r.id > part.id order by r.id limit 1 offset ${size - 1}), nth + 1
          from part where part.id is not null and nth < ${most})
      select id from part where nth > 0 and id is not null) ends
      where exists (select 1 from service_requests t where t.id > ends.id)`,
  )

export const listNoticePartEnds = (db: TenantDb, size: number, most: number) =>
  db.select({ id: sql<string>`n.due_at || '~' || n.key` }).from(
    sql`(select due_at, key, row_number() over (order by due_at, key) nth
        from (select due_at, key from notices where due_at > 0 order by due_at, key limit ${size * most})) n
      where n.nth % ${size} = 0 and exists (select 1 from notices t where (t.due_at, t.key) > (n.due_at, n.key))`,
  )
