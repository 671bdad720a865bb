import { and, asc, desc, eq, gte, inArray, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Day, dayMs } from '#rules/day.ts'
import type { NoticeState } from '#rules/notice.ts'
import { type Notice, notices } from '#schema/notice.ts'
import { channels } from '#schema/tenant/channel.ts'
import { members } from '#schema/tenant/member.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

export const ledgerPage = 50
/** The last one of the page before. */
export type LedgerPlace = { at: number; key: string }
export type LedgerFilter = NoticeState | 'all' | 'attention'

const listed = {
  key: notices.key,
  kind: notices.kind,
  channel: notices.channel,
  recipient: notices.recipient,
  template: notices.template,
  data: notices.data,
  state: notices.state,
  because: notices.because,
  dueAt: notices.dueAt,
  sentAt: notices.sentAt,
  isLate: notices.isLate,
  wayName: channels.name,
  requestNumber: sql<number | null>`(select r.number from service_requests r where r.id = ${notices.subject})`,
}

const ledger = (db: TenantDb) => db.select(listed).from(notices).leftJoin(channels, eq(channels.id, notices.channelId))

/** Newest first, one more than a page. In one state, the index has them by time and then as they were written. */
export function listLedger(db: TenantDb, filter: LedgerFilter, after: LedgerPlace | null, now: Date) {
  if (filter === 'attention') return listAttention(db, after, now)
  const page =
    filter === 'all'
      ? ledger(db)
          .where(isAfter(after ?? latest))
          .orderBy(desc(notices.dueAt), desc(notices.key))
      : ledger(db)
          .where(and(eq(notices.state, filter), after ? isAfterInState(after) : undefined))
          .orderBy(desc(notices.dueAt), desc(rowId))
  return page.limit(ledgerPage + 1)
}
export type ListedNotice = Awaited<ReturnType<typeof listLedger>>[number]

/** Nothing is due later; with it, the index is searched and not walked through. */
const latest: LedgerPlace = { at: 8_640_000_000_000_000, key: '' }
const rowId = sql`${notices}.rowid`
const isAfter = ({ at, key }: LedgerPlace) => sql`(${notices.dueAt}, ${notices.key}) < (${at}, ${key})`
const isAfterInState = ({ at, key }: LedgerPlace) =>
  sql`(${notices.dueAt}, ${rowId}) < (${at}, coalesce((select n.rowid from notices n where n.key = ${key}), 0))`

/** What failed longer ago than this waits for nobody any more. */
const attentionMs = 30 * dayMs

/** Some of each state, by its index, and then the newest of both. */
function listAttention(db: TenantDb, after: LedgerPlace | null, now: Date) {
  const some = (state: SQL | undefined) =>
    db
      .select({ key: notices.key })
      .from(notices)
      .where(and(state, after ? isAfter(after) : undefined))
      .orderBy(desc(notices.dueAt))
      .limit(mostAttention)
  return ledger(db)
    .where(or(inArray(notices.key, some(eq(notices.state, 'unknown'))), inArray(notices.key, some(failedLately(now)))))
    .orderBy(desc(notices.dueAt), desc(notices.key))
    .limit(ledgerPage + 1)
}

const mostAttention = 500
const failedLately = (now: Date) =>
  and(eq(notices.state, 'failed'), gte(notices.dueAt, new Date(now.getTime() - attentionMs)))

/** How many wait for a person; no page needs to tell more than some hundreds apart. */
export const countAttention = (db: TenantDb, now: Date) => {
  const upTo = (condition: SQL | undefined) =>
    sql<number>`(select count(*) from ${db.select({ one: sql`1` }).from(notices).where(condition).limit(mostAttention)})`
  return db
    .select({
      count: sql<number>`${upTo(eq(notices.state, 'unknown'))} + ${upTo(failedLately(now))}`,
    })
    .from(sql`(select 1)`)
}

const settler = alias(members, 'settler')

