import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, instant, json, version } from '../columns.ts'

/** A contract ends by its day: `active` says only that nobody ended it before. */
export const contractStatuses = ['active', 'cancelled', 'renewed'] as const
export type ContractStatus = (typeof contractStatuses)[number]

/** A paid maintenance agreement. */
export const contracts = sqliteTable(
  'contracts',
  {
    id: id(),
    version: version(),
    /** As it stands on paper. */
    number: text('number').notNull(),
    customerId: text('customer_id').notNull(),
    title: text('title').notNull(),
    status: text('status', { enum: contractStatuses }).notNull().default('active'),
    startsOn: day('starts_on').notNull(),
    /** The last covered day. */
    endsOn: day('ends_on').notNull(),
    priceMinor: integer('price_minor'),
    currency: text('currency'),
    /** Visits included; null: as many as are needed. */
    visits: integer('visits'),
    visitsUsed: integer('visits_used').notNull().default(0),
    /** What it pays for. */
    covers: json<('labour' | 'parts' | 'travel')[]>('covers').notNull(),
    /** Causes that the contract itself leaves out. */
    excluded: json<string[]>('excluded').notNull().default([]),
    /** Every machine of the customer, also later ones. */
    coversAllAssets: flag('covers_all_assets').notNull().default(false),
    autoRenew: flag('auto_renew').notNull().default(false),
    /** Either side may end an automatic renewal until so many days before the end. */
    autoRenewNoticeDays: integer('auto_renew_notice_days'),
    previousContractId: text('previous_contract_id'),
    cancelledOn: day('cancelled_on'),
    cancelledBecause: text('cancelled_because'),
    ownerId: text('owner_id'),
    note: text('note'),
    noticesFrom: day('notices_from'),
    removedAt: instant('removed_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('contracts_number').on(table.number),
    index('contracts_by_customer').on(table.customerId, table.endsOn),
    index('contracts_by_end').on(table.removedAt, table.status, table.endsOn, table.id),
    index('contracts_by_day').on(table.removedAt, table.endsOn, table.id),
    index('contracts_by_previous').on(table.previousContractId),
    index('contracts_by_import').on(table.importId),
  ],
)
export type Contract = typeof contracts.$inferSelect

export const contractAssets = sqliteTable(
  'contract_assets',
  {
    contractId: text('contract_id').notNull(),
    assetId: text('asset_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.assetId] }),
    index('contract_assets_by_asset').on(table.assetId),
  ],
)
