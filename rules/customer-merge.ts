import { addDays, type Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'

/** So long what was merged can be taken apart again. */
export const mergeUndoDays = 30

/** What goes over to the customer that is kept; `customers` are those that had been merged into the one that goes now. */
export const movedKinds = [
  'contacts',
  'sites',
  'assets',
  'contracts',
  'serviceRequests',
  'renewals',
  'consents',
  'customers',
] as const
export type MovedKind = (typeof movedKinds)[number]

type Mergeable = { id: string; mergedInto: string | null; archivedAt: Date | null }

export type MergeReason = 'same' | 'merged' | 'archived'

/** Two records of one customer: what is archived is brought back first, by somebody who looked at it. */
export function decideMerge(kept: Mergeable, merged: Mergeable): Decision<true, MergeReason> {
  if (kept.id === merged.id) return refuse('same')
  if (kept.mergedInto || merged.mergedInto) return refuse('merged')
  return kept.archivedAt || merged.archivedAt ? refuse('archived') : allow(true)
}

export const lastUndoDay = (mergedOn: Day): Day => addDays(mergedOn, mergeUndoDays)

type Identity = { name: string; phone: string; phoneKey: string; email: string | null }

/**
 * How the one that goes was reached becomes a contact of the one that is kept, unless that number and that address are
 * known there: nobody is lost by merging.
 */
export function contactFromMerged(
  merged: Identity,
  kept: Pick<Identity, 'phoneKey' | 'email'>,
  contacts: readonly Pick<Identity, 'phoneKey' | 'email'>[],
): Identity | null {
  const isKnown = (value: string | null, of: 'phoneKey' | 'email') =>
    !value || [kept, ...contacts].some((one) => one[of]?.toLowerCase() === value.toLowerCase())
  return isKnown(merged.phoneKey, 'phoneKey') && isKnown(merged.email, 'email') ? null : merged
}

export type UndoReason = 'undone' | 'over' | 'merged_on' | 'moved_on'

export type UndoFacts = {
  undoneAt: Date | null
  undoUntil: Day
  today: Day
  /** The customer that was kept is itself merged into another one now. */
  keptMergedInto: string | null
  /** The customer that went points to another one now. */
  pointsElsewhere: boolean
  /** How many of what was moved there are, and how many of them still belong to the customer that was kept. */
  moved: number
  stillThere: number
}

/** All goes back, or nothing: what has gone on to somebody else since cannot be sent back by guessing. */
export function decideMergeUndo(facts: UndoFacts): Decision<true, UndoReason> {
  if (facts.undoneAt) return refuse('undone')
  if (facts.today > facts.undoUntil) return refuse('over')
  if (facts.keptMergedInto || facts.pointsElsewhere) return refuse('merged_on')
  return facts.stillThere < facts.moved ? refuse('moved_on') : allow(true)
}
