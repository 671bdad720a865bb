import { type BatchResult, type HranaCondition, RequestError } from './hrana.ts'

/** Whether a batch step runs, given how the steps before it went. */
export function holds(
  condition: HranaCondition,
  results: BatchResult['step_results'],
  errors: BatchResult['step_errors'],
  autocommit: () => boolean,
): boolean {
  const check = (inner: HranaCondition) => holds(inner, results, errors, autocommit)
  switch (condition.type) {
    case 'ok':
      return results[condition.step] != null
    case 'error':
      return errors[condition.step] != null
    case 'not':
      return !check(condition.cond)
    case 'and':
      return condition.conds.every(check)
    case 'or':
      return condition.conds.some(check)
    case 'is_autocommit':
      return autocommit()
    default:
      throw new RequestError(400, 'Unknown type of condition in the batch')
  }
}
