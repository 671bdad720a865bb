import type { Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { EditRefusal, PolicyKind } from '#rules/policy.ts'
import { decideBreakingOff, decideComment, decideConclusion, decideOpening } from '#rules/policy-consultation.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import { commitAs } from '../queries/guard.ts'
import {
  listConsultationsOf,
  writeComment,
  writeConsultation,
  writeConsultationEnd,
} from '../queries/policy-consultation.ts'
import { draftId, listPolicyVersions, numberedId, writeDraft } from '../queries/policy-version.ts'
import type { PolicyScope } from './policy-draft.ts'

export type OpeningWish = { until: Day; invitation: string }
type Opening = Decision<{ number: number }, EditRefusal | 'too_soon' | 'too_late'>

/** Puts the draft before all members; opened twice, it is open. */
export async function openConsultation(scope: PolicyScope, kind: PolicyKind, wish: OpeningWish): Promise<Opening> {
  const { db, now, actor, company } = scope
  const [versions, consultations] = await read(db, [
    listPolicyVersions(db, kind),
    listConsultationsOf(db, draftId(db, kind)),
  ])
  const version = versions.find(({ status }) => status === 'draft' || status === 'shadow' || status === 'consultation')
  if (!version) throw new Conflict()
  const { number } = version
  if (consultations.some(({ outcome, until }) => outcome === null && until === wish.until)) return allow({ number })
  const decision = decideOpening(version, wish.until, now, company.timeZone)
  if (!decision.allowed) return decision
  const event = { name: 'policy.consultation_opened', detail: { policy: kind, number, until: wish.until } }
  await commitAs(scope, version, event, [
    writeConsultation(db, { id: newId(now), versionId: version.id, ...wish, openedAt: now, openedBy: actor.id }),
    writeDraft(db, version, decision.result),
  ])
  return allow({ number })
}

type Found = { version: PolicyVersion; latest: PolicyConsultation }

async function findLatest({ db }: PolicyScope, kind: PolicyKind, number: number): Promise<Found> {
  const [versions, [latest]] = await read(db, [
    listPolicyVersions(db, kind),
    listConsultationsOf(db, numberedId(db, kind, number)),
  ])
  const version = versions.find((one) => one.number === number)
  if (!version || !latest) throw new NotFound('consultation')
  return { version, latest }
}

/** `id` comes from the form: sent twice, it is one comment. */
export type CommentWish = { id: string; clauseKey: string | null; body: string }

export async function addComment(
  scope: PolicyScope,
  kind: PolicyKind,
  number: number,
  comment: CommentWish,
): Promise<Decision<true, 'not_open'>> {
  const { db, now, actor, company } = scope
  const { latest } = await findLatest(scope, kind, number)
  const decision = decideComment({ consultation: latest, now, timeZone: company.timeZone })
  if (!decision.allowed) return decision
  const event = { name: 'policy.commented', detail: { policy: kind, number } }
  const row = { ...comment, consultationId: latest.id, memberId: actor.id, at: now }
  try {
    await commitAs(scope, { id: comment.id, version: 0 }, event, [writeComment(db, row)])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  return decision
}

/** The draft goes on, with the record that members were consulted on it. */
export async function concludeConsultation(
  scope: PolicyScope,
  kind: PolicyKind,
  number: number,
  conclusion: string,
): Promise<Decision<true, 'still_open' | 'ended'>> {
  const found = await findLatest(scope, kind, number)
  if (found.latest.outcome === 'concluded') return allow(true)
  const decision = decideConclusion({
    consultation: found.latest,
    now: scope.now,
    timeZone: scope.company.timeZone,
  })
  return decision.allowed ? end(scope, kind, found, { ...decision.result, conclusion }) : refuse(decision.reason)
}

/** The draft goes on as one that nobody was consulted on. */
export async function breakOffConsultation(
  scope: PolicyScope,
  kind: PolicyKind,
  number: number,
  conclusion: string,
): Promise<Decision<true, 'ended'>> {
  const found = await findLatest(scope, kind, number)
  if (found.latest.outcome === 'broken_off') return allow(true)
  const decision = decideBreakingOff(found.latest)
  return decision.allowed ? end(scope, kind, found, { ...decision.result, conclusion }) : refuse(decision.reason)
}

const endings = { concluded: 'policy.consultation_concluded', broken_off: 'policy.consultation_broken_off' }

async function end(
  scope: PolicyScope,
  kind: PolicyKind,
  { version, latest }: Found,
  ending: { outcome: 'concluded' | 'broken_off'; conclusion: string },
): Promise<Decision<true, never>> {
  const { db, now, actor } = scope
  const event = { name: endings[ending.outcome], detail: { policy: kind, number: version.number } }
  await commitAs(scope, version, event, [
    writeDraft(db, version, { status: 'draft' }),
    writeConsultationEnd(db, latest.id, { ...ending, endedAt: now, endedBy: actor.id }),
  ])
  return allow(true)
}
