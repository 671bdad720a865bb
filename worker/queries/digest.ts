import { and, asc, count, eq, gte, inArray, lte, ne, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { writeGuard } from './guard.ts'

const dayMs = 86_400_000

/**
 * What is due, was planned from the policy and was not tried yet: what may become one message with others. What was
 * planned before a restore is asked for at its provider under its own key.
 */
export const listDigestable = (db: TenantDb, now: Date, generation: number, limit: number) =>
  db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.state, 'planned'),
        lte(notices.dueAt, now),
        inArray(notices.kind, ['warranty_end', 'contract_end', 'auto_renewal', 'follow_up', 'request']),
        eq(notices.attempt, 0),
        gte(notices.generation, generation),
      ),
    )
    .orderBy(asc(notices.dueAt), asc(notices.key))
    .limit(limit)

/** How many each person was sent since then; a message that waited long was due some days before it left. */
export const countSentSince = (db: TenantDb, since: Date) =>
  db
    .select({ recipientId: sql<string>`${notices.recipientId}`, count: count() })
    .from(notices)
    .where(
      and(
        eq(notices.state, 'sent'),
        gte(notices.dueAt, new Date(since.getTime() - 7 * dayMs)),
        gte(notices.sentAt, since),
        ne(notices.kind, 'message'),
      ),
    )
    .groupBy(notices.recipientId)

export const listKnownKeys = (db: TenantDb, keys: readonly string[]) =>
  db
    .select({ key: notices.key })
    .from(notices)
    .where(inArray(notices.key, [...keys]))

/** All of them become the one, or none does: some other run may have taken one meanwhile, or this very key. */
export const writeDigested = (db: TenantDb, digest: typeof notices.$inferInsert, keys: readonly string[]) => [
  writeGuard(sql`(${waiting(db, keys)}) = ${keys.length}`),
  db
    .update(notices)
    .set({ state: 'digested', digestKey: digest.key })
    .where(inArray(notices.key, [...keys])),
  db.insert(notices).values(digest),
]

const waiting = (db: TenantDb, keys: readonly string[]) =>
  db
    .select({ count: count() })
    .from(notices)
    .where(and(inArray(notices.key, [...keys]), eq(notices.state, 'planned'), eq(notices.attempt, 0)))

/** What a digest says: settled with its lease. */
export const listDigestItems = (db: TenantDb, digestKey: string) =>
  db
    .select({ data: notices.data })
    .from(notices)
    .where(and(eq(notices.digestKey, digestKey), eq(notices.state, 'digested')))
    .orderBy(asc(notices.endsOn), asc(notices.key))
