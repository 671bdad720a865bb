import type { PromisedClock } from '#rules/promise.ts'
import type { NewDecision } from '#schema/tenant/decision.ts'
import { clocks } from '#schema/tenant/service-request.ts'
import { writeFewRows } from './row-batch.ts'

/** What stands beside a promised clock: whose it is, and the ids of its rows. */
export type ClockRowIds = { id: string; decisionId: string; requestId: string; round: number; at: Date }

export const writePromisedClocks = (promised: readonly (PromisedClock & ClockRowIds)[]) =>
  writeFewRows(
    clocks,
    promised.map((clock) => ({
      id: clock.id,
      requestId: clock.requestId,
      kind: clock.kind,
      round: clock.round,
      startedAt: new Date(clock.inputs.startedAt),
      allowance: clock.allowance,
      appointmentAt: clock.inputs.appointment ? new Date(clock.inputs.appointment.at) : null,
      appointmentMode: clock.inputs.appointment?.mode ?? null,
      dueAt: clock.dueAt,
      provisional: clock.provisional,
      clauseKey: clock.clauseKey,
      clauseNumber: clock.clauseNumber,
      policyVersionId: clock.versionId,
      decisionId: clock.decisionId,
    })),
  )

const kinds = { response: 'response_window', arrival: 'arrival_window', resolution: 'resolution_window' } as const

/** From its inputs and its version the same due time can be computed again, always. */
export const clockDecision = (clock: PromisedClock & ClockRowIds): NewDecision => ({
  id: clock.decisionId,
  subject: clock.requestId,
  kind: kinds[clock.kind],
  clauseKey: clock.clauseKey,
  clauseNumber: clock.clauseNumber,
  policyVersionId: clock.versionId,
  inputs: clock.inputs,
  result: { dueAt: clock.dueAt.toISOString(), provisional: clock.provisional },
  steps: [...clock.steps],
  at: clock.at,
})
