import { type Day, dayOf, startOfDay } from '#rules/day.ts'
import { refuse } from '#rules/decision.ts'
import { type Acceptance, type Clause, decidePublish, type PolicyKind, type PublishRefusal } from '#rules/policy.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import { Conflict } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { commitAs } from '../queries/guard.ts'
import { baseOfDraftId, listApprovers, writeDraft } from '../queries/policy-version.ts'
import { type Draft, draftFrom, draftQueries, type PolicyScope, storedFindings } from './policy-draft.ts'

export type Approver = { id: string; name: string; role: string }
export type PublicationDraft = { draft: Draft; base: Clause[]; approvers: Approver[] }

/** One round trip: the draft, what it changes, and who may take findings on. Null: there is no draft, or no longer. */
export async function findPublication(
  scope: PolicyScope,
  kind: PolicyKind,
): Promise<{ versions: PolicyVersion[]; publication: PublicationDraft | null }> {
  const { db } = scope
  const [versions, rows, days, [colleagues], base, approvers] = await read(db, [
    ...draftQueries(scope, kind),
    listClausesOf(db, baseOfDraftId(db, kind)),
    listApprovers(db),
  ])
  const draft = draftFrom(scope, kind, { versions, rows, days, people: colleagues?.people ?? 1 })
  return { versions, publication: draft && { draft, base: base.map(clauseOf), approvers } }
}

export type PublicationWish = {
  /** The draft as the page showed it. */
  number: number
  version: number
  /** Null: at once. */
  effectiveOn: Day | null
  accepted: readonly Acceptance[]
}

export type PublicationOutcome =
  | { outcome: 'published' }
  | { outcome: 'refused'; reason: PublishRefusal | 'changed'; publication: PublicationDraft }

/** Published twice is published once; a draft that was changed since the page was shown is shown again. */
export async function publishDraft(
  scope: PolicyScope,
  kind: PolicyKind,
  wish: PublicationWish,
): Promise<PublicationOutcome> {
  const { versions, publication } = await findPublication(scope, kind)
  const meant = versions.find(({ number }) => number === wish.number)
  if (meant?.status === 'published') return { outcome: 'published' }
  if (!publication || publication.draft.version.number !== wish.number) throw new Conflict()
  const { draft } = publication
  if (draft.version.version !== wish.version) return { outcome: 'refused', reason: 'changed', publication }
  const decision = decide(scope, kind, publication, wish)
  if (!decision.allowed) return { outcome: 'refused', reason: decision.reason, publication }
  const { findings, ...columns } = decision.result
  const detail = { policy: kind, number: wish.number, effectiveFrom: columns.effectiveFrom.toISOString() }
  await commitAs(scope, draft.version, { name: 'policy.published', detail }, [
    writeDraft(scope.db, draft.version, {
      ...columns,
      publishedAt: scope.now,
      publishedBy: scope.actor.id,
      findings: storedFindings(findings),
    }),
  ])
  return { outcome: 'published' }
}

function decide(
  scope: PolicyScope,
  policy: PolicyKind,
  { draft, approvers }: PublicationDraft,
  { effectiveOn, accepted }: PublicationWish,
) {
  const { now, company } = scope
  const { timeZone } = company
  const isPast = effectiveOn !== null && effectiveOn < dayOf(now, timeZone)
  if (isPast) return refuse('effective_in_the_past')
  const isLater = effectiveOn !== null && effectiveOn > dayOf(now, timeZone)
  const effectiveFrom = isLater ? startOfDay(effectiveOn, timeZone) : now
  return decidePublish(draft.version, effectiveFrom, now, {
    policy,
    clauses: draft.clauses,
    timeZone,
    versions: draft.versions.filter(({ id }) => id !== draft.version.id),
    findings: draft.findings,
    accepted: accepted.filter(({ by }) => approvers.some(({ id }) => id === by)),
  })
}
