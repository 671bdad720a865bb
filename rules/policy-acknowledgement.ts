import { type Clause, findTerm, type PolicyKind, type VersionState } from '#rules/policy.ts'
import { versionStandingOf } from '#rules/policy-standing.ts'

/** Whether every member is asked to confirm having read it (R-LB-1): a staff policy, unless its own clause says no. */
export const asksAcknowledgement = (policy: PolicyKind, clauses: readonly Clause[]) =>
  policy === 'staff' && (findTerm(clauses, 'policy.ack_required')?.value ?? true)

/** What binds now or will: what has been replaced needs nobody's word any more. */
export function isToBeAcknowledged<V extends VersionState>(version: V, versions: readonly V[], now: Date): boolean {
  const standing = versionStandingOf(version, versions, now)
  return standing === 'in_force' || standing === 'scheduled'
}
