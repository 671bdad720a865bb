import { and, asc, count, eq, gte, inArray, lte, ne, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { isStillTrue } from './end-notice.ts'
import { writeGuard } from './guard.ts'

const dayMs = 86_400_000

/** What is due, was planned from the policy and was not tried yet: what may become one message with others. */
export const listDigestable = (db: TenantDb, now: Date, limit: number) =>
  db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.state, 'planned'),
        lte(notices.dueAt, now),
        inArray(notices.kind, ['warranty_end', 'contract_end', 'auto_renewal', 'follow_up']),
        eq(notices.attempt, 0),
      ),
    )
    .orderBy(asc(notices.dueAt))
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

/** All of them become the one, or none does: some other run may have taken one meanwhile. */
export const writeDigested = (db: TenantDb, digestKey: string, keys: readonly string[]) => [
  writeGuard(sql`(${waiting(db, keys)}) = ${keys.length}`),
  db
    .update(notices)
    .set({ state: 'digested', digestKey })
    .where(inArray(notices.key, [...keys])),
]

const waiting = (db: TenantDb, keys: readonly string[]) =>
  db
    .select({ count: count() })
    .from(notices)
    .where(and(inArray(notices.key, [...keys]), eq(notices.state, 'planned'), eq(notices.attempt, 0)))

/** What a digest says at the moment it leaves: nothing that was cancelled or has moved since. */
export const listDigestItems = (db: TenantDb, digestKey: string) =>
  db
    .select({ data: notices.data })
    .from(notices)
    .where(and(eq(notices.digestKey, digestKey), eq(notices.state, 'digested'), isStillTrue()))
    .orderBy(asc(notices.endsOn), asc(notices.key))
