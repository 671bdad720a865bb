import { Conflict } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { findLastVersion } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { countUnseenDifferences, writeDifferencesSeen } from '../queries/recomputation.ts'

/** A person has looked at one of them, or at all that stood on their page. What came since stays. */
export async function markDifferencesSeen(scope: TenantScope, decisionIds: readonly string[]): Promise<void> {
  const { db, now, actor } = scope
  const id = `differences:${decisionIds.length === 1 ? decisionIds[0] : 'several'}`
  const [[counted], [last]] = await read(db, [countUnseenDifferences(db, decisionIds), findLastVersion(db, id)])
  if (!counted?.count) return
  const event = { name: 'policy.differences_seen', detail: { count: counted.count } }
  try {
    await commitAs(scope, { id, version: last?.version ?? 0 }, event, [
      writeDifferencesSeen(db, decisionIds, actor.id, now),
    ])
  } catch (error) {
    // The same form at the same moment, or a colleague: it is seen.
    if (!(error instanceof Conflict)) throw error
  }
}
