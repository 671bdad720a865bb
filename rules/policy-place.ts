import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import { chaptersOf } from '#rules/policy-text.ts'

/** Where a clause stands: behind another one, or at the head of a chapter. Said twice it moves nothing twice. */
export type Place = { after: string } | { head: string }

export const placeText = (place: Place) => ('after' in place ? `after:${place.after}` : `head:${place.head}`)

export function parsePlace(text: string): Place | null {
  const [, kind, rest = ''] = /^(after|head):(.+)$/su.exec(text) ?? []
  if (!kind) return null
  return kind === 'after' ? { after: rest } : { head: rest }
}

export type Move = { clauses: Clause[]; clause: Clause; from: number; to: number; isMoved: boolean }

/** The document with the clause in its new place: numbers follow, keys stay. Refused where the place is gone. */
export function decideMove(clauses: readonly Clause[], key: string, place: Place): Decision<Move, 'place_gone'> {
  const from = clauses.findIndex((clause) => clause.key === key)
  const clause = clauses[from]
  if (!clause) return refuse('place_gone')
  const others = clauses.toSpliced(from, 1)
  const to = indexIn(others, place)
  const neighbour = 'after' in place ? others[to - 1] : others[to]
  const isOwn = 'after' in place ? place.after === key : to < 0 && place.head === clause.chapter['zh-CN']
  if (isOwn) return allow({ clauses: [...clauses], clause, from, to: from, isMoved: false })
  if (to < 0 || !neighbour) return refuse('place_gone')
  const placed = { ...clause, chapter: neighbour.chapter, number: to + 1 }
  const moved = others.toSpliced(to, 0, placed).map((one, index) => ({ ...one, number: index + 1 }))
  const isMoved = to !== from || placed.chapter['zh-CN'] !== clause.chapter['zh-CN']
  return allow({ clauses: moved, clause: placed, from, to, isMoved })
}

function indexIn(others: readonly Clause[], place: Place): number {
  if ('head' in place) return others.findIndex(({ chapter }) => chapter['zh-CN'] === place.head)
  const after = others.findIndex(({ key }) => key === place.after)
  return after < 0 ? -1 : after + 1
}

export type Steps = { up: Place | null; down: Place | null }

/** One step up and down; the last clause of a chapter stays, for the chapter would be gone with it. */
export function stepsOf(clauses: readonly Clause[], key: string): Steps {
  const at = clauses.findIndex((clause) => clause.key === key)
  const own = clauses[at]
  if (!own) return { up: null, down: null }
  const isIn = (clause: Clause | undefined) => clause?.chapter['zh-CN'] === own.chapter['zh-CN']
  const [before, next] = [clauses[at - 1], clauses[at + 1]]
  const isAlone = !isIn(before) && !isIn(next)
  const above = clauses[at - 2]
  const up = isIn(before) ? (above && isIn(above) ? behind(above) : head(own)) : before && !isAlone && behind(before)
  const down = isIn(next) ? next && behind(next) : next && !isAlone && head(next)
  return { up: up || null, down: down || null }
}

const behind = ({ key }: Clause): Place => ({ after: key })
const head = ({ chapter }: Clause): Place => ({ head: chapter['zh-CN'] })

export type PlaceOption = { place: Place; chapter: number; title: Clause['chapter']; after: Clause | null }

/** Every place that the clause could have and has not, in the document's order. */
export function placesFor(clauses: readonly Clause[], key: string): PlaceOption[] {
  const own = clauses.find((clause) => clause.key === key)
  const options = chaptersOf(clauses).flatMap(({ number, title, clauses: within }): PlaceOption[] => [
    { place: { head: title['zh-CN'] }, chapter: number, title, after: null },
    ...within
      .filter((clause) => clause !== own)
      .map((after) => ({ place: behind(after), chapter: number, title, after })),
  ])
  return options.filter(({ place }) => {
    const move = decideMove(clauses, key, place)
    return move.allowed && move.result.isMoved
  })
}

/** Whether its chapter has no other clause: moved away, it takes the chapter with it. */
export const isAloneInChapter = (clauses: readonly Clause[], { chapter }: Clause) =>
  clauses.filter((one) => one.chapter['zh-CN'] === chapter['zh-CN']).length === 1
