import { and, asc, count, eq, gte, isNotNull, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { may, roles } from '#rules/role.ts'
import { assets } from '#schema/tenant/asset.ts'
import { calendarFeeds } from '#schema/tenant/channel.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { members } from '#schema/tenant/member.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** A member has one at a time; those before it are revoked. */
export const findFeedOf = (db: TenantDb, memberId: string) =>
  db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.memberId, memberId), isNull(calendarFeeds.revokedAt)))
    .limit(1)

/** Of this member, revoked or not. */
export const findFeedById = (db: TenantDb, memberId: string, id: string) =>
  db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.memberId, memberId), eq(calendarFeeds.id, id)))
    .limit(1)

export const countFeedsOf = (db: TenantDb, memberId: string) =>
  db.select({ all: count() }).from(calendarFeeds).where(eq(calendarFeeds.memberId, memberId))

export const writeFeed = (db: TenantDb, feed: typeof calendarFeeds.$inferInsert) =>
  db.insert(calendarFeeds).values(feed)

export const writeFeedRevoked = (db: TenantDb, feed: { id: string; memberId: string }, at: Date) =>
  db
    .update(calendarFeeds)
    .set({ revokedAt: at })
    .where(
      and(eq(calendarFeeds.memberId, feed.memberId), eq(calendarFeeds.id, feed.id), isNull(calendarFeeds.revokedAt)),
    )

/** Whose calendar it is, while it is not revoked and they work here. */
export const findFeed = (db: TenantDb, hash: string) =>
  db
    .select({ memberId: members.id, role: members.role, lang: members.lang })
    .from(calendarFeeds)
    .innerJoin(members, eq(members.id, calendarFeeds.memberId))
    .where(and(eq(calendarFeeds.hash, hash), isNull(calendarFeeds.revokedAt), isNull(members.disabledAt)))
    .limit(1)

export type FeedSpan = { from: Day; until: Day }
const mostEntries = 400

const rolesWith = (permission: Parameters<typeof may>[1]) => roles.filter((role) => may(role, permission))

/** In the same round trip as whose it is: the rows come only for those who may see them. */
const isFor = (hash: string, wanted: readonly string[]): SQL => sql`exists (select 1 from ${calendarFeeds} f
  join ${members} m on m.id = f.member_id where f.hash = ${hash} and f.revoked_at is null and m.disabled_at is null
  and m.role in (${sql.join([...wanted], sql`, `)}))`

const owner = (hash: string) =>
  sql`(select f.member_id from ${calendarFeeds} f where f.hash = ${hash} and f.revoked_at is null)`

export const listFeedContracts = (db: TenantDb, hash: string, { from, until }: FeedSpan) =>
  db
    .select({
      ...{ id: contracts.id, version: contracts.version, createdAt: contracts.createdAt, endsOn: contracts.endsOn },
      ...{ title: contracts.title, number: contracts.number, autoRenew: contracts.autoRenew, customer: customers.name },
    })
    .from(contracts)
    .innerJoin(customers, eq(customers.id, contracts.customerId))
    .where(
      and(
        isNull(contracts.removedAt),
        eq(contracts.status, 'active'),
        gte(contracts.endsOn, from),
        lte(contracts.endsOn, until),
        isFor(hash, rolesWith('renewals.work')),
      ),
    )
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(mostEntries)

export const listFeedAssets = (db: TenantDb, hash: string, { from, until }: FeedSpan) =>
  db
    .select({
      ...{ id: assets.id, version: assets.version, createdAt: assets.createdAt, name: assets.name },
      ...{ endsOn: sql<Day>`${assets.warrantyEndsOn}`, serialNumber: assets.serialNumber, customer: customers.name },
    })
    .from(assets)
    .innerJoin(customers, eq(customers.id, assets.customerId))
    .where(
      and(
        isNull(assets.removedAt),
        ne(assets.status, 'retired'),
        gte(assets.warrantyEndsOn, from),
        lte(assets.warrantyEndsOn, until),
        isFor(hash, rolesWith('renewals.work')),
      ),
    )
    .orderBy(asc(assets.warrantyEndsOn), asc(assets.id))
    .limit(mostEntries)

/** Times agreed with customers: of everybody for those who dispatch, of their own requests for everybody else. */
export const listFeedAppointments = (db: TenantDb, hash: string, whose: 'own' | 'all', since: Date) =>
  db
    .select({
      ...{ id: serviceRequests.id, version: serviceRequests.version, number: serviceRequests.number },
      ...{ receivedAt: serviceRequests.receivedAt, reporter: serviceRequests.reporterName },
      at: sql<number>`${clocks.appointmentAt}`,
    })
    .from(serviceRequests)
    .innerJoin(clocks, and(eq(clocks.requestId, serviceRequests.id), eq(clocks.kind, 'arrival')))
    .where(
      and(
        eq(serviceRequests.standing, 'accepted'),
        eq(serviceRequests.open, true),
        whose === 'own' ? eq(serviceRequests.assigneeId, owner(hash)) : isFor(hash, rolesWith('requests.assign')),
        isNotNull(clocks.appointmentAt),
        isNull(clocks.stoppedAt),
        gte(clocks.appointmentAt, since),
      ),
    )
    .orderBy(asc(serviceRequests.nextDueAt), asc(serviceRequests.id))
    .limit(mostEntries)
