import * as v from 'valibot'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type CheckContext, checkVersion, type Finding } from '#rules/guardrail-check.ts'
import {
  type Clause,
  clauseSchema,
  decideEdit,
  type EditRefusal,
  type FindingState,
  type PolicyKind,
} from '#rules/policy.ts'
import { decideDraft, decideRemoval } from '#rules/policy-draft.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { listCalendarDays } from '../queries/calendar-day.ts'
import {
  clauseOf,
  listClausesOf,
  writeClauseEdit,
  writeClauseInserted,
  writeClauseRemoved,
  writeClauses,
} from '../queries/clause.ts'
import { commitAs } from '../queries/guard.ts'
import {
  countColleagues,
  draftId,
  latestId,
  listPolicyVersions,
  writeDraft,
  writePolicyVersion,
} from '../queries/policy-version.ts'

export type PolicyScope = TenantScope & { company: Company }

/** A draft with all that is needed to say what it does and what the law says to it. */
export type Draft = {
  version: PolicyVersion
  versions: PolicyVersion[]
  clauses: Clause[]
  days: CalendarDay[]
  findings: Finding[]
  context: CheckContext
}

export const draftQueries = (scope: PolicyScope, kind: PolicyKind) =>
  [
    listPolicyVersions(scope.db, kind),
    listClausesOf(scope.db, draftId(scope.db, kind)),
    listCalendarDays(scope.db),
    countColleagues(scope.db),
  ] as const

/** One round trip. Null: there is no draft, or no longer. */
export async function findDraft(scope: PolicyScope, kind: PolicyKind): Promise<Draft | null> {
  const [versions, rows, days, [colleagues]] = await read(scope.db, draftQueries(scope, kind))
  return draftFrom(scope, kind, { versions, rows, days, people: colleagues?.people ?? 1 })
}

type Found = {
  versions: PolicyVersion[]
  rows: Parameters<typeof clauseOf>[0][]
  days: CalendarDay[]
  people: number
}

export function draftFrom(scope: PolicyScope, kind: PolicyKind, { versions, rows, days, people }: Found) {
  const version = versions.find(({ id }) => id === rows[0]?.versionId)
  if (!version) return null
  const clauses = rows.map(clauseOf)
  const context = contextOf(scope, people)
  return { version, versions, clauses, days, context, findings: checkVersion(kind, clauses, context) }
}

function contextOf({ company, now }: PolicyScope, people: number): CheckContext {
  const year = now.getUTCFullYear()
  const { country, region } = company
  return { country, region, hasConsultation: false, people, years: [year, year + 1] }
}

/** For a write: a draft that was published or withdrawn meanwhile takes nothing any more (GR-29). */
export async function findDraftToWrite(scope: PolicyScope, kind: PolicyKind): Promise<Draft> {
  const draft = await findDraft(scope, kind)
  if (!draft) throw new Conflict()
  return draft
}

/** There is one draft of a policy at a time; whoever comes second is led to it. */
export async function startDraft(scope: PolicyScope, kind: PolicyKind): Promise<void> {
  const { db, now, actor } = scope
  const [versions, rows] = await read(db, [listPolicyVersions(db, kind), listClausesOf(db, latestId(db, kind))])
  const decision = decideDraft(versions)
  if (!decision.allowed && decision.reason === 'draft_exists') return
  if (!decision.allowed) throw new NotFound('policy version')
  const { number, from } = decision.result
  const id = newId(now)
  const row = { id, version: 1, policy: kind, number, status: 'draft' as const, basedOn: from.id, findings: [] }
  const writes = [
    writePolicyVersion(db, { ...row, createdAt: now, createdBy: actor.id }),
    writeClauses(db, id, rows.map(clauseOf), now),
  ]
  try {
    const event = { name: 'policy.drafted', detail: { policy: kind, number, from: from.number } }
    await commitAs(scope, { id, version: 0 }, event, writes)
  } catch (error) {
    if (!isUniqueViolation(error, 'policy_versions.policy, policy_versions.number')) throw error
  }
}

/** What a clause said when its form was made: whoever saves over somebody else's change is told first. */
export const stampOf = async ({ title, text, rules }: Clause) =>
  (await hashOf(JSON.stringify([title, text, rules]))).slice(0, 16)

export type ClauseOutcome = Decision<Draft, 'stale' | EditRefusal>

