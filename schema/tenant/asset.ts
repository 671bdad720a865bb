import { type SQLWrapper, sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, instant, version } from '../columns.ts'

export const assetStatuses = ['in_use', 'in_repair', 'spare', 'retired'] as const
export type AssetStatus = (typeof assetStatuses)[number]

/** One machine at a customer. */
export const assets = sqliteTable(
  'assets',
  {
    id: id(),
    version: version(),
    customerId: text('customer_id').notNull(),
    siteId: text('site_id'),
    productId: text('product_id'),
    /** As the company writes it; the product's name where there is one. */
    name: text('name').notNull(),
    serialNumber: text('serial_number'),
    /** Upper case, no spaces or dashes: what two spellings of one serial number share. */
    serialKey: text('serial_key'),
    parentAssetId: text('parent_asset_id'),
    status: text('status', { enum: assetStatuses }).notNull().default('in_use'),
    manufacturedOn: day('manufactured_on'),
    invoiceOn: day('invoice_on'),
    deliveredOn: day('delivered_on'),
    installedOn: day('installed_on'),
    commissionedOn: day('commissioned_on'),
    acceptedOn: day('accepted_on'),
    /** The company put it up itself: its term starts with the installation (R-CP-6). */
    installedByUs: flag('installed_by_us').notNull().default(false),
    /** A term agreed for this machine; it beats the policy's where it is longer. */
    agreedMonths: integer('agreed_months'),
    /** The machine that this one replaced. */
    replacesAssetId: text('replaces_asset_id'),
    /** The last covered day of the whole machine as last computed; null where no start is known. */
    warrantyEndsOn: day('warranty_ends_on'),
    warrantyDecisionId: text('warranty_decision_id'),
    /** What ended or fell due before this day is shown and not announced. */
    noticesFrom: day('notices_from'),
    /** SHA-256 of the secret in its label's link. */
    labelHash: text('label_hash'),
    note: text('note'),
    removedAt: instant('removed_at'),
    importId: text('import_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('assets_serial').on(table.serialKey).where(sql`${table.removedAt} is null`),
    uniqueIndex('assets_label').on(table.labelHash),
    index('assets_by_customer').on(table.customerId, table.id),
    index('assets_by_warranty_end').on(table.removedAt, table.warrantyEndsOn, table.id),
    index('assets_by_product').on(table.productId, table.id),
    index('assets_by_parent').on(table.parentAssetId),
    index('assets_by_import').on(table.importId),
    index('assets_by_name').on(table.removedAt, table.name, table.id),
    index('assets_by_replaced').on(table.replacesAssetId),
    index('assets_undecided').on(table.id).where(isUndecided(table)),
    index('assets_retired').on(table.name, table.id).where(isRetired(table)),
  ],
)
/** Its warranty end is still to be reckoned, or to be reckoned again. Written out: a partial index asks for the same words. */
export function isUndecided({ removedAt, warrantyDecisionId }: Record<'removedAt' | 'warrantyDecisionId', SQLWrapper>) {
  return sql`${warrantyDecisionId} is null and ${removedAt} is null`
}
/** Out of use for good, and not entered by mistake. */
export function isRetired({ removedAt, status }: Record<'removedAt' | 'status', SQLWrapper>) {
  return sql`${status} = 'retired' and ${removedAt} is null`
}
export type Asset = typeof assets.$inferSelect

/** A stay in repair or an exchange, as the term counts it. */
export const assetRepairs = sqliteTable(
  'asset_repairs',
  {
    id: id(),
    assetId: text('asset_id').notNull(),
    requestId: text('request_id'),
    /** A component's key; null: the whole machine. */
    component: text('component'),
    kind: text('kind', { enum: ['repair', 'replacement'] }).notNull(),
    /** What was wrong, as faults are told apart. */
    fault: text('fault'),
    /** Handed in, both days counted (K11). */
    fromOn: day('from_on').notNull(),
    /** Returned; null while it is away. */
    untilOn: day('until_on'),
    note: text('note'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (table) => [
    index('asset_repairs_by_asset').on(table.assetId, table.fromOn),
    index('asset_repairs_away').on(table.assetId).where(isAway(table)),
  ],
)
/** Handed in and not given back: its term grows by the day. */
export const isAway = ({ kind, untilOn }: Record<'kind' | 'untilOn', SQLWrapper>) =>
  sql`${untilOn} is null and ${kind} = 'repair'`
export type AssetRepair = typeof assetRepairs.$inferSelect

/** What a counter of hours, kilometres or pieces showed at the end of a day. */
export const assetReadings = sqliteTable(
  'asset_readings',
  {
    id: id(),
    assetId: text('asset_id').notNull(),
    on: day('on_day').notNull(),
    unit: text('unit').notNull(),
    amount: integer('amount').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (table) => [uniqueIndex('asset_readings_once').on(table.assetId, table.unit, table.on)],
)
export type AssetReading = typeof assetReadings.$inferSelect
