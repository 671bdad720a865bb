import { and, eq, isNull, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { statement } from './statement.ts'

/** What stands on the label, and no more: not whose machine it is, and not what is covered. */
export const findLabelledAsset = (db: TenantDb, labelHash: string) =>
  db
    .select({ name: assets.name, serialNumber: assets.serialNumber })
    .from(assets)
    .where(and(eq(assets.labelHash, labelHash), isNull(assets.removedAt), ne(assets.status, 'retired')))
    .limit(1)

/**
 * The machine that a report means, as a sub-select: by the serial number that was typed; without one, by the code on the
 * machine. A number that contradicts the code is the person's word against it, and counts.
 */
export const machineMeant = (db: TenantDb, serialKey: SQLWrapper, labelHash: SQLWrapper): SQL<string> =>
  sql`(select coalesce(${bySerial(db, serialKey)}, ${byLabel(db, serialKey, labelHash)}))`

const bySerial = (db: TenantDb, serialKey: SQLWrapper) =>
  sql`(${db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.serialKey, serialKey), isNull(assets.removedAt)))
    .limit(1)})`

const byLabel = (db: TenantDb, serialKey: SQLWrapper, labelHash: SQLWrapper) =>
  sql`(${db
    .select({ id: assets.id })
    .from(assets)
    .where(
      and(eq(assets.labelHash, labelHash), isNull(assets.removedAt), or(isNull(assets.serialKey), isNull(serialKey))),
    )
    .limit(1)})`

/** Of machines that have none yet. */
export const writeLabelHashes = (labels: readonly { id: string; labelHash: string }[]): Statement =>
  statement(sql`update assets set label_hash = j.value ->> 'labelHash' from json_each(${JSON.stringify(labels)}) j
    where assets.id = j.value ->> 'id' and assets.label_hash is null`)
