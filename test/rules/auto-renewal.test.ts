import { describe, expect, test } from 'vitest'
import { decideAutomaticRenewal, decideAutoRenew, renewalWindow } from '#rules/auto-renewal.ts'
import type { Day } from '#rules/day.ts'
import { type PlanInput, plannedNotices } from '#rules/notice-plan.ts'
import type { EndingSubject, RenewalTier } from '#rules/renewal.ts'
import { contact, contract, planning, recipients, tier } from '../cases/renewal.ts'

const renewing = (endsOn: Day, change: Partial<EndingSubject> = {}) => contract(endsOn, { autoRenew: true, ...change })
const cn = { country: 'CN', region: null }
const california = { country: 'US', region: 'CA' }
const until = new Date('2028-01-01T00:00:00Z')
const told = (subject: EndingSubject, tiers: RenewalTier[], change: Partial<PlanInput> = {}) =>
  plannedNotices(planning(subject, tiers, '2025-06-01T00:00:00Z', { until, ...change })).planned.map(
    ({ key, dueOn, duty }) => [key.kind, key.lead, dueOn, duty?.latestOn ?? null],
  )

describe('when the customer has to be told', () => {
  test('[GR-11] [R-MS-5] five days before, wherever no other law is known', () => {
    expect(renewalWindow({ country: 'DE', region: null }, renewing('2026-12-31'))).toEqual({
      earliestOn: null,
      latestOn: '2026-12-27',
      laws: ['GR-11', 'R-MS-5'],
    })
  })

  test('[R-US-2] California’s window is for terms of a year and more, or of unknown length', () => {
    const window = (startsOn: Day | null) => renewalWindow(california, renewing('2026-12-30', { startsOn }))
    expect(window('2025-12-31')).toMatchObject({ earliestOn: '2026-11-16', latestOn: '2026-12-16' })
    expect(window(null)).toEqual(window('2025-12-31'))
    expect(window('2026-01-01')).toMatchObject({ earliestOn: null, latestOn: '2026-12-26' })
  })

  test('where it can only be ended earlier, the customer hears of it so many days earlier, inside the law’s window', () => {
    const latest = (place: typeof cn | typeof california, autoRenewNoticeDays: number) =>
      renewalWindow(place, renewing('2026-12-30', { autoRenewNoticeDays })).latestOn
    expect(latest(cn, 30)).toBe('2026-11-26')
    expect(latest(california, 20)).toBe('2026-11-26')
    expect(latest(california, 60)).toBe('2026-11-16')
  })
})

