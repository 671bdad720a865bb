import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { channelProviders } from '#rules/channel.ts'
import { id, instant, json, version } from '../columns.ts'

/** A way out that the company set up: its mail server, its text messages, a group robot, a webhook. */
export const channels = sqliteTable(
  'channels',
  {
    id: id(),
    version: version(),
    provider: text('provider', { enum: channelProviders }).notNull(),
    name: text('name').notNull(),
    /** What may be shown again: host, port, sender, template ids … */
    settings: json<Record<string, unknown>>('settings').notNull(),
    /** Passwords, keys, addresses with a token in them: AES-GCM, bound to tenant and channel; never shown again. */
    sealed: text('sealed'),
    /** Which kinds of message go there; empty: all of its kind. */
    topics: json<string[]>('topics').notNull(),
    perMinute: integer('per_minute').notNull(),
    /** The minute that is being counted, and what was sent in it. */
    countedMinute: integer('counted_minute').notNull().default(0),
    countedMessages: integer('counted_messages').notNull().default(0),
    failuresInARow: integer('failures_in_a_row').notNull().default(0),
    failingSince: instant('failing_since'),
    lastFailure: text('last_failure'),
    lastSentAt: instant('last_sent_at'),
    disabledAt: instant('disabled_at'),
    disabledBecause: text('disabled_because', { enum: ['failing', 'by_hand'] }),
    removedAt: instant('removed_at'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** SHA-256 of the secret in the address at which its provider tells us what came of a message. */
    feedbackHash: text('feedback_hash'),
    feedbackMadeAt: instant('feedback_made_at'),
    /** When something that was the provider's own came in last. */
    feedbackAt: instant('feedback_at'),
  },
  (table) => [
    index('channels_in_use').on(table.removedAt, table.provider),
    index('channels_by_feedback').on(table.feedbackHash),
  ],
)
export type Channel = typeof channels.$inferSelect

/** A member's calendar address. Whoever has the link reads the calendar until it is revoked. */
export const calendarFeeds = sqliteTable(
  'calendar_feeds',
  {
    /** SHA-256 of the secret in the address. */
    hash: text('hash').primaryKey(),
    id: text('id').notNull(),
    memberId: text('member_id').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('calendar_feeds_by_member').on(table.memberId)],
)
