import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant } from '../columns.ts'

/** A member has confirmed having read a version (GR-02). */
export const policyAcknowledgements = sqliteTable(
  'policy_acknowledgements',
  {
    id: id(),
    versionId: text('version_id').notNull(),
    memberId: text('member_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [uniqueIndex('policy_acknowledgements_once').on(table.versionId, table.memberId)],
)
