import { sql } from 'drizzle-orm'
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, instant, json, version } from '../columns.ts'

/** A part with a warranty term of its own: `scope` is the line of the policy that it falls under. */
export type ProductComponent = { key: string; name: string; scope: string }

/** A model that the company sells. */
export const products = sqliteTable(
  'products',
  {
    id: id(),
    version: version(),
    name: text('name').notNull(),
    model: text('model'),
    /** Upper case without spaces: what two spellings of one model share. */
    modelKey: text('model_key').notNull(),
    /** The line of the warranty clause that it falls under (`product`, `system` …). */
    warrantyScope: text('warranty_scope').notNull().default('product'),
    /** What the law asks a minimum term for: `appliance`, `phone`, `computer` … */
    category: text('category'),
    /** Sold to consumers: their statutory rights are shown and held. */
    isConsumerGoods: flag('is_consumer_goods').notNull().default(false),
    components: json<ProductComponent[]>('components').notNull(),
    archivedAt: instant('archived_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('products_model').on(table.modelKey).where(sql`${table.archivedAt} is null`),
    index('products_by_name').on(table.archivedAt, table.name, table.id),
    index('products_by_import').on(table.importId),
  ],
)
export type Product = typeof products.$inferSelect
