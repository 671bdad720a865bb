import { type Day, dayOf, startOfDay } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Acceptance, type Clause, decidePublish, type PolicyKind, type PublishRefusal } from '#rules/policy.ts'
import { type CallingOffRefusal, decideCallingOff, wasCalledOff } from '#rules/policy-publication.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { writeEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import {
  baseOfDraftId,
  listApprovers,
  listPolicyVersions,
  writeBaseOf,
  writeCalledOff,
  writeDraft,
} from '../queries/policy-version.ts'
import { type Draft, draftFrom, draftQueries, type PolicyScope, storedFindings } from './policy-draft.ts'

export type Approver = { id: string; name: string; role: string }
export type PublicationDraft = { draft: Draft; base: Clause[]; approvers: Approver[] }

/** One round trip: the draft, what it changes, and who may take findings on. Null: there is no draft, or no longer. */
export async function findPublication(
  scope: PolicyScope,
  kind: PolicyKind,
): Promise<{ versions: PolicyVersion[]; publication: PublicationDraft | null }> {
  const { db } = scope
  const [base, approvers, ...answers] = await read(db, [
    listClausesOf(db, baseOfDraftId(db, kind)),
    listApprovers(db),
    ...draftQueries(scope, kind),
  ])
  const draft = draftFrom(scope, kind, answers)
  const [versions] = answers
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
    writePlanningChanged(scope.db, scope.now),
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

/** Takes a version back before its first day. What was made from it then differs from what it was made from itself. */
export async function callOffPublication(
  scope: PolicyScope,
  kind: PolicyKind,
  number: number,
  reason: string,
): Promise<Decision<true, CallingOffRefusal>> {
  const { db, now } = scope
  const [versions] = await read(db, [listPolicyVersions(db, kind)])
  const version = versions.find((one) => one.number === number)
  if (!version) throw new NotFound('policy version')
  if (wasCalledOff(version)) return allow(true)
  const decision = decideCallingOff(version, now)
  if (!decision.allowed) return decision
  const event = { name: 'policy.publication_called_off', detail: { policy: kind, number, reason } }
  const later = versions.filter(({ basedOn, status }) => basedOn === version.id && status !== 'withdrawn')
  await commitAs(scope, version, event, [
    writeCalledOff(db, version, reason, now),
    ...later.flatMap((one) => rebased(scope, one, version.basedOn)),
    writePlanningChanged(db, now),
  ])
  return allow(true)
}

/** A draft is locked meanwhile: whoever is about to publish it is shown anew what it changes. */
function rebased(scope: PolicyScope, version: PolicyVersion, basedOn: string | null): Statement[] {
  const { db, now, actor } = scope
  if (version.status === 'published' || version.status === 'superseded') return [writeBaseOf(db, version, basedOn)]
  const detail = { policy: version.policy, number: version.number }
  return [
    writeEvent(db, {
      ...{ id: newId(now), subject: version.id, version: version.version + 1, name: 'policy.draft_rebased' },
      ...{ actor: actor.id, at: now, detail },
    }),
    writeDraft(db, version, { basedOn }),
  ]
}
