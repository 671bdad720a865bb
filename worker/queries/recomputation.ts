import { and, asc, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { decisions } from '#schema/tenant/decision.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { decisionDifferences, recomputations } from '#schema/tenant/recomputation.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type Recomputation = typeof recomputations.$inferSelect
export type DecisionDifference = typeof decisionDifferences.$inferSelect

/** The last night, and whether there is anything to look at. */
export const lastNightQueries = (db: TenantDb) =>
  [
    db.select().from(recomputations).orderBy(desc(recomputations.on)).limit(1),
    db.select({ id: decisions.id }).from(decisions).limit(1),
  ] as const

export const listDecisionsAfter = (db: TenantDb, cursor: string, limit: number) =>
  db.select().from(decisions).where(gt(decisions.id, cursor)).orderBy(asc(decisions.id)).limit(limit)

/** The clauses of the versions that these decisions were taken under; their ids are taken in the same order. */
export const listClausesOfDecisions = (db: TenantDb, cursor: string, limit: number) =>
  db
    .select()
    .from(clauses)
    .where(
      inArray(
        clauses.versionId,
        db
          .select({ id: decisions.policyVersionId })
          .from(decisions)
          .where(gt(decisions.id, cursor))
          .orderBy(asc(decisions.id))
          .limit(limit),
      ),
    )
    .orderBy(asc(clauses.versionId), asc(clauses.position))

/** Only onward: of two runs at once, neither takes the other's steps back. */
export const writeRecomputation = (db: TenantDb, night: Recomputation) =>
  db
    .insert(recomputations)
    .values(night)
    .onConflictDoUpdate({
      target: recomputations.on,
      set: {
        cursor: night.cursor,
        checked: night.checked,
        differing: night.differing,
        finishedAt: night.finishedAt,
      },
      setWhere: sql`${recomputations.finishedAt} is null
        and (${recomputations.cursor} < ${night.cursor} or ${night.finishedAt !== null ? 1 : 0})`,
    })

/** Found again on another night, it is the same difference. */
export const writeDifference = (db: TenantDb, difference: Omit<DecisionDifference, 'seenAt' | 'seenBy'>) =>
  db
    .insert(decisionDifferences)
    .values(difference)
    .onConflictDoUpdate({
      target: decisionDifferences.decisionId,
      set: {
        computed: difference.computed,
        // Another difference than the one that somebody looked at is looked at again.
        ...{ seenAt: sameAsBefore('seen_at'), seenBy: sameAsBefore('seen_by') },
      },
    })

const sameAsBefore = (column: 'seen_at' | 'seen_by') =>
  sql`case when ${decisionDifferences.computed} = excluded.computed then ${sql.raw(`decision_differences.${column}`)} end`

const areUnseen = (ids: readonly string[]) =>
  and(isNull(decisionDifferences.seenAt), inArray(decisionDifferences.decisionId, [...ids]))

export const countUnseenDifferences = (db: TenantDb, ids: readonly string[]) =>
  db.select({ count: count() }).from(decisionDifferences).where(areUnseen(ids))

export const writeDifferencesSeen = (db: TenantDb, ids: readonly string[], seenBy: string, seenAt: Date) =>
  db.update(decisionDifferences).set({ seenAt, seenBy }).where(areUnseen(ids))

/** What nobody has looked at, newest first, with what kind of decision each is. */
export const listUnseenDifferences = (db: TenantDb, limit: number) =>
  db
    .select({
      decisionId: decisionDifferences.decisionId,
      subject: decisionDifferences.subject,
      foundAt: decisionDifferences.foundAt,
      kind: decisions.kind,
      clauseNumber: decisions.clauseNumber,
      at: decisions.at,
    })
    .from(decisionDifferences)
    .innerJoin(decisions, eq(decisions.id, decisionDifferences.decisionId))
    .where(isNull(decisionDifferences.seenAt))
    .orderBy(desc(decisionDifferences.foundAt))
    .limit(limit)
