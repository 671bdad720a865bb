import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Priority } from '#rules/service-request.ts'
import type { Cursor, ListView } from '#rules/service-request-list.ts'
import { members } from '#schema/tenant/member.ts'
import { isWaiting, serviceRequests as requests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

export const pageSize = 50

/** Counting stops here: "99+" says enough, and the count never grows with the table. */
export const countLimit = 100

const columns = {
  id: requests.id,
  number: requests.number,
  status: requests.status,
  standing: requests.standing,
  type: requests.type,
  priority: requests.priority,
  reporterName: requests.reporterName,
  product: requests.product,
  description: sql<string>`substr(${requests.description}, 1, 120)`,
  zone: requests.zone,
  assigneeId: requests.assigneeId,
  receivedAt: requests.receivedAt,
  unansweredSince: requests.unansweredSince,
  pausedSince: requests.pausedSince,
  resolvedAt: requests.resolvedAt,
  nextDueAt: requests.nextDueAt,
  nextDueKind: requests.nextDueKind,
}
export type ListedRequest = Awaited<ReturnType<typeof listServiceRequests>>[number]

export type Filter = { view: ListView; memberId: string; priority?: Priority | undefined; after?: Cursor | undefined }

/** One row more than a page shows, so that the page knows whether there is a next one. */
export const listServiceRequests = (db: TenantDb, filter: Filter) =>
  db
    .select(columns)
    .from(requests)
    .where(and(...conditionsOf(filter), afterCursor(filter)))
    .orderBy(...orderOf(filter.view))
    .limit(pageSize + 1)

/** The newest first; `match` is an FTS5 expression (rules/search-gram.ts). */
export const searchServiceRequests = (db: TenantDb, match: string, before: number | undefined) =>
  db
    .select(columns)
    .from(requests)
    .where(
      inArray(
        requests.number,
        sql`(select rowid from service_request_search where grams match ${match}
             and rowid < ${before ?? Number.MAX_SAFE_INTEGER} order by rowid desc limit ${pageSize + 1})`,
      ),
    )
    .orderBy(desc(requests.number))

/** How many wait in each view, up to `countLimit`. */
export const countViews = (db: TenantDb, memberId: string, now: Date) =>
  db
    .select({
      open: upTo(db, conditionsOf({ view: 'open', memberId })),
      late: upTo(db, [...conditionsOf({ view: 'open', memberId }), lt(requests.nextDueAt, now)]),
      mine: upTo(db, conditionsOf({ view: 'mine', memberId })),
      unassigned: upTo(db, conditionsOf({ view: 'unassigned', memberId })),
      waiting: upTo(db, conditionsOf({ view: 'waiting', memberId })),
      resolved: upTo(db, conditionsOf({ view: 'resolved', memberId })),
      held: upTo(db, conditionsOf({ view: 'held', memberId })),
    })
    .from(sql`(select 1)`)

export const listMemberNames = (db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name, role: members.role, disabledAt: members.disabledAt })
    .from(members)
    .orderBy(asc(members.name))
    .limit(500)

function upTo(db: TenantDb, conditions: (SQL | undefined)[]) {
  const some = db
    .select({ one: sql`1` })
    .from(requests)
    .where(and(...conditions))
    .limit(countLimit)
  return sql<number>`(select count(*) from ${some})`
}

function conditionsOf({ view, memberId, priority }: Omit<Filter, 'after'>): (SQL | undefined)[] {
  const open = [eq(requests.standing, 'accepted'), eq(requests.open, true)]
  const urgent = priority ? [eq(requests.priority, priority)] : []
  switch (view) {
    case 'open':
      return [...open, ...urgent]
    case 'mine':
      return [...open, eq(requests.assigneeId, memberId), ...urgent]
    case 'unassigned':
      return [...open, isNull(requests.assigneeId), ...urgent]
    case 'waiting':
      return [eq(requests.standing, 'accepted'), isWaiting(requests), ...urgent]
    case 'resolved':
      return [eq(requests.standing, 'accepted'), eq(requests.status, 'resolved'), ...urgent]
    case 'held':
      return [eq(requests.standing, 'held'), eq(requests.open, true)]
    case 'all':
      return [accepted, ...urgent]
  }
}

/** The plus hides the column from the planner, who would read and sort every request there ever was. */
const accepted = sql`+${requests.standing} = 'accepted'`

/** Above every id. */
const lastId = '~'

const orderOf = (view: ListView) => (view === 'all' ? [desc(requests.id)] : [asc(requests.nextDueAt), asc(requests.id)])

function afterCursor({ view, after }: Filter): SQL | undefined {
  if (view === 'all') return lt(requests.id, after?.id ?? lastId)
  if (!after) return undefined
  const at = new Date(after.at)
  return and(
    sql`${requests.nextDueAt} >= ${after.at}`,
    or(gt(requests.nextDueAt, at), and(lte(requests.nextDueAt, at), gt(requests.id, after.id))),
  )
}
