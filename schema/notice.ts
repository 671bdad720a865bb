import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, json } from './columns.ts'

export const noticeStates = ['planned', 'sending', 'sent', 'failed', 'unknown', 'skipped'] as const
export type NoticeState = (typeof noticeStates)[number]

/** One message that must reach somebody once (domain.md › Notices). The same table in every database. */
export const notices = sqliteTable(
  'notices',
  {
    /** Hash of what makes it the same message; also its Message-ID at the provider. */
    key: text('key').primaryKey(),
    channel: text('channel', { enum: ['email'] }).notNull(),
    /** An address; in the control plane empty, and inside `sealed`. */
    recipient: text('recipient').notNull(),
    template: text('template').notNull(),
    lang: text('lang', { enum: ['zh-CN', 'en'] }).notNull(),
    data: json<Record<string, unknown>>('data').notNull(),
    /** Link secrets and what else must not lie open: AES-GCM, bound to tenant and key; erased once sent. */
    sealed: text('sealed'),
    /** What it speaks of: a service request, a member … */
    subject: text('subject').notNull(),
    state: text('state', { enum: noticeStates }).notNull().default('planned'),
    dueAt: instant('due_at').notNull(),
    leaseUntil: instant('lease_until'),
    attempt: integer('attempt').notNull().default(0),
    generation: integer('generation').notNull().default(1),
    providerId: text('provider_id'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [index('notices_by_state').on(table.state, table.dueAt), index('notices_by_subject').on(table.subject)],
)
export type Notice = typeof notices.$inferSelect
