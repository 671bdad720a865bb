import { coverageOf } from '#rules/coverage.ts'
import type { AssetFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import { machine, policySaying, reported } from './coverage.ts'

export type Values = Partial<ParameterValues>

export const year: Values = {
  'warranty.lines': [{ scope: 'machine', months: 12, start: 'delivery' }],
  'warranty.roll_forward': 'none',
  'warranty.starts_at_installation': false,
}
export const lines = (...all: ParameterValues['warranty.lines']): Values => ({ ...year, 'warranty.lines': all })

export const standing = (on: Day, asset: Partial<AssetFacts>, values: Values = year, more: Partial<CoverageInputs> = {}) =>
  coverageOf(reported(on, { asset: machine(asset), ...more }), policySaying(values)).warranty
export const end = (...asked: Parameters<typeof standing>) => standing(...asked).until
export const stay = (from: Day, until: Day | null, component: string | null = null, fault: string | null = null) => ({
  from,
  until,
  component,
  fault,
})
