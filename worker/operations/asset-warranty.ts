import type { CalendarOverride } from '#rules/calendar.ts'
import { type CoverageInputs, machineInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import { type WarrantyEnd, warrantyEndOf } from '#rules/warranty-end.ts'
import type { Company } from '#schema/tenant/company.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { type WarrantyDecision, writeWarrantyDecisions, writeWarrantyEnds } from '../queries/asset-warranty.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import type { KnownMachine } from './coverage-fact.ts'
import type { Front } from './front.ts'

/** What every machine's term is reckoned by at an instant. Null clauses: a company without a policy promises nothing. */
export type WarrantyContext = {
  clauses: readonly Clause[] | null
  versionId: string
  company: Pick<Company, 'country' | 'region'>
  /** All of the company's own days: an end in the past stays where it was. */
  overrides: readonly CalendarOverride[]
  now: Date
}

export const warrantyContextOf = (
  { policy, company }: Pick<Front, 'policy' | 'company'>,
  overrides: WarrantyContext['overrides'],
  now: Date,
): WarrantyContext => ({
  clauses: policy?.clauses ?? null,
  versionId: policy?.versionId ?? '',
  company,
  overrides,
  now,
})

type Machine = Pick<KnownMachine, 'facts' | 'customerKind'>

export type ReckonedWarranty = WarrantyEnd & { inputs: CoverageInputs; endsOn: Day | null }

/** Null where no policy is in force. */
export function reckonWarranty(context: WarrantyContext, { facts, customerKind }: Machine): ReckonedWarranty | null {
  const { clauses, versionId, company, overrides, now } = context
  if (!clauses || clauses.length === 0) return null
  const { country, region } = company
  const inputs = machineInputs({
    ...{ versionId, customerKind, asset: facts, reportedAt: now.toISOString() },
    ...{ place: { country, region }, overrides: [...overrides] },
  })
  const end = warrantyEndOf(inputs, clauses)
  return { ...end, inputs, endsOn: end.result.until }
}

/** What a machine's own row says of its warranty, and the decision behind it: both belong into one batch. */
export type WarrantyColumns = { warrantyEndsOn: Day | null; warrantyDecisionId: string | null }

export function warrantyColumns(
  db: TenantDb,
  context: WarrantyContext,
  machine: Machine,
): { columns: WarrantyColumns; writes: Statement[] } {
  const reckoned = reckonWarranty(context, machine)
  if (!reckoned) return { columns: { warrantyEndsOn: null, warrantyDecisionId: null }, writes: [] }
  const decision = decisionOf(context, machine, reckoned)
  return {
    columns: { warrantyEndsOn: reckoned.endsOn, warrantyDecisionId: decision.id },
    writes: [writeWarrantyDecisions(db, [decision])],
  }
}

/** A machine as it is stored: its `version` is the one it was read in, or written with by this very batch. */
export type StoredMachine = Machine & {
  asset: { id: string; version: number; warrantyEndsOn: Day | null; warrantyDecisionId: string | null }
  /** How it, its customer and its product stood when they were read. */
  stamp?: string
}

/**
 * The same for many, as statements of one batch; the import and the nightly job call it. A machine that somebody changed
 * since it was read, or its customer or product, keeps what that change wrote. Nothing for those that came out as they
 * are stored.
 */
export function warrantyWrites(
  db: TenantDb,
  context: WarrantyContext,
  machines: readonly StoredMachine[],
): { changed: number; writes: Statement[] } {
  const ends = machines.flatMap(({ asset, stamp, ...machine }) => {
    const reckoned = reckonWarranty(context, machine)
    if (!reckoned) return []
    if (asset.warrantyDecisionId !== null && asset.warrantyEndsOn === reckoned.endsOn) return []
    const decision = decisionOf(context, machine, reckoned)
    const isMoved = asset.warrantyEndsOn !== reckoned.endsOn
    return [{ id: asset.id, version: asset.version, stamp, endsOn: reckoned.endsOn, decision, isMoved }]
  })
  if (ends.length === 0) return { changed: 0, writes: [] }
  const moved = ends.filter(({ isMoved }) => isMoved).length
  return {
    changed: moved,
    writes: [
      writeWarrantyDecisions(
        db,
        ends.map(({ decision }) => decision),
      ),
      writeWarrantyEnds(ends.map(({ decision, ...end }) => ({ ...end, decisionId: decision.id }))),
      ...(moved > 0 ? [writePlanningChanged(db, context.now)] : []),
    ],
  }
}

const decisionOf = (
  { versionId, now }: WarrantyContext,
  { facts }: Machine,
  { inputs, result, steps }: ReckonedWarranty,
): WarrantyDecision => ({
  id: newId(now),
  subject: facts.id,
  kind: 'warranty',
  clauseKey: result.clauseKey,
  clauseNumber: result.clauseNumber,
  policyVersionId: versionId,
  inputs,
  result,
  steps,
  at: now,
})
