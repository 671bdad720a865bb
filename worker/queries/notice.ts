import { and, asc, eq, inArray, lte, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type Notice, notices } from '#schema/notice.ts'
import { preparedInsert } from '#tenants/prepared-insert.ts'
import type { Database } from '#tenants/scope.ts'

type Told = 'key' | 'recipient' | 'template' | 'lang' | 'data' | 'subject' | 'createdAt'
export type NewNotice = Pick<Notice, Told> & Partial<Omit<Notice, Told | 'attempt' | 'leaseUntil'>>

/** Plans one message in the batch of what causes it; the same key twice is one message. */
export const writeNotice = (db: Database, notice: NewNotice) =>
  insertNotice(db, { channel: 'email', ...notice, dueAt: notice.dueAt ?? notice.createdAt })

const insertNotice = preparedInsert(notices, { onConflict: 'nothing' })

/**
 * As `writeNotice`; one that was cancelled, because a date had moved, stands again: only what has not left is cancelled.
 * The attempts stay counted, and one that was planned before a restore is still one that may have gone out.
 */
export const writeNoticeAgain = (db: Database, notice: NewNotice) => {
  const { state = 'planned', dueAt = notice.createdAt, generation = 1, why = null, isLate = false } = notice
  const { recipient, lang, data, content = 'service' } = notice
  const again = { state, dueAt, recipient, lang, data, content, why, isLate, because: null, failure: null }
  return db
    .insert(notices)
    .values({ channel: 'email', ...notice, state, dueAt, generation })
    .onConflictDoUpdate({
      target: notices.key,
      set: { ...again, digestKey: null, generation: sql`min(${notices.generation}, ${generation})` },
      setWhere: eq(notices.state, 'cancelled'),
    })
}

/** By which a notice goes: a way of the company's own, or the platform's for its channel. */
const wayOf = sql<string>`coalesce(${notices.channelId}, ${notices.channel})`

/** What may be sent or must be looked after: due and planned, or with a lease that ran out. `without`: ways that fail now. */
export const listDueNotices = (db: Database, now: Date, limit: number, without: readonly string[] = []) =>
  db
    .select()
    .from(notices)
    .where(
      and(
        or(
          and(eq(notices.state, 'planned'), lte(notices.dueAt, now)),
          and(eq(notices.state, 'sending'), lte(notices.leaseUntil, now)),
        ),
        without.length > 0 ? notInArray(wayOf, [...without]) : undefined,
      ),
    )
    .orderBy(asc(notices.dueAt))
    .limit(limit)

/** Takes the lease only from the state that was seen; zero rows changed means that another run has it. */
export const writeLease = (db: Database, seen: Notice, { provided, ...lease }: Lease) =>
  db
    .update(notices)
    .set({ state: 'sending', ...lease, attempt: seen.attempt + 1 })
    .where(and(asSeen(seen), provided))
/** `provided`: what must still hold inside the statement, or nothing of it is sent. */
type Lease = Pick<Notice, 'recipient' | 'dueAt' | 'leaseUntil' | 'generation'> & { provided?: SQL | undefined }

/** It stopped being true or allowed before it left. */
export const writeRetired = (db: Database, seen: Notice, because: string) =>
  db.update(notices).set({ state: 'cancelled', because, leaseUntil: null, sealed: null }).where(asSeen(seen))

const asSeen = ({ key, state, attempt }: Notice) =>
  and(eq(notices.key, key), eq(notices.state, state), eq(notices.attempt, attempt))

export const writeNoticeOutcome = (
  db: Database,
  notice: { key: string; attempt: number },
  outcome: Pick<Notice, 'state'> &
    Partial<Pick<Notice, 'providerId' | 'failure' | 'sentAt' | 'dueAt' | 'sealed' | 'leaseUntil'>>,
) =>
  db
    .update(notices)
    .set({ leaseUntil: null, ...outcome })
    .where(and(eq(notices.key, notice.key), eq(notices.attempt, notice.attempt), eq(notices.state, 'sending')))

/** Only while its lease, seen run out, is still the same: may have been sent, so a person decides. */
export const writeParked = (db: Database, notice: Notice, failure: string) =>
  db.update(notices).set({ state: 'unknown', failure, leaseUntil: null }).where(asSeen(notice))

/** Seen, and looked after some time later: its provider did not answer, or its way out is full for this minute. */
export const writePostponed = (db: Database, notice: Notice, until: Date, failure: string | null) =>
  db
    .update(notices)
    .set(notice.state === 'sending' ? { leaseUntil: until, failure } : { dueAt: until, failure })
    .where(asSeen(notice))

export const findNotice = (db: Database, key: string) => db.select().from(notices).where(eq(notices.key, key)).limit(1)

/** What `sealed` is bound to: opened for this message of this owner only. The control plane's is `control-plane`. */
export const noticeBinding = (ownerId: string, key: string) => `notice ${ownerId} ${key}`

/** When a message next wants looking after; null when none waits. A running lease is left alone until it ends. */
export const findNextNoticeAt = (db: Database) =>
  db
    .select({ at: sql<number | null>`min(coalesce(${notices.leaseUntil}, ${notices.dueAt}))` })
    .from(notices)
    .where(inArray(notices.state, ['planned', 'sending']))