/** `edit` is applied to the clause as it is now. Saving the same thing twice saves it once. */
export async function saveClause(
  scope: PolicyScope,
  kind: PolicyKind,
  { draft, stamp }: { draft: Draft; stamp: string },
  edited: Clause,
): Promise<ClauseOutcome> {
  const editable = decideEdit(draft.version)
  if (!editable.allowed) return editable
  const current = findClause(draft, edited.key)
  if ((await stampOf(current)) === (await stampOf(edited))) return allow(draft)
  if ((await stampOf(current)) !== stamp) return refuse('stale')
  const clause = v.parse(clauseSchema, edited)
  const clauses = draft.clauses.map((one) => (one.key === clause.key ? clause : one))
  const detail = { policy: kind, number: draft.version.number, clause: clause.number, title: clause.title }
  await store(scope, kind, { draft, clauses }, { name: 'policy.clause_changed', detail }, [
    writeClauseEdit(scope.db, draft.version.id, clause),
  ])
  return allow({ ...draft, clauses })
}

export const findClause = ({ clauses }: Pick<Draft, 'clauses'>, key: string): Clause => {
  const found = clauses.find((clause) => clause.key === key)
  if (!found) throw new NotFound('clause')
  return found
}

export type NewClause = { key: string; afterChapter: string; title: Clause['title']; text: Clause['text'] }

/** Text that people judge by, at the end of a chapter. The key comes from the form: sent twice, it is added once. */
export async function addClause(scope: PolicyScope, kind: PolicyKind, wish: NewClause): Promise<void> {
  const draft = await findDraftToWrite(scope, kind)
  if (draft.clauses.some(({ key }) => key === wish.key)) return
  const last = draft.clauses.findLast(({ chapter }) => chapter['zh-CN'] === wish.afterChapter)
  if (!last) throw new NotFound('chapter')
  const clause = v.parse(clauseSchema, {
    ...{ key: wish.key, chapter: last.chapter, number: last.number + 1 },
    ...{ title: wish.title, text: wish.text, rules: [{ kind: 'conduct', parameters: {} }] },
  })
  const position = draft.clauses.indexOf(last) + 1
  const clauses = renumbered(draft.clauses.toSpliced(position, 0, clause))
  const detail = { policy: kind, number: draft.version.number, clause: clause.number, title: clause.title }
  const writes = writeClauseInserted(scope.db, draft.version.id, clause, position, scope.now)
  await store(scope, kind, { draft, clauses }, { name: 'policy.clause_added', detail }, writes)
}

/** A clause that is gone already is as removed as one can be. */
export async function removeClause(
  scope: PolicyScope,
  kind: PolicyKind,
  key: string,
): Promise<Decision<true, 'hours_needed'>> {
  const draft = await findDraftToWrite(scope, kind)
  const position = draft.clauses.findIndex((clause) => clause.key === key)
  const clause = draft.clauses[position]
  if (!clause) return allow(true)
  const decision = kind === 'service' ? decideRemoval(clause) : allow(true as const)
  if (!decision.allowed) return decision
  const clauses = renumbered(draft.clauses.toSpliced(position, 1))
  const detail = { policy: kind, number: draft.version.number, clause: clause.number, title: clause.title }
  const writes = writeClauseRemoved(scope.db, draft.version.id, key, position)
  await store(scope, kind, { draft, clauses }, { name: 'policy.clause_removed', detail }, writes)
  return decision
}

const renumbered = (clauses: readonly Clause[]) => clauses.map((clause, at) => ({ ...clause, number: at + 1 }))

/** Takes the draft away; what is in force stays. */
export async function withdrawDraft(scope: PolicyScope, kind: PolicyKind, number: number): Promise<void> {
  const [versions] = await read(scope.db, [listPolicyVersions(scope.db, kind)])
  const version = versions.find((one) => one.number === number)
  if (!version || version.status === 'withdrawn') return
  if (!decideEdit(version).allowed || !version.basedOn) throw new Conflict()
  const event = { name: 'policy.draft_withdrawn', detail: { policy: kind, number } }
  await commitAs(scope, version, event, [writeDraft(scope.db, version, { status: 'withdrawn' })])
}

/** The event is the lock; the guard says once more that what is written to is a draft. */
async function store(
  scope: PolicyScope,
  kind: PolicyKind,
  { draft, clauses }: { draft: Draft; clauses: Clause[] },
  event: { name: string; detail: Record<string, unknown> },
  writes: readonly Statement[],
) {
  const findings = storedFindings(checkVersion(kind, clauses, draft.context))
  await commitAs(scope, draft.version, event, [...writes, writeDraft(scope.db, draft.version, { findings })])
}

type Storable = Pick<FindingState, 'id' | 'severity' | 'clauseKey'> & { by?: string; reason?: string }

export const storedFindings = (findings: readonly Storable[]) =>
  findings.map(({ clauseKey, id, severity, by, reason }) => ({
    ...{ id, severity },
    ...(clauseKey ? { clauseKey } : {}),
    ...(by ? { by } : {}),
    ...(reason ? { reason } : {}),
  }))
