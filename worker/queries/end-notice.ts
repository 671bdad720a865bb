import { and, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { endNoticeKinds } from '#rules/notice.ts'
import { notices } from '#schema/notice.ts'
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

/**
 * The end that a notice speaks of is still the one there is; a message that speaks of none always is. For one statement
 * with the lease, so that nothing that was cancelled or moved meanwhile is announced.
 */
export const isStillTrue = (): SQL =>
  or(sql`${notices.endsOn} is null`, sql`${endsAsContract}`, sql`${endsAsWarranty}`) as SQL

const endsAsContract = sql`exists (select 1 from contracts c where c.id = ${notices.subject}
  and c.ends_on = ${notices.endsOn} and c.status = 'active' and c.removed_at is null)`
const endsAsWarranty = sql`exists (select 1 from assets a where a.id = ${notices.subject}
  and a.warranty_ends_on = ${notices.endsOn} and a.status <> 'retired' and a.removed_at is null)`

/** What no longer holds, and is not under way yet, is never sent. */
export const writeUntrueCancelled = (db: TenantDb, today: Day) =>
  db
    .update(notices)
    .set({ state: 'cancelled', because: becauseOf(today) })
    .where(
      and(
        inArray(notices.state, ['planned', 'held']),
        sql`${notices.endsOn} is not null`,
        sql`not (${isStillTrue()} and ${notices.endsOn} >= ${today})`,
      ),
    )

/** The words of rules/notice-reconciliation.ts. */
const becauseOf = (today: Day) => sql<string>`case
  when ${notices.endsOn} < ${today} then 'ended'
  when exists (select 1 from contracts c where c.id = ${notices.subject} and c.status = 'renewed') then 'renewed'
  when exists (select 1 from contracts c where c.id = ${notices.subject}
    and (c.status = 'cancelled' or c.removed_at is not null)) then 'cancelled'
  when exists (select 1 from assets a where a.id = ${notices.subject}
    and (a.status = 'retired' or a.removed_at is not null)) then 'cancelled'
  else 'moved' end`
