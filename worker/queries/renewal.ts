import { and, asc, desc, eq, gte, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import type { RenewalMove, RenewalStage } from '#rules/renewal-stage.ts'
import { notices } from '#schema/notice.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { members } from '#schema/tenant/member.ts'
import { type Renewal, renewals } from '#schema/tenant/renewal.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewRenewal = Pick<
  Renewal,
  | 'id'
  | 'subjectKind'
  | 'subjectId'
  | 'customerId'
  | 'endsOn'
  | 'stage'
  | 'ownerId'
  | 'followUpOn'
  | 'linkHash'
  | 'createdAt'
>

/** One end, one renewal, whoever is told of it first. */
export const writeRenewalOnce = (db: TenantDb, renewal: NewRenewal) =>
  db.insert(renewals).values(renewal).onConflictDoNothing()

export const renewalPageSize = 50

/** `open`: nobody has said yes or no for good. `mine`: of the member, by the day of the next step. */
export const renewalViews = ['open', 'mine', 'told', 'answered', 'quoted', 'renewed', 'lost'] as const
export type RenewalView = (typeof renewalViews)[number]
export type RenewalPlace = { on: string; id: string }

const openStages: RenewalStage[] = ['told', 'answered', 'quoted']
/** What it is about, in words of the company. */
const subjectName = sql<string>`coalesce(${contracts.title}, ${assets.name}, '')`
const subjectNumber = sql<string | null>`coalesce(${contracts.number}, ${assets.serialNumber})`
const shown = {
  renewal: renewals,
  name: subjectName,
  number: subjectNumber,
  customer: sql<string>`coalesce(${customers.name}, '')`,
  owner: members.name,
}

/** With what it is about, whose it is and who follows it up. */
export const withSubject = (db: TenantDb) =>
  db
    .select(shown)
    .from(renewals)
    .leftJoin(contracts, eq(contracts.id, renewals.subjectId))
    .leftJoin(assets, eq(assets.id, renewals.subjectId))
    .leftJoin(customers, eq(customers.id, renewals.customerId))
    .leftJoin(members, eq(members.id, renewals.ownerId))

/** One more than a page shows. */
export const listRenewals = (db: TenantDb, view: RenewalView, memberId: string, after: RenewalPlace | null) => {
  const by = view === 'mine' ? sql`coalesce(${renewals.followUpOn}, ${renewals.endsOn})` : sql`${renewals.endsOn}`
  const further = after ? sql`(${by}, ${renewals.id}) > (${after.on}, ${after.id})` : undefined
  return withSubject(db)
    .where(and(conditionOf(view, memberId), further))
    .orderBy(asc(by), asc(renewals.id))
    .limit(renewalPageSize + 1)
}
export type ListedRenewal = Awaited<ReturnType<typeof listRenewals>>[number]

function conditionOf(view: RenewalView, memberId: string): SQL | undefined {
  if (view === 'open') return inArray(renewals.stage, openStages)
  if (view === 'mine') return and(eq(renewals.ownerId, memberId), inArray(renewals.stage, openStages))
  return eq(renewals.stage, view)
}

/** How many in each stage, up to a limit that no page needs to pass. */
export const countRenewals = (db: TenantDb, memberId: string) =>
  db
    .select(
      Object.fromEntries(renewalViews.map((view) => [view, upTo(db, conditionOf(view, memberId))])) as Record<
        RenewalView,
        SQL<number>
      >,
    )
    .from(sql`(select 1)`)

const upTo = (db: TenantDb, condition: SQL | undefined) => {
  const some = db.select({ one: sql`1` }).from(renewals).where(condition).limit(1_000)
  return sql<number>`(select count(*) from ${some})`
}

export const findRenewal = (db: TenantDb, id: string) => withSubject(db).where(eq(renewals.id, id)).limit(1)

export const findRenewalByLink = (db: TenantDb, linkHash: string) =>
  withSubject(db).where(eq(renewals.linkHash, linkHash)).limit(1)

/** What was done for this customer in a year: of the machine, or of all that the contract's customer has. */
export const listServiceRecord = (db: TenantDb, linkHash: string, since: Date) =>
  db
    .select({
      number: serviceRequests.number,
      product: serviceRequests.product,
      serialNumber: serviceRequests.serialNumber,
      status: serviceRequests.status,
      receivedAt: serviceRequests.receivedAt,
      arrivedAt: serviceRequests.arrivedAt,
      resolvedAt: serviceRequests.resolvedAt,
    })
    .from(serviceRequests)
    .where(
      and(
        eq(
          serviceRequests.customerId,
          db.select({ id: renewals.customerId }).from(renewals).where(eq(renewals.linkHash, linkHash)),
        ),
        gte(serviceRequests.receivedAt, since),
        eq(serviceRequests.standing, 'accepted'),
      ),
    )
    .orderBy(desc(serviceRequests.receivedAt))
    .limit(30)

/** Who was told of this end, and what became of it. */
export const listRenewalNotices = (db: TenantDb, id: string) =>
  db
    .select({
      key: notices.key,
      channel: notices.channel,
      recipient: notices.recipient,
      recipientId: notices.recipientId,
      lead: notices.lead,
      state: notices.state,
      dueAt: notices.dueAt,
      sentAt: notices.sentAt,
    })
    .from(notices)
    .innerJoin(renewals, and(eq(renewals.subjectId, notices.subject), eq(renewals.endsOn, notices.endsOn)))
    .where(eq(renewals.id, id))
    .orderBy(asc(notices.dueAt))
    .limit(50)

export const listAssignableMembers = (db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name, role: members.role })
    .from(members)
    .where(isNull(members.disabledAt))
    .orderBy(asc(members.name))
    .limit(500)

/** `version` as it was loaded. */
export const writeRenewalMove = (db: TenantDb, { id, version }: Pick<Renewal, 'id' | 'version'>, move: RenewalMove) => {
  const { quoted, ...columns } = move
  return db
    .update(renewals)
    .set({
      ...columns,
      ...(quoted ? { quotedMinor: quoted.minor, currency: quoted.currency } : {}),
      version: version + 1,
    })
    .where(eq(renewals.id, id))
}

/** Of the year to come: how many warranties and contracts end in each month, and how many were renewed. */
export const countEndsByMonth = (db: TenantDb, from: Day, until: Day) =>
  db.all<{ month: string; kind: 'warranty' | 'contract' | 'renewed'; count: number }>(sql`
    select substr(ends_on, 1, 7) as month, 'contract' as kind, count(*) as count from contracts
      where removed_at is null and status in ('active', 'renewed') and ends_on between ${from} and ${until} group by 1
    union all
    select substr(warranty_ends_on, 1, 7), 'warranty', count(*) from assets
      where removed_at is null and status <> 'retired' and warranty_ends_on between ${from} and ${until} group by 1
    union all
    select substr(ends_on, 1, 7), 'renewed', count(*) from renewals
      where stage = 'renewed' and ends_on between ${from} and ${until} group by 1`)
