import type { Triage } from '#rules/priority.ts'
import type { RequestPromise } from '#rules/promise.ts'
import type { NewDecision } from '#schema/tenant/decision.ts'

type Decided = Pick<NewDecision, 'id' | 'subject' | 'policyVersionId' | 'at'>

/** Why a request has its priority; nothing where the policy has no matrix. */
export const priorityDecisions = (
  { priority, priorityFrom }: Pick<RequestPromise, 'priority' | 'priorityFrom'>,
  inputs: Triage,
  decided: Decided,
): NewDecision[] =>
  priorityFrom
    ? [
        {
          ...decided,
          kind: 'priority_matrix',
          clauseKey: priorityFrom.clauseKey,
          clauseNumber: priorityFrom.clauseNumber,
          inputs,
          result: { priority },
          steps: [],
        },
      ]
    : []
