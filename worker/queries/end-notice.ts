import { and, eq, inArray, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Day } from '#rules/day.ts'
import { endNoticeKinds } from '#rules/notice.ts'
import { type Notice, notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { identity } from '#schema/tenant/identity.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { type EndingWalk, endingAssetColumn, endingContractColumn } from './ending.ts'

/** What was ever written of the ends in this walk, to compare keys with. */
export const listEndNotices = (db: TenantDb, walk: EndingWalk) =>
  db
    .select({
      subject: notices.subject,
      kind: notices.kind,
      lead: notices.lead,
      endsOn: notices.endsOn,
      channel: notices.channel,
      recipientId: notices.recipientId,
      state: notices.state,
    })
    .from(notices)
    .where(
      and(
        or(
          inArray(notices.subject, endingContractColumn(db, walk, 'id')),
          inArray(notices.subject, endingAssetColumn(db, walk, 'id')),
        ),
        inArray(notices.kind, [...endNoticeKinds]),
      ),
    )
export type EndNoticeRow = Awaited<ReturnType<typeof listEndNotices>>[number]

/** Where contracts and machines that something is told of stand today. */
export const listSubjectsOf = (db: TenantDb, ids: readonly string[]) =>
  [
    db
      .select({
        id: contracts.id,
        endsOn: sql<Day | null>`${contracts.endsOn}`,
        status: sql<SubjectStatus>`case when ${contracts.removedAt} is null then ${contracts.status} else 'cancelled' end`,
      })
      .from(contracts)
      .where(inArray(contracts.id, [...ids])),
    db
      .select({
        id: assets.id,
        endsOn: assets.warrantyEndsOn,
        status: sql<SubjectStatus>`case when ${assets.removedAt} is null and ${assets.status} <> 'retired'
          then 'active' else 'cancelled' end`,
      })
      .from(assets)
      .where(inArray(assets.id, [...ids])),
  ] as const
type SubjectStatus = 'active' | 'renewed' | 'cancelled'
export type EndedSubject = { id: string; endsOn: Day | null; status: SubjectStatus }

/**
 * The end that a notice speaks of is still the one there is, and has not come; a message that speaks of none always is.
 * For one statement with the lease, so that nothing that was cancelled or moved meanwhile is announced.
 */
export const isStillTrue = (today: Day, of: NoticeTable = notices): SQL =>
  sql`case when ${of.kind} = 'follow_up' then ${isToFollowUp(of)}
    else ${of.endsOn} is null or (${of.endsOn} >= ${today} and (${endsAsContract(of)} or ${endsAsWarranty(of)})) end`
type NoticeTable = Record<'kind' | 'recipientId' | 'lead' | 'endsOn' | 'subject', SQLWrapper>

const endsAsContract = (of: NoticeTable) => sql`exists (select 1 from contracts c where c.id = ${of.subject}
  and c.ends_on = ${of.endsOn} and c.status = 'active' and c.removed_at is null)`
const endsAsWarranty = (of: NoticeTable) => sql`exists (select 1 from assets a where a.id = ${of.subject}
  and a.warranty_ends_on = ${of.endsOn} and a.status <> 'retired' and a.removed_at is null)`

/** Its day stands where that of other notices has the lead. */
const isToFollowUp = (of: NoticeTable) => sql`exists (select 1 from renewals r where r.id = ${of.subject}
  and r.follow_up_on = ${of.lead} and 'member:' || r.owner_id = ${of.recipientId} and r.stage not in ('renewed', 'lost'))`

/** Or, of a digest: one of those that it stands for is. */
export function isWorthSending(db: TenantDb, today: Day): SQL {
  const item = alias(notices, 'item')
  const own = and(eq(item.digestKey, notices.key), eq(item.state, 'digested'), isStillTrue(today, item))
  const items = db.select({ one: sql`1` }).from(item).where(own)
  return sql`((${isStillTrue(today)}) and (${ne(notices.kind, 'digest')} or exists ${items}))`
}

/** Whoever still takes the database for what it was before a restore sends nothing of it. */
export const isOfGeneration = (generation: number): SQL =>
  sql`(select ${identity.generation} from ${identity}) <= ${generation}`

/** What no longer holds, and is not under way yet, is never sent. */
export const writeUntrueCancelled = (db: TenantDb, today: Day) => {
  const waiting = alias(notices, 'waiting')
  const unsent = db
    .select({ key: waiting.key })
    .from(waiting)
    .where(and(inArray(waiting.state, ['planned', 'held']), eq(waiting.kind, 'digest')))
  const isEmpty = sql`not exists (select 1 from notices item where item.digest_key = ${notices.key} and item.state = 'digested')`
  return [
    cancelUntrue(db, today, and(inArray(notices.state, ['planned', 'held']), ne(notices.kind, 'digest'))),
    cancelUntrue(db, today, and(eq(notices.state, 'digested'), inArray(notices.digestKey, unsent))),
    db
      .update(notices)
      .set({ state: 'cancelled', because: 'no_longer_asked' })
      .where(and(inArray(notices.state, ['planned', 'held']), eq(notices.kind, 'digest'), isEmpty)),
  ]
}

/** With the lease of a digest: what it says is settled from here on. One that may be out already keeps what it said. */
export const writeDigestSettled = (db: TenantDb, digest: Pick<Notice, 'key' | 'leaseUntil'>, today: Day) => {
  const held = alias(notices, 'held')
  const leased = db
    .select({ key: held.key })
    .from(held)
    .where(and(eq(held.key, digest.key), eq(held.state, 'sending'), eq(held.leaseUntil, digest.leaseUntil!)))
  return cancelUntrue(db, today, and(eq(notices.state, 'digested'), inArray(notices.digestKey, leased)))
}

/** A digest that is not sent leaves nothing behind that seems told. */
export const writeDigestItemsRetired = (db: TenantDb, digestKey: string, because: string) => {
  const digest = sql`exists (select 1 from notices d where d.key = ${digestKey} and d.state = 'cancelled')`
  return db
    .update(notices)
    .set({ state: 'cancelled', because })
    .where(and(eq(notices.digestKey, digestKey), eq(notices.state, 'digested'), digest))
}

const cancelUntrue = (db: TenantDb, today: Day, which: SQL | undefined) =>
  db
    .update(notices)
    .set({ state: 'cancelled', because: becauseOf(today) })
    .where(and(which, sql`not (${isStillTrue(today)})`))

/** The words of rules/notice-sending.ts. */
const becauseOf = (today: Day) => sql<string>`case
  when exists (select 1 from contracts c where c.id = ${notices.subject} and c.status = 'renewed') then 'renewed'
  when exists (select 1 from contracts c where c.id = ${notices.subject}
    and (c.status = 'cancelled' or c.removed_at is not null)) then 'cancelled'
  when exists (select 1 from assets a where a.id = ${notices.subject}
    and (a.status = 'retired' or a.removed_at is not null)) then 'cancelled'
  when ${notices.kind} = 'follow_up' then 'no_longer_asked'
  when ${notices.endsOn} < ${today} and (${endsAsContract(notices)} or ${endsAsWarranty(notices)}) then 'ended'
  else 'moved' end`
