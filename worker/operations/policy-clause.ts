import * as v from 'valibot'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Clause, clauseSchema, decideEdit, type EditRefusal, type PolicyKind } from '#rules/policy.ts'
import { decideRemoval } from '#rules/policy-draft.ts'
import { decideMove, type Place } from '#rules/policy-place.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { hashOf } from '#tenants/vault.ts'
import { writeClauseEdit, writeClauseInserted, writeClauseMoved, writeClauseRemoved } from '../queries/clause.ts'
import { type Draft, findDraftToWrite, type PolicyScope, storeClauses } from './policy-draft.ts'

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
  await storeClauses(scope, kind, { draft, clauses }, { name: 'policy.clause_changed', detail }, [
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
  await storeClauses(scope, kind, { draft, clauses }, { name: 'policy.clause_added', detail }, writes)
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
  await storeClauses(scope, kind, { draft, clauses }, { name: 'policy.clause_removed', detail }, writes)
  return decision
}

/** Two people may move two clauses at the same instant: whoever comes second tries once more. */
export async function moveClause(
  scope: PolicyScope,
  kind: PolicyKind,
  key: string,
  place: Place,
): Promise<Decision<Clause[], 'place_gone'>> {
  try {
    return await moveOnce(scope, kind, key, place)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return moveOnce(scope, kind, key, place)
  }
}

async function moveOnce(
  scope: PolicyScope,
  kind: PolicyKind,
  key: string,
  place: Place,
): Promise<Decision<Clause[], 'place_gone'>> {
  const draft = await findDraftToWrite(scope, kind)
  findClause(draft, key)
  const decision = decideMove(draft.clauses, key, place)
  if (!decision.allowed) return decision
  const { clauses, clause, from, to, isMoved } = decision.result
  if (!isMoved) return allow(clauses)
  const detail = { policy: kind, number: draft.version.number, clause: clause.number, title: clause.title }
  const writes = writeClauseMoved(scope.db, draft.version.id, clause, from, to)
  await storeClauses(scope, kind, { draft, clauses }, { name: 'policy.clause_moved', detail }, writes)
  return allow(clauses)
}

const renumbered = (clauses: readonly Clause[]) => clauses.map((clause, at) => ({ ...clause, number: at + 1 }))
