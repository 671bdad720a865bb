import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { type Contract, contractAssets, contracts } from '#schema/tenant/contract.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { listHistory } from './event.ts'
import { statement } from './statement.ts'

const historyLimit = 60

/** What a list says of a contract. */
export const contractLine = {
  id: contracts.id,
  number: contracts.number,
  title: contracts.title,
  status: contracts.status,
  startsOn: contracts.startsOn,
  endsOn: contracts.endsOn,
}

export const findContract = (db: TenantDb, id: string) =>
  db.select().from(contracts).where(eq(contracts.id, id)).limit(1)

export const findContractByNumber = (db: TenantDb, number: string) =>
  db.select({ id: contracts.id }).from(contracts).where(eq(contracts.number, number)).limit(1)

export const customerOfContract = (id: string) => sql`(select customer_id from contracts where id = ${id})`

/** The machines that it names. */
export const listContractAssets = (db: TenantDb, contractId: string) =>
  db
    .select({ id: assets.id, name: assets.name, serialNumber: assets.serialNumber, removedAt: assets.removedAt })
    .from(contractAssets)
    .innerJoin(assets, eq(assets.id, contractAssets.assetId))
    .where(eq(contractAssets.contractId, contractId))
    .orderBy(asc(assets.id))
    .limit(500)

/** The one before, the one after, and its history. */
export const contractCardQueries = (db: TenantDb, id: string) =>
  [
    db
      .select({
        id: contracts.id,
        number: contracts.number,
        title: contracts.title,
        startsOn: contracts.startsOn,
        endsOn: contracts.endsOn,
        previousContractId: contracts.previousContractId,
      })
      .from(contracts)
      .where(
        and(
          isNull(contracts.removedAt),
          or(
            eq(contracts.previousContractId, id),
            sql`${contracts.id} = (select previous_contract_id from contracts where id = ${id})`,
          ),
        ),
      )
      .limit(10),
    listHistory(db, id, historyLimit),
  ] as const

/** Whoever followed this end up is done: what came of it is the next contract. In the log of each, too. */
export const renewalsClosed = (
  db: TenantDb,
  of: { subjectId: string } | { renewalId: string },
  { nextContractId, actor, at }: { nextContractId: string; actor: string; at: Date },
): Statement[] => {
  const open =
    'subjectId' in of
      ? sql`subject_id = ${of.subjectId} and closed_at is null`
      : sql`id = ${of.renewalId} and closed_at is null`
  const detail = JSON.stringify({ contractId: nextContractId })
  return [
    statement(sql`insert into events (id, subject, version, name, actor, at, detail)
      select ${newId(at)} || '-' || row_number() over (), id, version + 1, 'renewal.renewed', ${actor}, ${at.getTime()},
        ${detail} from renewals where ${open}`),
    db
      .update(renewals)
      .set({
        ...{ stage: 'renewed', nextContractId, followUpOn: null, closedAt: at },
        version: sql`${renewals.version} + 1`,
      })
      .where(open),
  ]
}

export const writeNewContract = (db: TenantDb, row: typeof contracts.$inferInsert) => db.insert(contracts).values(row)

/** Only as it was loaded. */
export const writeContract = (
  db: TenantDb,
  { id, version }: Pick<Contract, 'id' | 'version'>,
  columns: Partial<Contract>,
) =>
  db
    .update(contracts)
    .set({ ...columns, version: version + 1 })
    .where(and(eq(contracts.id, id), eq(contracts.version, version)))

export const writeRenewalTakenBack = (db: TenantDb, id: string) =>
  db
    .update(contracts)
    .set({ status: 'active' })
    .where(and(eq(contracts.id, id), eq(contracts.status, 'renewed')))

export const writeContractAssets = (db: TenantDb, contractId: string, assetIds: readonly string[]) => [
  db.delete(contractAssets).where(eq(contractAssets.contractId, contractId)),
  ...(assetIds.length > 0
    ? [db.insert(contractAssets).values(assetIds.map((assetId) => ({ contractId, assetId })))]
    : []),
]
