import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant } from '../columns.ts'

/** A customer's picture. Without a request it belongs to a draft of the form and is deleted after a day. */
export const photos = sqliteTable(
  'photos',
  {
    id: id(),
    draftId: text('draft_id'),
    requestId: text('request_id'),
    messageId: text('message_id'),
    /** Random; says nothing of the picture or its name. */
    key: text('key').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp'] }).notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
  },
  (table) => [
    uniqueIndex('photos_key').on(table.key),
    index('photos_by_draft').on(table.draftId),
    index('photos_by_request').on(table.requestId),
    index('photos_by_expiry').on(table.expiresAt),
  ],
)
export type Photo = typeof photos.$inferSelect
