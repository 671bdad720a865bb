import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../columns.ts'

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the 256-bit id in the cookie; the id itself is stored nowhere. */
    id: text('id').primaryKey(),
    memberId: text('member_id').notNull(),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** Idle limit; moves on with use, never past `endsAt`. */
    expiresAt: instant('expires_at').notNull(),
    /** Absolute limit. */
    endsAt: instant('ends_at').notNull(),
    /** When a password or second factor was last given. */
    provedAt: instant('proved_at').notNull(),
    /** Browser and system in words, for the list of one's sessions. */
    device: text('device').notNull(),
  },
  (table) => [index('sessions_by_member').on(table.memberId), index('sessions_by_expiry').on(table.expiresAt)],
)
export type Session = typeof sessions.$inferSelect

export const linkPurposes = ['invitation', 'password_reset', 'email_verification', 'hand_over', 'sign_in_code'] as const

/** One-time links and codes, hashed at rest. */
export const links = sqliteTable(
  'links',
  {
    /** SHA-256 of the secret. */
    hash: text('hash').primaryKey(),
    id: text('id').notNull(),
    purpose: text('purpose', { enum: linkPurposes }).notNull(),
    memberId: text('member_id').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('links_by_member').on(table.memberId, table.purpose), index('links_by_expiry').on(table.expiresAt)],
)
export type Link = typeof links.$inferSelect
