import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { MailNewsKind } from '#rules/feedback.ts'
import { notices } from '#schema/notice.ts'
import { channels } from '#schema/tenant/channel.ts'
import { events } from '#schema/tenant/event.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { findNotice } from './notice.ts'

/** Whose address it is, also of one that is switched off: what it sent before still comes back. */
export const findFeedbackChannel = (db: TenantDb, hash: string) =>
  db
    .select()
    .from(channels)
    .where(and(eq(channels.feedbackHash, hash), isNull(channels.removedAt)))
    .limit(1)

/** Everything that one message from a provider is judged by, for one round trip. */
export const feedbackQueries = (db: TenantDb, hash: string, key: string, subjects: readonly string[]) =>
  [
    findFeedbackChannel(db, hash),
    findNotice(db, key),
    db
      .select({ subject: events.subject })
      .from(events)
      .where(inArray(events.subject, [...subjects])),
  ] as const

/** What became of a mail after it had been taken. A later word does not make an undelivered one a delivered one. */
export const writeReported = (db: TenantDb, key: string, kind: MailNewsKind, failure: string) =>
  db
    .update(notices)
    .set({ failure, ...(kind === 'bounced' || kind === 'undelivered' ? { state: 'failed' as const } : {}) })
    .where(
      and(eq(notices.key, key), eq(notices.state, 'sent'), kind === 'delayed' ? isNull(notices.failure) : undefined),
    )

const hourMs = 3_600_000

/** So that whoever sets it up sees that something arrives; a busy provider writes it once an hour. */
export const writeFeedbackHeard = (db: TenantDb, id: string, now: Date) =>
  db
    .update(channels)
    .set({ feedbackAt: now })
    .where(
      and(
        eq(channels.id, id),
        or(isNull(channels.feedbackAt), lt(channels.feedbackAt, new Date(now.getTime() - hourMs))),
      ),
    )
