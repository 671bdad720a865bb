import { type CheckContext, checkVersion, type Finding } from '#rules/guardrail-check.ts'
import { type Clause, decideEdit, type FindingState, type PolicyKind } from '#rules/policy.ts'
import { decideDraft, draftOf } from '#rules/policy-draft.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { listCalendarDays } from '../queries/calendar-day.ts'
import { clauseOf, listClausesOf, writeClauses } from '../queries/clause.ts'
import { commitAs } from '../queries/guard.ts'
import { listConsultationsOf, writeConsultationEnd } from '../queries/policy-consultation.ts'
import {
  countColleagues,
  draftId,
  latestId,
  listPolicyVersions,
  numberedId,
  writeDraft,
  writePolicyVersion,
} from '../queries/policy-version.ts'
import { floorSubjectsOf, listSoldGoods } from '../queries/sold-goods.ts'

export type PolicyScope = TenantScope & { company: Company }

/** A draft with all that is needed to say what it does and what the law says to it. */
export type Draft = {
  version: PolicyVersion
  versions: PolicyVersion[]
  clauses: Clause[]
  days: CalendarDay[]
  consultations: PolicyConsultation[]
  findings: Finding[]
  context: CheckContext
}

export const draftQueries = (scope: PolicyScope, kind: PolicyKind) =>
  [
    listPolicyVersions(scope.db, kind),
    listClausesOf(scope.db, draftId(scope.db, kind)),
    listCalendarDays(scope.db),
    countColleagues(scope.db),
    listConsultationsOf(scope.db, draftId(scope.db, kind)),
    listSoldGoods(scope.db),
  ] as const

/** One round trip. Null: there is no draft, or no longer. */
export async function findDraft(scope: PolicyScope, kind: PolicyKind): Promise<Draft | null> {
  return draftFrom(scope, kind, await read(scope.db, draftQueries(scope, kind)))
}

type Answers<Q extends readonly { _: { result: unknown } }[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
type DraftAnswers = Answers<ReturnType<typeof draftQueries>>

export function draftFrom(scope: PolicyScope, kind: PolicyKind, answers: DraftAnswers) {
  const [versions, rows, days, , consultations] = answers
  const version = versions.find(({ id }) => id === rows[0]?.versionId)
  if (!version) return null
  const clauses = rows.map(clauseOf)
  const context = contextOf(scope, answers)
  return { version, versions, clauses, days, consultations, context, findings: checkVersion(kind, clauses, context) }
}

function contextOf(
  { company, now }: PolicyScope,
  [, , , [colleagues], consultations, goods]: DraftAnswers,
): CheckContext {
  const year = now.getUTCFullYear()
  const { country, region } = company
  const hasConsultation = consultations.some(({ outcome }) => outcome === 'concluded')
  const people = colleagues?.people ?? 1
  return { country, region, hasConsultation, people, years: [year, year + 1], sold: floorSubjectsOf(goods) }
}

/** For a write: a draft that was published or withdrawn meanwhile takes nothing any more (GR-29). */
export async function findDraftToWrite(scope: PolicyScope, kind: PolicyKind): Promise<Draft> {
  const draft = await findDraft(scope, kind)
  if (!draft) throw new Conflict()
  return draft
}

/**
 * There is one draft of a policy at a time; whoever comes second is led to it. `text`: the number of a version that was
 * withdrawn, whose words it takes up again.
 */
export async function startDraft(scope: PolicyScope, kind: PolicyKind, text: number | null = null): Promise<void> {
  const { db, now, actor } = scope
  const source = text === null ? latestId(db, kind) : numberedId(db, kind, text)
  const [versions, rows] = await read(db, [listPolicyVersions(db, kind), listClausesOf(db, source)])
  const decision = decideDraft(versions)
  if (!decision.allowed && decision.reason === 'draft_exists') return
  if (!decision.allowed) throw new NotFound('policy version')
  if (rows.length === 0) throw new NotFound('policy version')
  const { number, from } = decision.result
  const id = newId(now)
  const row = { id, version: 1, policy: kind, number, status: 'draft' as const, basedOn: from.id, findings: [] }
  const writes = [
    writePolicyVersion(db, { ...row, createdAt: now, createdBy: actor.id }),
    writeClauses(db, id, rows.map(clauseOf), now),
  ]
  try {
    const event = { name: 'policy.drafted', detail: { policy: kind, number, from: text ?? from.number } }
    await commitAs(scope, { id, version: 0 }, event, writes)
  } catch (error) {
    if (!isUniqueViolation(error, 'policy_versions.policy, policy_versions.number')) throw error
  }
}

/** Takes the draft away, and with it what was being asked about it; what is in force stays. */
export async function withdrawDraft(scope: PolicyScope, kind: PolicyKind, number: number): Promise<void> {
  const { db, now, actor } = scope
  const [versions, consultations] = await read(db, [
    listPolicyVersions(db, kind),
    listConsultationsOf(db, draftId(db, kind)),
  ])
  const version = versions.find((one) => one.number === number)
  if (!version || version.status === 'withdrawn') return
  if (!draftOf([version]) || !version.basedOn) throw new Conflict()
  const running = consultations.find(({ outcome }) => outcome === null)
  const ended = { outcome: 'broken_off' as const, endedAt: now, endedBy: actor.id, conclusion: null }
  const event = { name: 'policy.draft_withdrawn', detail: { policy: kind, number } }
  await commitAs(scope, version, event, [
    writeDraft(db, version, { status: 'withdrawn' }),
    ...(running ? [writeConsultationEnd(db, running.id, ended)] : []),
  ])
}

/** The event is the lock; the guard says once more that what is written to is a draft. */
export async function storeClauses(
  scope: PolicyScope,
  kind: PolicyKind,
  { draft, clauses }: { draft: Draft; clauses: Clause[] },
  event: { name: string; detail: Record<string, unknown> },
  writes: readonly Statement[],
) {
  if (!decideEdit(draft.version).allowed) throw new Conflict()
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
