import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, instant } from '../columns.ts'

const addressChannels = ['email', 'sms'] as const

/** Leave to send commercial content, with its proof (R-MS-1, R-MS-3). */
export const consents = sqliteTable(
  'consents',
  {
    id: id(),
    channel: text('channel', { enum: addressChannels }).notNull(),
    /** A lower-case e-mail address or a phone key. */
    address: text('address').notNull(),
    customerId: text('customer_id'),
    grantedAt: instant('granted_at').notNull(),
    /** How it was given: a form, a signature, a call. */
    source: text('source').notNull(),
    by: text('by').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    index('consents_by_address').on(table.channel, table.address),
    index('consents_by_customer').on(table.customerId),
  ],
)
export type Consent = typeof consents.$inferSelect

export const suppressionReasons = ['unsubscribed', 'opted_out', 'bounced', 'refused', 'complained', 'by_hand'] as const

/** Addresses that get nothing more: of commercial content, or of anything at all. */
export const suppressions = sqliteTable(
  'suppressions',
  {
    channel: text('channel', { enum: addressChannels }).notNull(),
    address: text('address').notNull(),
    scope: text('scope', { enum: ['commercial', 'all'] }).notNull(),
    reason: text('reason', { enum: suppressionReasons }).notNull(),
    detail: text('detail'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.address, table.scope] })],
)
export type Suppression = typeof suppressions.$inferSelect
