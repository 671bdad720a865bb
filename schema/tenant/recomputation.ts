import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, instant, json } from '../columns.ts'

/** One night's recomputing of stored decisions from their inputs and versions. */
export const recomputations = sqliteTable('recomputations', {
  /** The local day whose night it is. */
  on: day('on_day').primaryKey(),
  /** The last decision that was looked at. */
  cursor: text('cursor').notNull(),
  checked: integer('checked').notNull(),
  differing: integer('differing').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
})

/** A stored decision that its own inputs and version no longer give: an alarm for a person. */
export const decisionDifferences = sqliteTable(
  'decision_differences',
  {
    decisionId: text('decision_id').primaryKey(),
    subject: text('subject').notNull(),
    stored: json<Record<string, unknown>>('stored').notNull(),
    computed: json<Record<string, unknown>>('computed').notNull(),
    foundAt: instant('found_at').notNull(),
    seenAt: instant('seen_at'),
    seenBy: text('seen_by'),
  },
  (table) => [index('decision_differences_unseen').on(table.seenAt, table.foundAt)],
)

/** How far ahead-of-time work has come. One row per kind of it. */
export const plannings = sqliteTable('plannings', {
  kind: text('kind', { enum: ['notices'] }).primaryKey(),
  /** Everything due up to this instant has a row. */
  plannedAt: instant('planned_at').notNull(),
  /** Something it depends on changed since: a date, a contract, a version of the policy. */
  changedAt: instant('changed_at'),
  /** When the next one that has no row yet falls due. */
  nextAt: instant('next_at'),
})
