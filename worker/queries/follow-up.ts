import { and, asc, eq, gt, inArray, lt, lte, min, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import type { TenantDb } from '#tenants/scope.ts'

const open = ['told', 'answered', 'quoted'] as const

/** Open renewals of these members whose day has come and that nobody was reminded of yet. */
export const listToFollowUp = (db: TenantDb, owners: readonly string[], today: Day, limit: number) =>
  db
    .select({
      id: renewals.id,
      ownerId: sql<string>`${renewals.ownerId}`,
      followUpOn: sql<Day>`${renewals.followUpOn}`,
      endsOn: renewals.endsOn,
      customerId: renewals.customerId,
      customer: sql<string>`coalesce(${customers.name}, '')`,
      name: sql<string>`coalesce(${contracts.title}, ${assets.name}, '')`,
    })
    .from(renewals)
    .leftJoin(contracts, eq(contracts.id, renewals.subjectId))
    .leftJoin(assets, eq(assets.id, renewals.subjectId))
    .leftJoin(customers, eq(customers.id, renewals.customerId))
    .where(and(isOpenOf(owners), lte(renewals.followUpOn, today), sql`not exists ${reminded(db)}`))
    .orderBy(asc(renewals.followUpOn), asc(renewals.id))
    .limit(limit)
export type ToFollowUp = Awaited<ReturnType<typeof listToFollowUp>>[number]

export const findNextFollowUp = (db: TenantDb, owners: readonly string[], today: Day) =>
  db
    .select({ on: min(renewals.followUpOn) })
    .from(renewals)
    .where(and(isOpenOf(owners), gt(renewals.followUpOn, today)))

const isOpenOf = (owners: readonly string[]) =>
  and(inArray(renewals.ownerId, [...owners]), inArray(renewals.stage, [...open]))

const reminded = (db: TenantDb) =>
  db
    .select({ one: sql`1` })
    .from(notices)
    .where(
      and(
        eq(notices.subject, renewals.id),
        eq(notices.kind, 'follow_up'),
        eq(notices.lead, renewals.followUpOn),
        sql`${notices.recipientId} = 'member:' || ${renewals.ownerId}`,
        sql`${notices.state} <> 'cancelled'`,
      ),
    )

/** Open ones that ended before this day, those that wait longest first. */
export const listEndedRenewals = (db: TenantDb, before: Day, limit: number) =>
  db
    .select()
    .from(renewals)
    .where(and(inArray(renewals.stage, [...open]), lt(renewals.endsOn, before)))
    .orderBy(asc(renewals.endsOn), asc(renewals.id))
    .limit(limit)
