import { describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import { addMonths, type Day, endOfDay, startOfDay } from '#rules/day.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { burdenOfProofEnd } from '#rules/statutory-floor.ts'
import { depotLimits, remediesOf, rightEndsOn } from '#rules/statutory-remedy.ts'
import { contract, machine, policySaying, reported } from '../cases/coverage.ts'
import examples from '../cases/worked-examples.json' with { type: 'json' }

/** Twelve months from the delivery, and nothing that moves the last day. */
const plain = {
  'warranty.lines': [{ scope: 'machine', months: 12, start: 'delivery' as const }],
  'warranty.roll_forward': 'none' as const,
}
const delivered = (on: Day, more: Partial<CoverageInputs> = {}) =>
  reported(on, { asset: machine({ days: { delivery: on } }), ...more })
const lastDay = (on: Day, values: Parameters<typeof policySaying>[0] = {}) =>
  coverageOf(delivered(on), policySaying({ ...plain, ...values })).until

describe('the worked examples of group C', () => {
  test('[C01] [R-CIV-3] twelve months from 29 February end on the last of February', () => {
    expect(lastDay('2024-02-29')).toBe('2025-02-28')
    expect(lastDay('2024-02-29', { 'warranty.period_end': 'day_before' })).toBe('2025-02-27')
  })

  test('[C04] [R-CIV-3] months count from the anchor and are never chained', () => {
    const lines = [{ scope: 'machine', months: 2, start: 'delivery' as const }]
    expect(lastDay('2025-01-31', { 'warranty.lines': lines })).toBe('2025-03-31')
    expect(addMonths(addMonths('2025-01-31', 1), 1)).toBe('2025-03-28')
  })

  test('[C05] [S1.2-01] [R-CIV-2] the corresponding day is the last one covered', () => {
    expect(lastDay('2024-03-01')).toBe('2025-03-01')
    expect(lastDay('2024-03-01', { 'warranty.period_end': 'day_before' })).toBe('2025-02-28')
  })

  test('[C11] [S1.2-01] [R-SB-3] a compressor has a term of its own', () => {
    const clauses = policySaying({
      ...plain,
      'warranty.lines': [
        { scope: 'unit', months: 12, start: 'invoice' },
        { scope: 'compressor', months: 36, start: 'invoice' },
      ],
    })
    const claim = reported('2026-02-01', { asset: machine({ scope: 'unit', days: { invoice: '2024-05-31' } }) })
    expect(coverageOf(claim, clauses)).toMatchObject({ outcome: 'chargeable', until: '2025-05-31' })
    const ofCompressor = { ...claim, component: { key: 'k1', scope: 'compressor' } }
    expect(coverageOf(ofCompressor, clauses)).toMatchObject({ outcome: 'free_under_warranty', until: '2027-05-31' })
  })

  test('[C12] [R-SB-1] [R-CIV-4] the seventh day falls on a Sunday and moves to Monday', () => {
    const calendar = calendarOf(policySaying(), [])
    expect(rightEndsOn('2026-03-01', 7, calendar, 'none')).toBe('2026-03-08')
    expect(rightEndsOn('2026-03-01', 7, calendar, 'any_rest_day')).toBe('2026-03-09')
    expect(rightEndsOn('2026-03-01', 15, calendar, 'any_rest_day')).toBe('2026-03-16')
  })

  test('[C15] [R-TZ-1] the last day is the short one of New York', () => {
    const clauses = policySaying({ ...plain, 'calendar.tz': 'America/New_York', 'calendar.holidays': 'none' })
    const verdict = coverageOf(delivered('2025-03-08'), clauses)
    expect(verdict.until).toBe('2026-03-08')
    expect(verdict.warranty.endsAt).toBe('2026-03-09T04:00:00.000Z')
    const [begins, ends] = [startOfDay('2026-03-08', 'America/New_York'), endOfDay('2026-03-08', 'America/New_York')]
    expect(begins).toEqual(new Date('2026-03-08T05:00:00Z'))
    expect(ends.getTime() - begins.getTime()).toBe(23 * 3_600_000)
    const at = (instant: string) => coverageOf({ ...delivered('2025-03-08'), reportedAt: instant }, clauses).outcome
    expect(at('2026-03-09T03:59:59.000Z')).toBe('free_under_warranty')
    expect(at('2026-03-09T04:00:00.000Z')).toBe('chargeable')
  })

  test('[C16] [R-SB-1] what a buyer may ask for by day and by failed repairs', () => {
    const claimed = (claimedOn: Day, failedRepairs = 0) =>
      remediesOf({ receivedOn: '2026-03-01', claimedOn, failedRepairs }).join('/')
    expect(claimed('2026-03-08')).toBe('refund/exchange/repair')
    expect(claimed('2026-03-09')).toBe('exchange/repair')
    expect(claimed('2026-03-16')).toBe('exchange/repair')
    expect(claimed('2026-03-17')).toBe('repair')
    expect(claimed('2026-05-01', 1)).toBe('repair')
    expect(claimed('2026-05-01', 2)).toBe('exchange/refund')
  })

  test('[C17] [R-SB-2] [R-SB-4] the last days that a machine may lie in the depot', () => {
    expect(depotLimits('2026-01-05')).toEqual({
      ownFault: '2026-02-04',
      partsForPhones: '2026-03-06',
      parts: '2026-04-05',
    })
  })

  test('[C18] [R-SB-2] the same fault within thirty days of a repair is put right free of charge', () => {
    const repairs = [{ from: '2026-01-12', until: '2026-01-20', component: null, fault: 'F12' }] as const
    const asset = machine({ days: { delivery: '2020-01-01' }, repairs })
    const again = (on: Day, fault: string) => coverageOf(reported(on, { asset, fault }), policySaying(plain))
    expect(again('2026-02-19', 'F12')).toMatchObject({
      outcome: 'free_under_warranty',
      until: '2026-02-19',
      clauseKey: 'TX-REPEAT',
      warranty: { basis: 'repair' },
    })
    expect(again('2026-02-20', 'F12').outcome).toBe('chargeable')
    expect(again('2026-01-25', 'F13').outcome).toBe('chargeable')
  })

  test('[C19] [R-CP-4] for half a year the business has to prove that a durable good was sound', () => {
    const china = { country: 'CN' }
    expect(burdenOfProofEnd(china, 'appliance', '2025-08-31')).toEqual({ until: '2026-02-28', law: 'R-CP-4' })
    expect(burdenOfProofEnd(china, null, '2025-08-31')).toBeNull()
    const asset = machine({ category: 'appliance', isConsumerGoods: true, days: { delivery: '2025-08-31' } })
    const unexplained = (on: Day) => coverageOf(reported(on, { asset, cause: null }), policySaying(plain))
    expect(unexplained('2026-02-28').outcome).toBe('free_under_warranty')
    expect(unexplained('2026-03-01')).toMatchObject({ outcome: 'needs_a_look', look: 'cause_unknown' })
  })

  test('[C20] [R-EU-1] [R-EU-2] a repair extends the guarantee once', () => {
    const repaired = (...days: Day[]) => days.map((on) => ({ from: on, until: on, component: null, fault: null }))
    const facts = (on: Day, ...repairs: Day[]) =>
      reported(on, {
        asset: machine({ scope: 'product', days: { delivery: '2024-10-15' }, repairs: repaired(...repairs) }),
        place: { country: 'DE', region: null },
        customerKind: 'person',
        cause: 'lack_of_conformity',
      })
    const clauses = policySaying({ 'calendar.tz': 'Europe/Berlin' }, 'TP-INT')
    expect(coverageOf(facts('2026-08-31'), clauses).until).toBe('2026-10-15')
    expect(coverageOf(facts('2026-12-01', '2026-09-01'), clauses).until).toBe('2027-10-15')
    expect(coverageOf(facts('2027-10-15', '2026-09-01', '2026-12-01'), clauses)).toMatchObject({
      outcome: 'free_under_warranty',
      until: '2027-10-15',
    })
    const added = coverageOf(facts('2027-10-15', '2026-09-01', '2026-12-01'), clauses).steps
    expect(added.filter(({ kind }) => kind === 'extended')).toHaveLength(1)
    expect(coverageOf(facts('2027-10-16', '2026-09-01', '2026-12-01'), clauses).outcome).toBe('chargeable')
  })

  test('[C21] [R-SB-6] months or kilometres, whichever comes first', () => {
    const clauses = policySaying({
      ...plain,
      'warranty.lines': [{ scope: 'unit', months: 24, start: 'delivery', usage: { limit: 50_000, unit: 'km' } }],
    })
    const asset = machine({
      scope: 'unit',
      days: { delivery: '2025-01-10' },
      readings: [{ on: '2026-06-01', unit: 'km', amount: 50_000 }],
    })
    expect(coverageOf(reported('2026-06-01', { asset }), clauses)).toMatchObject({
      outcome: 'free_under_warranty',
      until: '2026-06-01',
    })
    expect(coverageOf(reported('2026-06-02', { asset }), clauses)).toMatchObject({
      outcome: 'chargeable',
      until: '2026-06-01',
      warranty: { reason: 'used_up' },
    })
  })

  test('[C22] [S4.4-02] [S4.4-03] [S4.4-04] [S1.2-01] who pays', () => {
    const clauses = policySaying(plain)
    const outcome = (bought: Day, cause: string, more: Partial<CoverageInputs> = {}) =>
      coverageOf(reported('2026-06-01', { asset: machine({ days: { delivery: bought } }), cause, ...more }), clauses)
        .outcome
    const contracts = [contract()]
    expect(outcome('2026-01-10', 'material')).toBe('free_under_warranty')
    expect(outcome('2026-01-10', 'misuse')).toBe('chargeable')
    expect(outcome('2024-01-10', 'material', { contracts })).toBe('under_contract')
    expect(outcome('2024-01-10', 'material')).toBe('chargeable')
    expect(outcome('2026-01-10', 'misuse', { contracts })).toBe('under_contract')
  })

  test('all of them are here', () => {
    const ids = examples.cases.filter(({ group }) => group === 'C').map(({ id }) => id)
    expect(ids).toEqual('C01 C04 C05 C11 C12 C15 C16 C17 C18 C19 C20 C21 C22'.split(' '))
  })
})
