import { type Impact, type Priority, priorities, type Urgency } from '#rules/service-request.ts'

export type PriorityMatrix = Record<Urgency, Record<Impact, Priority>>
export type Triage = { urgency: Urgency; impact: Impact; tier: string | null }

/** Urgency and reach decide; a raised tier goes one up, and nothing goes above P1 (S3.3-06, S2.3-22). */
export function decidePriority(matrix: PriorityMatrix, raisedTiers: readonly string[], facts: Triage): Priority {
  const priority = matrix[facts.urgency][facts.impact]
  if (facts.tier === null || !raisedTiers.includes(facts.tier)) return priority
  return priorities[Math.max(0, priorities.indexOf(priority) - 1)] ?? priority
}
