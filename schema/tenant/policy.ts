import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, instant, json, version } from '../columns.ts'

export const policyKinds = ['service', 'staff'] as const
export const policyVersionStatuses = [
  'draft',
  'shadow',
  'consultation',
  'published',
  'superseded',
  'withdrawn',
] as const

/** One state of the company's document. A published version is never edited (GR-29). */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    id: id(),
    version: version(),
    policy: text('policy', { enum: policyKinds }).notNull(),
    number: integer('number').notNull(),
    status: text('status', { enum: policyVersionStatuses }).notNull(),
    basedOn: text('based_on'),
    effectiveFrom: instant('effective_from'),
    trialUntil: instant('trial_until'),
    publishedAt: instant('published_at'),
    publishedBy: text('published_by'),
    note: text('note'),
    /** Guardrail findings met at publication, and who took them on with what reason. */
    findings:
      json<{ id: string; severity: string; clauseKey?: string; by?: string; reason?: string }[]>('findings').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [
    uniqueIndex('policy_versions_number').on(table.policy, table.number),
    index('policy_versions_in_force').on(table.policy, table.status, table.effectiveFrom),
  ],
)
export type PolicyVersion = typeof policyVersions.$inferSelect

type InLangs = Record<'zh-CN' | 'en', string>

export const clauses = sqliteTable(
  'clauses',
  {
    id: id(),
    versionId: text('version_id').notNull(),
    position: integer('position').notNull(),
    /** Stays the same from version to version. */
    key: text('key').notNull(),
    chapter: json<InLangs>('chapter').notNull(),
    number: integer('number').notNull(),
    title: json<InLangs>('title').notNull(),
    text: json<InLangs>('text').notNull(),
    rules: json<{ kind: string; parameters: Record<string, unknown> }[]>('rules').notNull(),
  },
  (table) => [
    uniqueIndex('clauses_key').on(table.versionId, table.key),
    index('clauses_in_order').on(table.versionId, table.position),
  ],
)
export type ClauseRow = typeof clauses.$inferSelect
