import { and, asc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** Agreed to extend themselves, and over since the last midnight or earlier. */
const isToExtend = (today: Day) =>
  and(
    isNull(contracts.removedAt),
    eq(contracts.status, 'active'),
    lt(contracts.endsOn, today),
    eq(contracts.autoRenew, true),
  )

export const listContractsToExtend = (db: TenantDb, today: Day, limit: number) =>
  db
    .select({
      contract: contracts,
      customer: customers.name,
      ownerId: sql<string | null>`coalesce(${contracts.ownerId}, ${customers.ownerId})`,
    })
    .from(contracts)
    .leftJoin(customers, eq(customers.id, contracts.customerId))
    .where(isToExtend(today))
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(limit)

/** What their customers were told of this very end, and when it was sent. */
export const listTellings = (db: TenantDb, today: Day, limit: number) =>
  db
    .select({ contractId: contracts.id, sentAt: sentAt.mapWith(notices.sentAt) })
    .from(notices)
    .innerJoin(contracts, eq(contracts.id, notices.subject))
    .where(
      and(
        inArray(
          notices.subject,
          db
            .select({ id: contracts.id })
            .from(contracts)
            .where(isToExtend(today))
            .orderBy(asc(contracts.endsOn), asc(contracts.id))
            .limit(limit),
        ),
        eq(notices.endsOn, contracts.endsOn),
        sql`(${notices.recipientId} like 'contact:%' or ${notices.recipientId} like 'customer:%')`,
        sql`${sentAt} is not null`,
        eq(notices.content, 'service'),
        inArray(notices.state, ['sent', 'digested']),
      ),
    )
/** Of one that went out in a digest, the digest's. */
const sentAt = sql<Date>`coalesce(${notices.sentAt},
  (select digest.sent_at from notices digest where digest.key = ${notices.digestKey}))`
export type Telling = Awaited<ReturnType<typeof listTellings>>[number]

export const findNextAutomaticEnd = (db: TenantDb, today: Day) =>
  db
    .select({ endsOn: contracts.endsOn })
    .from(contracts)
    .where(
      and(
        isNull(contracts.removedAt),
        eq(contracts.status, 'active'),
        gte(contracts.endsOn, today),
        eq(contracts.autoRenew, true),
      ),
    )
    .orderBy(asc(contracts.endsOn))
    .limit(1)

/** Whoever follows it up is asked to do it today. */
export const writeFollowedUpToday = (db: TenantDb, renewalId: string, today: Day) =>
  db
    .update(renewals)
    .set({ followUpOn: today })
    .where(and(eq(renewals.id, renewalId), isNull(renewals.closedAt)))

/** The next contract names what the last one named. */
export const writeAssetsTakenOver = (db: TenantDb, fromId: string, toId: string) =>
  db
    .insert(contractAssets)
    .select(sql`select ${toId}, asset_id from contract_assets where contract_id = ${fromId}`)
    .onConflictDoNothing()
