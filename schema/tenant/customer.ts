import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, instant, version } from '../columns.ts'

/** Who is served. Found by phone number when somebody calls. */
export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    version: version(),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    /** Digits with country code: what two spellings of one number share. */
    phoneKey: text('phone_key').notNull(),
    email: text('email'),
    address: text('address'),
    zone: text('zone'),
    tier: text('tier'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('customers_by_phone').on(table.phoneKey)],
)
export type Customer = typeof customers.$inferSelect