/** One of them with what a page tells beside it. */
export const findLedgerNotice = (db: TenantDb, key: string) =>
  db
    .select({
      notice: notices,
      wayName: channels.name,
      settledBy: settler.name,
      renewalId: renewals.id,
      requestNumber: serviceRequests.number,
    })
    .from(notices)
    .leftJoin(channels, eq(channels.id, notices.channelId))
    .leftJoin(settler, eq(settler.id, notices.settledBy))
    .leftJoin(renewals, and(eq(renewals.subjectId, notices.subject), eq(renewals.endsOn, notices.endsOn)))
    .leftJoin(
      serviceRequests,
      and(inArray(notices.kind, ['message', 'request']), eq(serviceRequests.id, notices.subject)),
    )
    .where(eq(notices.key, key))
    .limit(1)
export type LedgerNotice = Awaited<ReturnType<typeof findLedgerNotice>>[number]

const mostInDigest = 60

/** What went out together in this one. */
export const listInDigest = (db: TenantDb, digestKey: string) =>
  ledger(db).where(eq(notices.digestKey, digestKey)).orderBy(asc(notices.dueAt), asc(notices.key)).limit(mostInDigest)

/** Which contract or machine a message speaks of. */
export const subjectOfNotice = (key: string) => sql`(select subject from notices where key = ${key})`

const mostWaiting = 200

/** Rows that wait for their time, or for a person; what somebody's act caused goes by itself. */
export const listWaiting = (db: TenantDb, state: 'planned' | 'held', until: Date) =>
  db
    .select({ notice: notices, wayName: channels.name })
    .from(notices)
    .leftJoin(channels, eq(channels.id, notices.channelId))
    .where(and(eq(notices.state, state), lte(notices.dueAt, until), notInArray(notices.kind, ['message', 'request'])))
    .orderBy(asc(notices.dueAt))
    .limit(mostWaiting)
export type WaitingNotice = Awaited<ReturnType<typeof listWaiting>>[number]

const mostSkipped = 100

/** The newest of what was not sent and could still be: the end that it speaks of is to come. */
export const listSkipped = (db: TenantDb, today: Day) => {
  const newest = db
    .select({ key: sql<string>`${notices.key}` })
    .from(notices)
    .where(eq(notices.state, 'skipped'))
    .orderBy(desc(notices.dueAt))
    .limit(mostSkipped)
  return db
    .select({ notice: notices, wayName: channels.name })
    .from(notices)
    .leftJoin(channels, eq(channels.id, notices.channelId))
    .where(and(inArray(notices.key, newest), gte(notices.endsOn, today)))
    .orderBy(asc(notices.dueAt))
}

/** Those skipped because they were due before the go-live day, and could still be sent; the earliest first. */
export const listSkippedBefore = (db: TenantDb, today: Day, limit: number) =>
  db
    .select()
    .from(notices)
    .where(and(eq(notices.state, 'skipped'), eq(notices.because, 'before_go_live'), gte(notices.endsOn, today)))
    .orderBy(asc(notices.dueAt))
    .limit(limit)

/** How many are skipped because they were due before the go-live day, and could still be sent. */
export const countSkippedBefore = (db: TenantDb) => {
  const before = and(eq(notices.state, 'skipped'), eq(notices.because, 'before_go_live'))
  const some = db.select({ one: sql`1` }).from(notices).where(before).limit(mostCounted)
  return db.select({ count: sql<number>`(select count(*) from ${some})` }).from(sql`(select 1)`)
}

const mostCounted = 1_000

/** Still as it was seen; for the batch that changes it. */
export const isAsSeen = (db: TenantDb, { key, state, attempt }: Pick<Notice, 'key' | 'state' | 'attempt'>) => {
  const same = and(eq(notices.key, key), eq(notices.state, state), eq(notices.attempt, attempt))
  return sql`exists ${db.select({ key: notices.key }).from(notices).where(same)}`
}

/** There is no row that says what became of it. */
export const isUnwritten = (db: TenantDb, key: string) => {
  const standing = and(eq(notices.key, key), ne(notices.state, 'cancelled'))
  return sql`not exists ${db.select({ key: notices.key }).from(notices).where(standing)}`
}

export const writeHandled = (
  db: TenantDb,
  key: string,
  columns: Partial<Pick<Notice, 'state' | 'dueAt' | 'isLate' | 'data' | 'sentAt' | 'sealed' | 'generation'>> & {
    settledBy: string
  },
) =>
  db
    .update(notices)
    .set({ leaseUntil: null, because: null, ...columns })
    .where(eq(notices.key, key))
