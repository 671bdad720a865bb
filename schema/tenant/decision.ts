import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, instant, json } from '../columns.ts'

/** A rule applied: recomputing it from its inputs and its version gives the same result, always. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: id(),
    subject: text('subject').notNull(),
    kind: text('kind').notNull(),
    clauseKey: text('clause_key').notNull(),
    clauseNumber: integer('clause_number').notNull(),
    policyVersionId: text('policy_version_id').notNull(),
    inputs: json<Record<string, unknown>>('inputs').notNull(),
    result: json<Record<string, unknown>>('result').notNull(),
    steps: json<unknown[]>('steps').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('decisions_by_subject').on(table.subject, table.at)],
)
export type DecisionRow = typeof decisions.$inferSelect
export type NewDecision = typeof decisions.$inferInsert
