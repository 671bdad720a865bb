import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import { type Clause, clausesSchema } from '#rules/policy.ts'
import { diffVersions } from '#rules/policy-difference.ts'
import { decideMove, parsePlace, placesFor, placeText, stepsOf } from '#rules/policy-place.ts'

const { service } = packVersion('TP-HAS', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
const keysOf = (clauses: readonly Clause[]) => clauses.map(({ key }) => key)
const moved = (clauses: readonly Clause[], key: string, place: Parameters<typeof decideMove>[2]) => {
  const move = decideMove(clauses, key, place)
  if (!move.allowed) throw new Error(move.reason)
  return move.result.clauses
}
const chapterOf = (clauses: readonly Clause[], key: string) => clauses.find((one) => one.key === key)!.chapter

describe('a clause in another place', () => {
  test('stays a whole document whatever is moved where: numbers follow, keys and words stay, twice is once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }), (moves) => {
        let clauses: Clause[] = service
        for (const [which, where] of moves) {
          const { key } = clauses[which % clauses.length]!
          const places = placesFor(clauses, key)
          const { place } = places[where % places.length]!
          const after = moved(clauses, key, place)
          expect(decideMove(after, key, place)).toMatchObject({ allowed: true, result: { isMoved: false } })
          expect(parsePlace(placeText(place))).toEqual(place)
          clauses = after
        }
        expect(v.safeParse(clausesSchema, clauses).success).toBe(true)
        expect(keysOf(clauses).toSorted()).toEqual(keysOf(service).toSorted())
      }),
    )
  })

  test('a step up and a step down lead back', () => {
    for (const { key } of service) {
      const { down } = stepsOf(service, key)
      if (!down) continue
      const lower = moved(service, key, down)
      const { up } = stepsOf(lower, key)
      expect([key, keysOf(moved(lower, key, up!)), chapterOf(moved(lower, key, up!), key)]).toEqual([
        key,
        keysOf(service),
        chapterOf(service, key),
      ])
    }
  })

  test('the first goes no further up, the last no further down; over the edge of a chapter it changes the chapter', () => {
    expect(stepsOf(service, service[0]!.key).up).toBeNull()
    expect(stepsOf(service, service.at(-1)!.key).down).toBeNull()
    const first = service.find(({ chapter }) => chapter.en !== service[0]!.chapter.en)!
    const over = moved(service, first.key, stepsOf(service, first.key).up!)
    expect(keysOf(over)).toEqual(keysOf(service))
    expect(chapterOf(over, first.key)).toEqual(service[0]!.chapter)
  })

  test('a clause alone in its chapter is moved on purpose only', () => {
    const alone = service.filter(({ chapter }, at) => at === 0 || chapter.en !== service[0]!.chapter.en)
    expect(stepsOf(alone, alone[0]!.key)).toEqual({ up: null, down: null })
    expect(placesFor(alone, alone[0]!.key).length).toBeGreaterThan(3)
  })

  test('a place that is gone is refused', () => {
    expect(decideMove(service, 'TX-ARRIVE', { after: 'TX-NOTHING' })).toMatchObject({ reason: 'place_gone' })
    expect(decideMove(service, 'TX-ARRIVE', { head: '没有这一章' })).toMatchObject({ reason: 'place_gone' })
    expect(parsePlace('somewhere')).toBeNull()
  })
})

describe('what a move is told as', () => {
  test('one clause that was moved far is the only one that is different, and nothing in it is changed', () => {
    const last = service.at(-1)!
    const after = moved(service, last.key, { head: service[0]!.chapter['zh-CN'] })
    expect(diffVersions(service, after)).toMatchObject([
      { key: last.key, kind: 'changed', moved: true, worded: false, parameters: [] },
    ])
  })

  test('within a chapter too; a clause put in or taken out before others moves none of them', () => {
    const chapter = service.filter((one) => one.chapter.en === service[0]!.chapter.en)
    const after = moved(service, chapter[0]!.key, { after: chapter.at(-1)!.key })
    expect(diffVersions(service, after).map(({ key, moved: is }) => [key, is])).toEqual([[chapter[0]!.key, true]])
    const without = service.slice(1).map((one, at) => ({ ...one, number: at + 1 }))
    expect(diffVersions(service, without).filter(({ moved: is }) => is)).toEqual([])
  })
})
