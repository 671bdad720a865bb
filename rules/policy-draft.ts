import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Clause, type VersionState, versionInForce } from '#rules/policy.ts'
import { parametersOf } from '#rules/policy-rule.ts'

type Draftable = VersionState & { id: string }

/** A new version continues the last one that was published, also one that takes effect later: nothing of it gets lost. */
export function decideDraft<V extends Draftable>(
  versions: readonly V[],
): Decision<{ number: number; from: V }, 'draft_exists' | 'nothing_to_start_from'> {
  if (draftOf(versions)) return refuse('draft_exists')
  const from = versionInForce(versions, endOfTime) ?? newest(versions.filter(({ status }) => status === 'withdrawn'))
  if (!from) return refuse('nothing_to_start_from')
  return allow({ number: Math.max(...versions.map(({ number }) => number)) + 1, from })
}

export const draftOf = <V extends VersionState>(versions: readonly V[]): V | undefined =>
  versions.find(({ status }) => status === 'draft' || status === 'shadow' || status === 'consultation')

const newest = <V extends VersionState>(versions: readonly V[]) => versions.toSorted((a, b) => b.number - a.number)[0]
const endOfTime = new Date(8.64e15)

/** By what name of clause the document's own working hours may not be taken away: every deadline rests on them. */
export function decideRemoval({ rules }: Clause): Decision<true, 'hours_needed'> {
  const keys = rules.flatMap((rule) => Object.keys(parametersOf(rule)))
  return keys.includes('calendar.week') || keys.includes('calendar.tz') ? refuse('hours_needed') : allow(true)
}
