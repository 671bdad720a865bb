import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, flag, id, instant, json, version } from '../columns.ts'

export const customerKinds = ['company', 'person'] as const

/** Who is served. Found by phone number when somebody calls. */
export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    version: version(),
    kind: text('kind', { enum: customerKinds }).notNull().default('person'),
    name: text('name').notNull(),
    /** What two spellings of one name share (rules/customer.ts). Null: nobody reckoned it. */
    nameKey: text('name_key'),
    /** Empty where only its contacts have a number. */
    phone: text('phone').notNull(),
    /** Digits with country code: what two spellings of one number share. */
    phoneKey: text('phone_key').notNull(),
    email: text('email'),
    address: text('address'),
    zone: text('zone'),
    tier: text('tier'),
    /** What messages are written in; null: the company's first language. */
    lang: text('lang', { enum: ['zh-CN', 'en'] }),
    /** The member who looks after this customer. */
    ownerId: text('owner_id'),
    note: text('note'),
    /** The customer that this one was merged into; it answers in its place. */
    mergedInto: text('merged_into'),
    archivedAt: instant('archived_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('customers_by_phone').on(table.phoneKey),
    index('customers_by_name').on(table.archivedAt, table.name, table.id),
    index('customers_by_tier').on(table.archivedAt, table.tier, table.name, table.id),
    index('customers_by_name_key').on(table.nameKey),
    index('customers_by_import').on(table.importId),
  ],
)
export type Customer = typeof customers.$inferSelect

/** The person to call. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: id(),
    customerId: text('customer_id').notNull(),
    name: text('name').notNull(),
    /** What the person is there: director, caretaker … */
    duty: text('duty'),
    phone: text('phone').notNull(),
    phoneKey: text('phone_key').notNull(),
    email: text('email'),
    lang: text('lang', { enum: ['zh-CN', 'en'] }),
    /** Gets the notices that go to the customer. */
    isNotified: flag('is_notified').notNull().default(true),
    removedAt: instant('removed_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('contacts_by_customer').on(table.customerId),
    index('contacts_by_phone').on(table.phoneKey),
    index('contacts_by_import').on(table.importId),
  ],
)
export type Contact = typeof contacts.$inferSelect

/** An address of a customer, which lies in a zone. */
export const sites = sqliteTable(
  'sites',
  {
    id: id(),
    customerId: text('customer_id').notNull(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    zone: text('zone'),
    /** Null: the company's own. */
    timeZone: text('time_zone'),
    removedAt: instant('removed_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('sites_by_customer').on(table.customerId), index('sites_by_import').on(table.importId)],
)
export type Site = typeof sites.$inferSelect

/** Two records of one customer made one: what moved, so that it can be moved back. */
export const customerMerges = sqliteTable(
  'customer_merges',
  {
    id: id(),
    keptId: text('kept_id').notNull(),
    mergedId: text('merged_id').notNull(),
    /** Ids by table. */
    moved: json<Record<string, string[]>>('moved').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    undoneAt: instant('undone_at'),
    /** The last day on which it can be undone. */
    undoUntil: day('undo_until').notNull(),
  },
  (table) => [index('customer_merges_by_kept').on(table.keptId, table.at)],
)
export type CustomerMerge = typeof customerMerges.$inferSelect
