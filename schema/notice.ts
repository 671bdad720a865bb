import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { endNoticeKinds, type NoticeWhy, noticeChannels, noticeContents, noticeStates } from '#rules/notice.ts'
import { day, flag, instant, json } from './columns.ts'

/**
 * `message`: caused by somebody's act; `request`: so too, for the staff. The others are planned from the policy before an
 * end, or by the day's work.
 */
export const noticeKinds = ['message', 'request', ...endNoticeKinds, 'follow_up', 'alarm', 'digest'] as const

/** One message that must reach somebody once (domain.md › Notices). The same table in every database. */
export const notices = sqliteTable(
  'notices',
  {
    /** Hash of what makes it the same message; also its Message-ID at the provider. */
    key: text('key').primaryKey(),
    channel: text('channel', { enum: noticeChannels }).notNull(),
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
    kind: text('kind', { enum: noticeKinds }).notNull().default('message'),
    content: text('content', { enum: noticeContents }).notNull().default('service'),
    /** The tier's lead and the end it speaks of: with subject, kind, channel and recipient what makes it the same message. */
    lead: text('lead'),
    endsOn: day('ends_on'),
    /** Who it is for, whatever the address is today: `contact:…`, `member:…`, `channel:…`. */
    recipientId: text('recipient_id'),
    customerId: text('customer_id'),
    memberId: text('member_id'),
    /** The company's own way out; null: the platform's. */
    channelId: text('channel_id'),
    /** Which clause asks for it, and how its day came about. */
    why: json<NoticeWhy>('why'),
    isLate: flag('is_late').notNull().default(false),
    /** Why it was skipped, cancelled or held. */
    because: text('because'),
    digestKey: text('digest_key'),
    /** Who released, settled or held it. */
    settledBy: text('settled_by'),
  },
  (table) => [
    index('notices_by_state').on(table.state, table.dueAt),
    index('notices_by_subject').on(table.subject),
    index('notices_by_due').on(table.dueAt, table.key),
    index('notices_by_customer').on(table.customerId, table.dueAt),
    index('notices_by_digest').on(table.digestKey),
  ],
)
export type Notice = typeof notices.$inferSelect
