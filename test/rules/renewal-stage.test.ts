import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, type Day, daysBetween } from '#rules/day.ts'
import {
  beginRenewal,
  decideAnswer,
  decideComeback,
  decideFollowUp,
  decideLapse,
  decideLoss,
  decideOwner,
  decideQuote,
  lossReasons,
  type RenewalDecision,
  type RenewalStanding,
  renewalStages,
} from '#rules/renewal-stage.ts'
import { nextTerm, termOf } from '#rules/renewal-term.ts'
import { china } from '../cases/renewal.ts'

const today = '2026-12-01'
const now = new Date('2026-12-01T02:00:00Z')
const told: RenewalStanding = {
  stage: 'told',
  endsOn: '2026-12-31',
  ownerId: 'li',
  answer: null,
  followUpOn: '2026-12-08',
}
const over = (['renewed', 'lost'] as const).map((stage): RenewalStanding => ({ ...told, stage }))
const moved = (decision: RenewalDecision) => {
  if (!decision.allowed) throw new Error(decision.reason)
  return decision.result
}
const reason = (decision: RenewalDecision) => (decision.allowed ? null : decision.reason)
const yuan = (minor: number) => ({ minor, currency: 'CNY' })

test('[S4.4-29] as the customer is told, a follow-up is put down for a working week later, at the latest for the last day', () => {
  const begin = (on: Day, endsOn: Day) => beginRenewal({ on, endsOn, ownerId: null, calendar: china })
  expect(begin('2026-11-30', '2026-12-31')).toEqual({ stage: 'told', ownerId: null, followUpOn: '2026-12-07' })
  expect(begin('2026-09-30', '2026-12-31').followUpOn).toBe('2026-10-13')
  expect(begin('2026-12-30', '2026-12-31').followUpOn).toBe('2026-12-31')
  expect(begin('2027-01-04', '2026-12-31').followUpOn).toBe('2027-01-04')
})

test('[S4.2-38] the one who follows up is somebody who works here', () => {
  expect(moved(decideOwner(told, 'chen', ['li', 'chen']))).toEqual({ stage: 'told', ownerId: 'chen' })
  expect(reason(decideOwner(told, 'gone', ['li', 'chen']))).toBe('unknown_member')
})

describe('[S4.4-29] from told to renewed or lost', () => {
  test('an answer is followed up on the same day, and does not undo a quote', () => {
    expect(moved(decideAnswer(told, 'call_me', now, today))).toEqual({
      stage: 'answered',
      answer: 'call_me',
      answeredAt: now,
      followUpOn: today,
    })
    expect(moved(decideAnswer({ ...told, stage: 'quoted' }, 'renew', now, today)).stage).toBe('quoted')
    expect(moved(decideAnswer({ ...told, stage: 'answered', answer: 'call_me' }, 'renew', now, today)).answer).toBe(
      'renew',
    )
    expect(reason(decideAnswer({ ...told, answer: 'renew' }, 'renew', now, today))).toBe('already_answered')
    expect(reason(decideAnswer(told, 'never', now, today))).toBe('unknown_answer')
  })

  test('a quote has a price, an owner and a day to ask again; a better one may follow', () => {
    const quote = (change: Partial<RenewalStanding>, minor = 120_000, on: Day = '2026-12-05') =>
      decideQuote({ ...told, ...change }, yuan(minor), on, today)
    expect(moved(quote({}))).toEqual({ stage: 'quoted', quoted: yuan(120_000), followUpOn: '2026-12-05' })
    expect(moved(quote({ stage: 'quoted' }, 100_000)).quoted).toEqual(yuan(100_000))
    expect(reason(quote({ ownerId: null }))).toBe('no_owner')
    expect([0, -1, 0.5, Number.NaN].map((minor) => reason(quote({}, minor)))).toEqual(Array(4).fill('no_price'))
    expect(reason(quote({}, 1, '2026-11-30'))).toBe('in_the_past')
  })

  test('a follow-up is somebody’s, today or later', () => {
    expect(moved(decideFollowUp(told, today, today)).followUpOn).toBe(today)
    expect(reason(decideFollowUp(told, '2026-11-30', today))).toBe('in_the_past')
    expect(reason(decideFollowUp({ ...told, ownerId: null }, today, today))).toBe('no_owner')
  })

  test('a loss has a reason; after a month of silence it is lost by itself', () => {
    for (const because of lossReasons) expect(moved(decideLoss(told, because, now)).lostBecause).toBe(because)
    expect(reason(decideLoss(told, '', now))).toBe('unknown_reason')
    expect(reason(decideLapse(told, now, '2027-01-30'))).toBe('not_lapsed')
    expect(moved(decideLapse(told, now, '2027-01-31'))).toEqual({
      stage: 'lost',
      lostBecause: 'lapsed',
      followUpOn: null,
      closedAt: now,
    })
  })

  test('a lost customer can come back; a renewed one is a contract already', () => {
    expect(moved(decideComeback({ ...told, stage: 'lost' }, today))).toEqual({
      stage: 'answered',
      lostBecause: null,
      followUpOn: today,
      closedAt: null,
    })
    const others = renewalStages.filter((stage) => stage !== 'lost')
    expect(others.map((stage) => reason(decideComeback({ ...told, stage }, today)))).toEqual(
      others.map(() => 'not_lost'),
    )
  })

  test('what is renewed or lost is over: no step moves it any more', () => {
    for (const one of over) {
      const steps = [
        decideOwner(one, 'li', ['li']),
        decideFollowUp(one, today, today),
        decideAnswer(one, 'renew', now, today),
        decideQuote(one, yuan(1), today, today),
        decideLoss(one, 'price', now),
        decideLapse(one, now, '2027-06-01'),
      ]
      expect(steps.map(reason)).toEqual(steps.map(() => 'over'))
    }
  })
})

