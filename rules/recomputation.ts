import { coverageOf } from '#rules/coverage.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { Clause } from '#rules/policy.ts'
import { priorityOf } from '#rules/policy-term.ts'
import type { Triage } from '#rules/priority.ts'
import { type ClockInputs, recomputed } from '#rules/promise.ts'
import { warrantyEndOf } from '#rules/warranty-end.ts'

/** What its own inputs and its version give again, by the kind of decision. */
export const recomputedKinds = [
  'response_window',
  'arrival_window',
  'resolution_window',
  'priority_matrix',
  'coverage',
  'warranty',
] as const
export type RecomputedKind = (typeof recomputedKinds)[number]

type Stored = { kind: string; inputs: Record<string, unknown>; result: Record<string, unknown> }

/**
 * Null: it comes out as it is stored, or nothing can be said of it. Otherwise what comes out now. What was provisional
 * comes out otherwise once the year's holidays are published (GR-23).
 */
export function differenceOf(stored: Stored, clauses: readonly Clause[]): Record<string, unknown> | null {
  if (!isRecomputed(stored.kind) || stored.result.provisional === true) return null
  const computed = attempt(() => resultOf(stored.kind as RecomputedKind, stored.inputs, clauses))
  return canonical(computed) === canonical(stored.result) ? null : computed
}

const isRecomputed = (kind: string): kind is RecomputedKind => recomputedKinds.some((known) => known === kind)

/** Inputs that cannot be asked about any more are a difference as well. */
function attempt(compute: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return compute()
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'unknown' }
  }
}

function resultOf(
  kind: RecomputedKind,
  inputs: Record<string, unknown>,
  clauses: readonly Clause[],
): Record<string, unknown> {
  switch (kind) {
    case 'priority_matrix':
      return { priority: priorityOf(clauses, inputs as Triage)?.value ?? null }
    case 'coverage': {
      const { steps: _, ...result } = coverageOf(inputs as unknown as CoverageInputs, clauses)
      return result
    }
    case 'warranty':
      return warrantyEndOf(inputs as unknown as CoverageInputs, clauses).result
    default: {
      const due = recomputed(inputs as unknown as ClockInputs)
      return due.allowed
        ? { dueAt: due.result.at.toISOString(), provisional: due.result.provisional }
        : { refused: due.reason }
    }
  }
}

/** As JSON, its keys in order: what a database gives back. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  )
}
