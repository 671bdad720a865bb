import { checkVersion } from '#rules/guardrail-check.ts'
import { packVersion } from '#rules/pack.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { companies } from '#schema/tenant/company.ts'
import { members } from '#schema/tenant/member.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { newId } from '#tenants/id.ts'
import type { Newcomer, Seed } from '#tenants/newcomer.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { Platform } from '../platform/platform.ts'
import { writeEvent } from '../queries/event.ts'

/**
 * A new company's first rows: itself, its owner, its service policy in force from now on, and its staff policy as a
 * draft. Written in one batch with the identity row, which makes it safe to repeat.
 */
export const companySeed =
  (dataRegion: Platform['dataRegion']): Seed =>
  (db, newcomer) => {
    const { company, at } = newcomer
    const { timeZone, country, currency, packId } = company
    const documents = packVersion(packId, { timeZone, country, currency, dataRegion })
    return [
      ...companyRows(db, newcomer),
      ...ownerRows(db, newcomer),
      ...policyRows(db, newcomer, 'service', documents.service, {
        ...{ status: 'published', effectiveFrom: at, publishedAt: at, publishedBy: newcomer.ownerId },
      }),
      ...policyRows(db, newcomer, 'staff', documents.staff, {
        ...{ status: 'draft', note: whyDraft[newcomer.owner.lang] },
      }),
    ]
  }

/** GR-01, GR-02. */
const whyDraft = {
  'zh-CN':
    '这份员工制度还是草稿：它涉及劳动者的切身利益，须先与员工讨论协商并留下记录，再逐人告知、确认，然后才能发布。在此之前不会据此作出任何处理。',
  en: 'This staff policy is still a draft: it touches employees’ vital interests, so it must first be discussed with them, with a record kept, and every member told of it. Until it is published, nothing is decided under it.',
}

function companyRows(db: TenantDb, { company, at, ownerId, tenantId }: Newcomer): Statement[] {
  return [
    db.insert(companies).values({ id: 'company', version: 1, ...company, checklist: {}, createdAt: at }),
    eventRow(db, ownerId, at, 'company', 'company.founded', { tenantId, packId: company.packId }),
  ]
}

function ownerRows(db: TenantDb, { ownerId, owner, at }: Newcomer): Statement[] {
  const dates = { createdAt: at, joinedAt: at }
  return [
    db.insert(members).values({ id: ownerId, version: 1, ...owner, role: 'owner', ...dates }),
    eventRow(db, ownerId, at, ownerId, 'member.joined', { role: 'owner' }),
  ]
}

type VersionColumns = Pick<typeof policyVersions.$inferInsert, 'status'> & Partial<typeof policyVersions.$inferInsert>

function policyRows(
  db: TenantDb,
  { at, ownerId, company }: Newcomer,
  policy: PolicyKind,
  document: readonly Clause[],
  columns: VersionColumns,
): Statement[] {
  const id = newId(at)
  const created = { createdAt: at, createdBy: ownerId }
  const rows = document.map((clause, position) => ({ id: newId(at), versionId: id, position, ...clause }))
  const name = columns.status === 'published' ? 'policy.published' : 'policy.drafted'
  const findings = findingsOf(policy, document, company.country, at)
  return [
    db.insert(policyVersions).values({ id, version: 1, policy, number: 1, findings, ...created, ...columns }),
    db.insert(clauses).values(rows),
    eventRow(db, ownerId, at, id, name, { policy, number: 1 }),
  ]
}

/** What the law says to it from the first day; shown with the version. */
function findingsOf(policy: PolicyKind, document: readonly Clause[], country: string, at: Date) {
  const years = [at.getUTCFullYear(), at.getUTCFullYear() + 1]
  const context = { country, region: null, hasConsultation: false, people: 1, years }
  return checkVersion(policy, document, context).map(({ id, severity, clauseKey }) => ({
    ...{ id, severity },
    ...(clauseKey ? { clauseKey } : {}),
  }))
}

const eventRow = (
  db: TenantDb,
  actor: string,
  at: Date,
  subject: string,
  name: string,
  detail: Record<string, unknown>,
) => writeEvent(db, { id: newId(at), subject, version: 1, name, actor, at, detail })
