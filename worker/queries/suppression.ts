import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { consents, type Suppression, suppressions } from '#schema/tenant/consent.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The first word stands: why an address gets nothing more is not rewritten by what happens later. */
export const writeSuppression = (db: TenantDb, suppression: Suppression) =>
  db.insert(suppressions).values(suppression).onConflictDoNothing()

export type SuppressionKey = Pick<Suppression, 'channel' | 'address' | 'scope'>
const isKey = ({ channel, address, scope }: SuppressionKey) =>
  and(eq(suppressions.channel, channel), eq(suppressions.address, address), eq(suppressions.scope, scope))

export const findSuppression = (db: TenantDb, key: SuppressionKey) =>
  db.select().from(suppressions).where(isKey(key)).limit(1)

export const writeSuppressionRemoval = (db: TenantDb, key: SuppressionKey) => db.delete(suppressions).where(isKey(key))

/** In the order of the addresses of one channel, a page at a time; `address` narrows it to one. */
export const listSuppressions = (
  db: TenantDb,
  {
    channel,
    after,
    address,
    limit,
  }: {
    channel: Suppression['channel']
    after?: Pick<Suppression, 'address' | 'scope'> | undefined
    address?: string | undefined
    limit: number
  },
) =>
  db
    .select()
    .from(suppressions)
    .where(
      and(
        eq(suppressions.channel, channel),
        address ? eq(suppressions.address, address) : undefined,
        after ? sql`(${suppressions.address}, ${suppressions.scope}) > (${after.address}, ${after.scope})` : undefined,
      ),
    )
    .orderBy(asc(suppressions.address), asc(suppressions.scope))
    .limit(limit)

/** What is written to customers; what members are told about their own account is not held back by a bad address. */
const toCustomers = ['ending_customer', 'ending_digest', 'request_received', 'request_reply']

/** What is due for an address that gets nothing more. For one round trip with what is read. */
export const writeSuppressedSkipped = (db: TenantDb, now: Date) =>
  db
    .update(notices)
    .set({ state: 'skipped', because: 'suppressed' })
    .where(
      and(
        eq(notices.state, 'planned'),
        lte(notices.dueAt, now),
        isNull(notices.memberId),
        inArray(notices.template, toCustomers),
        sql`exists (select 1 from ${suppressions} where ${suppressions.channel} = ${notices.channel}
          and ${suppressions.address} = lower(${notices.recipient})
          and (${suppressions.scope} = 'all' or ${notices.content} = 'commercial'))`,
      ),
    )
    .returning({ key: notices.key })

/** What sells and was planned for an address that wants no more of it. */
export const writeCommercialCancelled = (db: TenantDb, { channel, address }: Omit<SuppressionKey, 'scope'>) =>
  db
    .update(notices)
    .set({ state: 'cancelled', because: 'unsubscribed' })
    .where(
      and(
        inArray(notices.state, ['planned', 'held']),
        eq(notices.content, 'commercial'),
        eq(notices.channel, channel),
        sql`lower(${notices.recipient}) = ${address}`,
      ),
    )

export const writeConsentWithdrawn = (db: TenantDb, { channel, address }: Omit<SuppressionKey, 'scope'>, at: Date) =>
  db
    .update(consents)
    .set({ withdrawnAt: at })
    .where(and(eq(consents.channel, channel), eq(consents.address, address), isNull(consents.withdrawnAt)))
