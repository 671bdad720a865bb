import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { roles } from '#rules/role.ts'
import { id, instant, version } from '../columns.ts'

export const members = sqliteTable(
  'members',
  {
    id: id(),
    version: version(),
    name: text('name').notNull(),
    /** Lower case; what somebody signs in with. */
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    /** A position of the policy (technician, clerk …). */
    position: text('position'),
    lang: text('lang', { enum: ['zh-CN', 'en'] }).notNull(),
    passwordHash: text('password_hash'),
    emailVerifiedAt: instant('email_verified_at'),
    /** Sealed; null without a second factor. */
    totpSecret: text('totp_secret'),
    totpEnabledAt: instant('totp_enabled_at'),
    /** The last time step that was used: a code works once. */
    totpStep: integer('totp_step'),
    disabledAt: instant('disabled_at'),
    joinedAt: instant('joined_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('members_email').on(table.email)],
)
export type Member = typeof members.$inferSelect

export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    hash: text('hash').primaryKey(),
    memberId: text('member_id').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('recovery_codes_by_member').on(table.memberId)],
)