describe('[GR-11] what the plan makes of the policy’s lines', () => {
  test('a line in time keeps the law, and the others stay as they are', () => {
    const tiers = [tier(1, 'month'), tier(2, 'day'), tier(3, 'month', 'internal')]
    expect(told(renewing('2026-12-31'), tiers)).toEqual([
      ['contract_end', '3 month', '2026-09-30', null],
      ['auto_renewal', '1 month', '2026-11-30', '2026-12-27'],
      ['auto_renewal', '2 day', '2026-12-29', null],
    ])
  })

  test('a line that is too late moves to the law’s last day; only the nearest one does', () => {
    const tiers = [tier(1, 'day'), tier(3, 'day')]
    expect(told(renewing('2026-12-31'), tiers)).toEqual([
      ['auto_renewal', '3 day', '2026-12-27', '2026-12-27'],
      ['auto_renewal', '1 day', '2026-12-30', null],
    ])
  })

  test('on a rest day it goes out on the working day before, never on the one after', () => {
    const shifted = tier(3, 'day', 'customer', { shift: 'next' })
    expect(told(renewing('2026-10-08'), [shifted])).toEqual([['auto_renewal', '3 day', '2026-09-30', '2026-10-04']])
  })

  test('with no line for the customer, or an offer only, the law adds one, and says that no clause asks for it', () => {
    const added = [['auto_renewal', '5 day', '2026-12-25', '2026-12-27']]
    expect(told(renewing('2026-12-31'), [])).toEqual(added)
    const offer = tier(2, 'day', 'customer', { content: 'commercial' })
    expect(told(renewing('2026-12-31'), [offer])).toEqual([['auto_renewal', '5 day', '2026-12-27', '2026-12-27']])
    const [notice] = plannedNotices(planning(renewing('2026-12-31'), [], '2026-12-28T02:00:00Z')).planned
    expect(notice!.why).toMatchObject({ clauseKey: null, laws: ['GR-11', 'R-MS-5'] })
    expect(notice!.why.steps.slice(0, 3)).toEqual([
      { kind: 'renews', on: '2027-01-01' },
      { kind: 'law_adds', earliestOn: null, latestOn: '2026-12-27' },
      { kind: 'before', before: 5, unit: 'day', on: '2026-12-27' },
    ])
  })

  test('[R-US-2] where all lines are too early for California, one is added inside its window', () => {
    const inCalifornia = told(renewing('2026-12-30'), [tier(3, 'month')], california)
    expect(inCalifornia).toEqual([
      ['auto_renewal', '3 month', '2026-09-30', null],
      ['auto_renewal', '15 day', '2026-12-16', '2026-12-16'],
    ])
  })

  test('of two lines that make the same message, the one inside the law’s window is sent', () => {
    const [inside, before] = [{ shift: 'none' as const }, { shift: 'previous' as const }]
    const lines = [tier(44, 'day', 'customer', before), tier(44, 'day', 'customer', inside)]
    expect(told(renewing('2026-12-29'), lines.slice(0, 1), california)).toHaveLength(2)
    expect(told(renewing('2026-12-29'), lines, california)).toEqual([
      ['auto_renewal', '44 day', '2026-11-15', '2026-12-15'],
    ])
  })

  test('a rest day is no reason to leave the law’s window', () => {
    const shifted = tier(1, 'day', 'customer', { shift: 'previous' })
    const subject = renewing('2026-12-29', { autoRenewNoticeDays: 60 })
    expect(told(subject, [shifted], california)).toEqual([['auto_renewal', '1 day', '2026-11-15', '2026-11-15']])
  })

  test('caught up too late, the notice still goes out, and says that the law’s day was missed', () => {
    const at = (now: string) =>
      plannedNotices(planning(renewing('2026-12-31'), [tier(1, 'month')], now)).planned[0]!.duty
    expect(at('2026-12-27T02:00:00Z')).toEqual({ latestOn: '2026-12-27', missed: false })
    expect(at('2026-12-28T02:00:00Z')).toEqual({ latestOn: '2026-12-27', missed: true })
    expect(at('2026-12-27T14:00:00Z')).toEqual({ latestOn: '2026-12-27', missed: true })
  })

  test('a warranty, and a contract that ends by itself, owe nothing of the kind', () => {
    expect(told(contract('2026-12-31'), [tier(1, 'day')])).toEqual([['contract_end', '1 day', '2026-12-30', null]])
    const warranty = renewing('2026-12-31', { kind: 'warranty' })
    expect(told(warranty, [tier(1, 'day')])).toEqual([['warranty_end', '1 day', '2026-12-30', null]])
  })
})

describe('[GR-11] what may be agreed, and what comes true', () => {
  const subject = renewing('2026-12-31')

  test('an automatic renewal is agreed only while the customer can still be told in time', () => {
    const agree = (today: Day, customer = [contact()]) => decideAutoRenew(subject, cn, customer, today)
    expect(agree('2026-12-27')).toMatchObject({ allowed: true, result: { latestOn: '2026-12-27' } })
    expect(agree('2026-12-28')).toEqual({ allowed: false, reason: 'too_late_to_tell' })
    expect(agree('2026-01-01', [])).toEqual({ allowed: false, reason: 'nobody_to_tell' })
    expect(agree('2026-01-01', [contact({ suppressed: ['email', 'sms'] })])).toEqual({
      allowed: false,
      reason: 'nobody_to_tell',
    })
    expect(decideAutoRenew(contract('2026-12-31'), cn, recipients().customer, '2026-01-01')).toMatchObject({
      reason: 'not_automatic',
    })
    expect(decideAutoRenew({ ...subject, status: 'cancelled' }, cn, [contact()], '2026-01-01')).toMatchObject({
      reason: 'over',
    })
  })

  test('a contract extends itself only if somebody was told on a day that counts', () => {
    const renew = (toldOn: Day[], place: typeof cn | typeof california = cn) =>
      decideAutomaticRenewal(subject, place, toldOn)
    expect(renew(['2026-12-27'])).toEqual({ allowed: true, result: { startsOn: '2027-01-01' } })
    expect(renew(['2026-12-28'])).toEqual({ allowed: false, reason: 'not_told' })
    expect(renew([])).toEqual({ allowed: false, reason: 'not_told' })
    expect(renew(['2026-10-01'], california)).toEqual({ allowed: false, reason: 'not_told' })
    expect(renew(['2026-10-01', '2026-12-01'], california)).toMatchObject({ allowed: true })
    expect(decideAutomaticRenewal({ ...subject, status: 'renewed' }, cn, ['2026-12-01'])).toMatchObject({
      reason: 'over',
    })
    expect(decideAutomaticRenewal(contract('2026-12-31'), cn, ['2026-12-01'])).toMatchObject({
      reason: 'not_automatic',
    })
  })
})