describe('the next term', () => {
  const next = (startsOn: Day, endsOn: Day) => {
    const term = nextTerm({ startsOn, endsOn })
    return [term.startsOn, term.endsOn]
  }

  test('[R-CIV-3] it begins the day after and is as long: whole months stay whole, whatever the month’s length', () => {
    expect(next('2026-01-01', '2026-12-31')).toEqual(['2027-01-01', '2027-12-31'])
    expect(next('2027-03-01', '2028-02-29')).toEqual(['2028-03-01', '2029-02-28'])
    expect(next('2026-01-01', '2026-01-31')).toEqual(['2026-02-01', '2026-02-28'])
    expect(next('2024-01-31', '2024-02-28')).toEqual(['2024-02-29', '2024-03-30'])
    expect(next('2024-02-29', '2025-02-27')).toEqual(['2025-02-28', '2026-02-27'])
    expect(next('2020-01-01', '2021-01-31')).toEqual(['2021-02-01', '2022-02-28'])
  })

  test('a term up to and with the corresponding day goes on in the same way', () => {
    expect(next('2025-03-25', '2026-03-25')).toEqual(['2026-03-26', '2027-03-26'])
    expect(next('2024-02-29', '2025-02-28')).toEqual(['2025-03-01', '2026-03-01'])
  })

  test('a term of days has as many days again', () => {
    expect(next('2026-01-10', '2026-03-01')).toEqual(['2026-03-02', '2026-04-21'])
    expect(next('2026-01-10', '2026-01-10')).toEqual(['2026-01-11', '2026-01-11'])
  })

  test('any term is followed without a gap, and by one that differs by a short month and a leap day at the most', () => {
    const anyStart = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days))
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 0, max: 1200 }), (startsOn, length) => {
        const term = { startsOn, endsOn: addDays(startsOn, length) }
        const after = nextTerm(term)
        expect(daysBetween(term.endsOn, after.startsOn)).toBe(1)
        expect(Math.abs(daysBetween(after.startsOn, after.endsOn) - length)).toBeLessThanOrEqual(3 + 1)
      }),
    )
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 60 }), (startsOn, months) => {
        const term = termOf(startsOn, months)
        expect(nextTerm(term)).toEqual({
          startsOn: addDays(term.endsOn, 1),
          endsOn: addDays(addMonths(startsOn, 2 * months), -1),
        })
      }),
    )
  })
})
