import type { PolicyKind } from '#rules/policy.ts'
import { asksAcknowledgement, isToBeAcknowledged } from '#rules/policy-acknowledgement.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { commitAs } from '../queries/guard.ts'
import { findAcknowledgement, writeAcknowledgement } from '../queries/policy-acknowledgement.ts'
import { listPolicyVersions, numberedId } from '../queries/policy-version.ts'
import type { PolicyScope } from './policy-draft.ts'

/** The member says that they have read it; said twice, the first time counts. */
export async function acknowledgeVersion(scope: PolicyScope, kind: PolicyKind, number: number): Promise<void> {
  const { db, now, actor } = scope
  const id = numberedId(db, kind, number)
  const [versions, rows, [known]] = await read(db, [
    listPolicyVersions(db, kind),
    listClausesOf(db, id),
    findAcknowledgement(db, id, actor.id),
  ])
  const version = versions.find((one) => one.number === number)
  if (!version || !asksAcknowledgement(kind, rows.map(clauseOf))) throw new NotFound('policy version')
  if (known) return
  if (!isToBeAcknowledged(version, versions, now)) throw new Conflict()
  const event = { name: 'policy.acknowledged', detail: { policy: kind, number } }
  try {
    await commitAs(scope, { id: `${version.id} ${actor.id}`, version: 0 }, event, [
      writeAcknowledgement(db, { id: newId(now), versionId: version.id, memberId: actor.id, at: now }),
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
