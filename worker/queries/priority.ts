import type { Triage } from '#rules/priority.ts'
import type { RequestPromise } from '#rules/promise.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { writeDecision } from './service-request-step.ts'

type Decided = { id: string; subject: string; policyVersionId: string; at: Date }

/** Why a request has its priority; nothing where the policy has no matrix. */
export const writePriorityDecision = (
  db: TenantDb,
  { priority, priorityFrom }: Pick<RequestPromise, 'priority' | 'priorityFrom'>,
  inputs: Triage,
  decided: Decided,
): Statement[] =>
  priorityFrom
    ? [
        writeDecision(db, {
          ...decided,
          kind: 'priority_matrix',
          clauseKey: priorityFrom.clauseKey,
          clauseNumber: priorityFrom.clauseNumber,
          inputs,
          result: { priority },
          steps: [],
        }),
      ]
    : []
