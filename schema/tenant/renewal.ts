import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { endingKinds } from '#rules/renewal.ts'
import { renewalAnswers, renewalStages } from '#rules/renewal-stage.ts'
import { day, id, instant, version } from '../columns.ts'

/** An end that somebody follows up: from the customer's notice to the next contract, or to its loss. */
export const renewals = sqliteTable(
  'renewals',
  {
    id: id(),
    version: version(),
    subjectKind: text('subject_kind', { enum: endingKinds }).notNull(),
    /** The contract's or the asset's id. */
    subjectId: text('subject_id').notNull(),
    customerId: text('customer_id').notNull(),
    endsOn: day('ends_on').notNull(),
    stage: text('stage', { enum: renewalStages }).notNull().default('told'),
    ownerId: text('owner_id'),
    answer: text('answer', { enum: renewalAnswers }),
    answeredAt: instant('answered_at'),
    quotedMinor: integer('quoted_minor'),
    currency: text('currency'),
    lostBecause: text('lost_because'),
    nextContractId: text('next_contract_id'),
    /** The follow-up task: on this day its owner is reminded. */
    followUpOn: day('follow_up_on'),
    note: text('note'),
    /** SHA-256 of the secret in the customer's link. */
    linkHash: text('link_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('renewals_once').on(table.subjectId, table.endsOn),
    uniqueIndex('renewals_link').on(table.linkHash),
    index('renewals_by_stage').on(table.stage, table.endsOn, table.id),
    index('renewals_by_owner').on(table.ownerId, table.stage, table.followUpOn),
    index('renewals_by_customer').on(table.customerId),
    index('renewals_by_end').on(table.endsOn),
  ],
)
export type Renewal = typeof renewals.$inferSelect
