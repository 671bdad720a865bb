import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, id, instant } from '../columns.ts'

export const consultationOutcomes = ['concluded', 'broken_off'] as const

/** One round in which members say what they think of a draft; a version may have several. */
export const policyConsultations = sqliteTable(
  'policy_consultations',
  {
    id: id(),
    versionId: text('version_id').notNull(),
    /** The last day, to its end, in the company's zone. */
    until: day('until_on').notNull(),
    invitation: text('invitation').notNull(),
    openedAt: instant('opened_at').notNull(),
    openedBy: text('opened_by').notNull(),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    outcome: text('outcome', { enum: consultationOutcomes }),
    /** What came out and how it was agreed, or why it was broken off. */
    conclusion: text('conclusion'),
  },
  (table) => [index('policy_consultations_by_version').on(table.versionId, table.openedAt)],
)
export type PolicyConsultation = typeof policyConsultations.$inferSelect

/** Evidence: only ever added. An empty text: has read it and has nothing to add. */
export const policyComments = sqliteTable(
  'policy_comments',
  {
    id: id(),
    consultationId: text('consultation_id').notNull(),
    memberId: text('member_id').notNull(),
    /** Null: about the whole document. */
    clauseKey: text('clause_key'),
    body: text('body').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('policy_comments_by_consultation').on(table.consultationId, table.at),
    index('policy_comments_by_member').on(table.memberId, table.consultationId),
  ],
)
export type PolicyComment = typeof policyComments.$inferSelect
