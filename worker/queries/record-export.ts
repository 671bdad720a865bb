import { asc, eq, gt, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { channels } from '#schema/tenant/channel.ts'
import { customers } from '#schema/tenant/customer.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { Stretch } from './export.ts'
import { withSubject } from './renewal.ts'

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

/** Whose ends come first; what is changed by hand meanwhile moves no other row. */
export const listRenewalsToExport = (db: TenantDb, { after, limit }: Stretch) => {
  const [endsOn = '', id = ''] = after.split('~')
  return withSubject(db)
    .where(sql`(${renewals.endsOn}, ${renewals.id}) > (${endsOn}, ${id})`)
    .orderBy(asc(renewals.endsOn), asc(renewals.id))
    .limit(limit)
}

export const renewalPlace = ({ renewal }: { renewal: { endsOn: string; id: string } }) =>
  `${renewal.endsOn}~${renewal.id}`

/** What happened, oldest first. */
export const listEventsToExport = (db: TenantDb, { after, limit }: Stretch) =>
  db
    .select({
      event: events,
      member: members.name,
      requestNumber: serviceRequests.number,
    })
    .from(events)
    .leftJoin(members, eq(members.id, events.actor))
    .leftJoin(serviceRequests, eq(serviceRequests.id, events.subject))
    .where(gt(events.id, after))
    .orderBy(asc(events.id))
    .limit(limit)

/** Where each further file of so many rows begins: the last row of the one before. One file holds all members. */
export const recordPartEnds = (db: TenantDb, size: number, most: number) => ({
  request: listPartEndsById(db, serviceRequests, size, most),
  notice: listNoticePartEnds(db, size, most),
  renewal: listRenewalPartEnds(db, size, most),
  event: listPartEndsById(db, events, size, most),
})

const listPartEndsById = (db: TenantDb, table: typeof serviceRequests | typeof events, size: number, most: number) =>
  db.select({ id: sql<string>`ends.id` }).from(
    sql`(with recursive part(id, nth) as (
        select '', 0
        union all
        select (select r.id from ${table} r where r.id > part.id order by r.id limit 1 offset ${size - 1}), nth + 1
          from part where part.id is not null and nth < ${most})
      select id from part where nth > 0 and id is not null) ends
      where exists (select 1 from ${table} t where t.id > ends.id)`,
  )

const listRenewalPartEnds = (db: TenantDb, size: number, most: number) =>
  db.select({ id: sql<string>`n.ends_on || '~' || n.id` }).from(
    sql`(select ends_on, id, row_number() over (order by ends_on, id) nth
        from (select ends_on, id from renewals where ends_on > '' order by ends_on, id limit ${size * most})) n
      where n.nth % ${size} = 0 and exists (select 1 from renewals t where (t.ends_on, t.id) > (n.ends_on, n.id))`,
  )

const listNoticePartEnds = (db: TenantDb, size: number, most: number) =>
  db.select({ id: sql<string>`n.due_at || '~' || n.key` }).from(
    sql`(select due_at, key, row_number() over (order by due_at, key) nth
        from (select due_at, key from notices where due_at > 0 order by due_at, key limit ${size * most})) n
      where n.nth % ${size} = 0 and exists (select 1 from notices t where (t.due_at, t.key) > (n.due_at, n.key))`,
  )
