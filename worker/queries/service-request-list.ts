import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Priority } from '#rules/service-request.ts'
import type { Cursor, ListView } from '#rules/service-request-list.ts'
import { members } from '#schema/tenant/member.ts'
import { isWaiting, serviceRequests as requests } from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'

export const pageSize = 50

/** Counting stops here: "99+" says enough, and the count never grows with the table. */
export const countLimit = 100

/** What a row shows, no more: a page has fifty of them. */
const columns = {
  id: requests.id,
  number: requests.number,
  status: requests.status,
  standing: requests.standing,
  heldBecause: requests.heldBecause,
  type: requests.type,
  priority: requests.priority,
  reporterName: requests.reporterName,
  product: requests.product,
  description: sql<string>`substr(${requests.description}, 1, 120)`,
  assigneeId: requests.assigneeId,
  receivedAt: requests.receivedAt,
  unansweredSince: requests.unansweredSince,
  pausedSince: requests.pausedSince,
  nextDueAt: requests.nextDueAt,
  nextDueKind: requests.nextDueKind,
  coverage: requests.coverage,
  coverageOverriddenBy: requests.coverageOverriddenBy,
}

export type Filter = { view: ListView; memberId: string; priority?: Priority | undefined; after?: Cursor | undefined }

/** One row more than a page shows, so that the page knows whether there is a next one. */
export function listServiceRequests(db: TenantDb, { view, memberId, priority, after }: Filter) {
  const shape = { view, hasPriority: Boolean(priority), isFurther: Boolean(after) }
  const name = JSON.stringify(shape)
  const page = pages.get(name) ?? pageOf(shape)
  pages.set(name, page)
  return page(db, { memberId, priority, at: after?.at, id: after?.id ?? lastId })
}

/** Above every id. */
const lastId = '~'

type Shape = { view: ListView; hasPriority: boolean; isFurther: boolean }
type Asked = Gaps<{ memberId: string; priority: Priority | undefined; at: number | undefined; id: string }>

/** By shape: what is asked for changes the text, whom it is asked for does not. */
const pages = new Map<string, ReturnType<typeof pageOf>>()

const pageOf = ({ view, hasPriority, isFurther }: Shape) =>
  prepared((db: TenantDb, { memberId, priority, at, id }: Asked) =>
    db
      .select(columns)
      .from(requests)
      .where(
        and(
          ...conditionsOf(view, memberId),
          hasPriority && view !== 'held' ? eq(requests.priority, priority) : undefined,
          isFurther || view === 'all' ? beyond(view, { at, id }) : undefined,
        ),
      )
      .orderBy(...(view === 'all' ? [desc(requests.id)] : [asc(requests.nextDueAt), asc(requests.id)]))
      .limit(pageSize + 1),
  )

/** The newest first; `match` is an FTS5 expression (rules/search-gram.ts). */
export const searchServiceRequests = (db: TenantDb, match: string, before: number | undefined) =>
  findMatching(db, { match, before: before ?? Number.MAX_SAFE_INTEGER })

const findMatching = prepared((db: TenantDb, { match, before }: Gaps<{ match: string; before: number }>) =>
  db
    .select(columns)
    .from(requests)
    .where(
      inArray(
        requests.number,
        sql`(select rowid from service_request_search where grams match ${match}
             and rowid < ${before} order by rowid desc limit ${pageSize + 1})`,
      ),
    )
    .orderBy(desc(requests.number)),
)

/** How many wait in each view, up to `countLimit`. */
export const countViews = prepared((db: TenantDb, { memberId, now }: Gaps<{ memberId: string; now: Date }>) => {
  const upTo = countLimited(db)
  return db
    .select({
      open: upTo(conditionsOf('open', memberId)),
      late: upTo([...conditionsOf('open', memberId), lt(requests.nextDueAt, now)]),
      mine: upTo(conditionsOf('mine', memberId)),
      unassigned: upTo(conditionsOf('unassigned', memberId)),
      waiting: upTo(conditionsOf('waiting', memberId)),
      resolved: upTo(conditionsOf('resolved', memberId)),
      held: upTo(conditionsOf('held', memberId)),
    })
    .from(sql`(select 1)`)
})

export const listMemberNames = prepared((db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name, role: members.role, disabledAt: members.disabledAt })
    .from(members)
    .orderBy(asc(members.name))
    .limit(500),
)

const countLimited = (db: TenantDb) => (conditions: (SQL | undefined)[]) => {
  const some = db
    .select({ one: sql`1` })
    .from(requests)
    .where(and(...conditions))
    .limit(countLimit)
  return sql<number>`(select count(*) from ${some})`
}

function conditionsOf(view: ListView, memberId: SQLWrapper): (SQL | undefined)[] {
  const accepted = eq(requests.standing, 'accepted')
  switch (view) {
    case 'open':
      return [accepted, eq(requests.open, true)]
    case 'mine':
      return [accepted, eq(requests.open, true), eq(requests.assigneeId, memberId)]
    case 'unassigned':
      return [accepted, eq(requests.open, true), isNull(requests.assigneeId)]
    case 'waiting':
      return [accepted, isWaiting(requests)]
    case 'resolved':
      return [accepted, eq(requests.status, 'resolved')]
    case 'held':
      return [eq(requests.standing, 'held'), eq(requests.open, true)]
    case 'all':
      return [acceptedOfAll]
  }
}

/** The plus hides the column from the planner, who would read and sort every request there ever was. */
const acceptedOfAll = sql`+${requests.standing} = 'accepted'`

/** Behind a row's place in the view's order. */
function beyond(view: ListView, { at, id }: Record<'at' | 'id', SQLWrapper>): SQL | undefined {
  if (view === 'all') return lt(requests.id, id)
  return and(
    sql`${requests.nextDueAt} >= ${at}`,
    or(gt(requests.nextDueAt, at), and(lte(requests.nextDueAt, at), gt(requests.id, id))),
  )
}
