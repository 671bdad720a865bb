import { coverageOf, type WarrantyStanding } from '#rules/coverage.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { CoverageStep } from '#rules/coverage-step.ts'
import type { Clause } from '#rules/policy.ts'

/** How a machine stands to its warranty with nothing broken, as a decision keeps it: `steps` have their own column. */
export type WarrantyEnd = {
  result: Omit<WarrantyStanding, 'steps'>
  steps: CoverageStep[]
}

/** Asked of `machineInputs`; the same inputs and clauses give the same end. `result.until` is the last covered day. */
export function warrantyEndOf(inputs: CoverageInputs, clauses: readonly Clause[]): WarrantyEnd {
  const { steps, ...result } = coverageOf(inputs, clauses).warranty
  return { result, steps }
}
