import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import { type Notice, notices } from '#schema/notice.ts'
import type { Database } from '#tenants/scope.ts'

export type NewNotice = Pick<Notice, 'key' | 'recipient' | 'template' | 'lang' | 'data' | 'subject' | 'createdAt'> & {
  sealed?: string | null
  dueAt?: Date
  generation?: number
}

/** Plans one message in the batch of what causes it; the same key twice is one message. */
export const writeNotice = (db: Database, notice: NewNotice) =>
  db
    .insert(notices)
    .values({ ...notice, channel: 'email', dueAt: notice.dueAt ?? notice.createdAt })
    .onConflictDoNothing()

/** What may be sent or must be looked after: due and planned, or with a lease that ran out. */
export const listDueNotices = (db: Database, now: Date, limit: number) =>
  db
    .select()
    .from(notices)
    .where(
      or(
        and(eq(notices.state, 'planned'), lte(notices.dueAt, now)),
        and(eq(notices.state, 'sending'), lte(notices.leaseUntil, now)),
      ),
    )
    .orderBy(asc(notices.dueAt))
    .limit(limit)

/** Takes the lease only from the state that was seen; zero rows changed means that another run has it. */
export const writeLease = (db: Database, notice: Notice, leaseUntil: Date) =>
  db
    .update(notices)
    .set({ state: 'sending', leaseUntil, attempt: notice.attempt + 1 })
    .where(and(eq(notices.key, notice.key), eq(notices.state, notice.state), eq(notices.attempt, notice.attempt)))

export const writeNoticeOutcome = (
  db: Database,
  notice: { key: string; attempt: number },
  outcome: Pick<Notice, 'state'> & Partial<Pick<Notice, 'providerId' | 'failure' | 'sentAt' | 'dueAt' | 'sealed'>>,
) =>
  db
    .update(notices)
    .set({ ...outcome, leaseUntil: null })
    .where(and(eq(notices.key, notice.key), eq(notices.attempt, notice.attempt), eq(notices.state, 'sending')))

/** Only while its lease, seen run out, is still the same: may have been sent, so a person decides. */
export const writeParked = (db: Database, notice: Notice, failure: string) =>
  db
    .update(notices)
    .set({ state: 'unknown', failure, leaseUntil: null })
    .where(and(eq(notices.key, notice.key), eq(notices.state, notice.state), eq(notices.attempt, notice.attempt)))

export const findNotice = (db: Database, key: string) => db.select().from(notices).where(eq(notices.key, key)).limit(1)

/** What `sealed` is bound to: opened for this message of this owner only. The control plane's is `control-plane`. */
export const noticeBinding = (ownerId: string, key: string) => `notice ${ownerId} ${key}`

/** When a message next wants looking after; null when none waits. A running lease is left alone until it ends. */
export const findNextNoticeAt = (db: Database) =>
  db
    .select({ at: sql<number | null>`min(coalesce(${notices.leaseUntil}, ${notices.dueAt}))` })
    .from(notices)
    .where(inArray(notices.state, ['planned', 'sending']))
