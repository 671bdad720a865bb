import { and, asc, eq, gt, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { assetRepairs, assets, isAway, isUndecided } from '#schema/tenant/asset.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { policyVersions } from '#schema/tenant/policy.ts'
import { warrantySweeps } from '#schema/tenant/warranty-sweep.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { assetStamp } from './asset-stamp.ts'
import { statement } from './statement.ts'

export type WarrantyDecision = typeof decisions.$inferInsert

/** Safe to send again: a decision's id is its own. */
export const writeWarrantyDecisions = (db: TenantDb, rows: readonly WarrantyDecision[]): Statement =>
  db
    .insert(decisions)
    .values([...rows])
    .onConflictDoNothing()

type End = { id: string; version: number; stamp?: string | undefined; endsOn: Day | null; decisionId: string }

/** Of those that are still as they were read. */
export const writeWarrantyEnds = (ends: readonly End[]): Statement =>
  statement(sql`update assets set warranty_ends_on = j.value ->> 'endsOn', warranty_decision_id = j.value ->> 'decisionId'
    from json_each(${JSON.stringify(ends)}) j
    where assets.id = j.value ->> 'id' and assets.version = j.value ->> 'version'
      and coalesce(j.value ->> 'stamp', ${assetStamp}) = ${assetStamp}`)

/**
 * The ends of these machines are reckoned again at the next visit of the jobs: whoever changes what a product falls under,
 * or what kind of customer somebody is, adds it to the batch.
 */
export const writeWarrantiesUndecided = (db: TenantDb, of: { productId: string } | { customerId: string }): Statement =>
  db
    .update(assets)
    .set({ warrantyDecisionId: null })
    .where('productId' in of ? eq(assets.productId, of.productId) : eq(assets.customerId, of.customerId))

/** Of the machines that took this one's place: its days are theirs. */
export const writeSuccessorsUndecided = (assetId: string): Statement =>
  statement(sql`update assets set warranty_decision_id = null where id in (
    with recursive later(id, depth) as (
      select id, 1 from assets where replaces_asset_id = ${assetId}
      union all
      select a.id, later.depth + 1 from later join assets a on a.replaces_asset_id = later.id where later.depth < 12)
    select id from later)`)

/** Machines as sub-selects of ids, so that their facts come in the same round trip. */
export const undecidedMachines = (db: TenantDb, limit: number) =>
  db.select({ id: assets.id }).from(assets).where(isUndecided(assets)).orderBy(asc(assets.id)).limit(limit)

export const machinesAfter = (db: TenantDb, after: string, limit: number) =>
  db
    .select({ id: assets.id })
    .from(assets)
    .where(and(gt(assets.id, after), sql`+${assets.removedAt} is null`))
    .orderBy(asc(assets.id))
    .limit(limit)

/** Handed in and not given back yet. */
export const machinesAwayAfter = (db: TenantDb, after: string, limit: number) =>
  db
    .selectDistinct({ id: assetRepairs.assetId })
    .from(assetRepairs)
    .where(and(gt(assetRepairs.assetId, after), isAway(assetRepairs)))
    .orderBy(asc(assetRepairs.assetId))
    .limit(limit)

/** When another version of the service policy comes into force. */
export const findNextVersionAt = (db: TenantDb, after: Date) =>
  db
    .select({ at: policyVersions.effectiveFrom })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.policy, 'service'),
        eq(policyVersions.status, 'published'),
        isNotNull(policyVersions.effectiveFrom),
        gt(policyVersions.effectiveFrom, after),
      ),
    )
    .orderBy(asc(policyVersions.effectiveFrom))
    .limit(1)

export const findSweep = (db: TenantDb, stamp: string) =>
  db.select().from(warrantySweeps).where(eq(warrantySweeps.stamp, stamp)).limit(1)

export type Sweep = typeof warrantySweeps.$inferInsert

export const writeSweep = (db: TenantDb, sweep: Sweep): Statement =>
  db
    .insert(warrantySweeps)
    .values(sweep)
    .onConflictDoUpdate({
      target: warrantySweeps.stamp,
      set: { cursor: sweep.cursor, finishedAt: sweep.finishedAt ?? null },
    })

/** Earlier walks of the same kind are over for good. */
export const deleteEarlierSweeps = (db: TenantDb, kind: string, stamp: string): Statement =>
  db
    .delete(warrantySweeps)
    .where(
      and(gt(warrantySweeps.stamp, `${kind}:`), lt(warrantySweeps.stamp, `${kind};`), ne(warrantySweeps.stamp, stamp)),
    )
