import { describe, expect, test } from 'vitest'
import { end, lines, standing, year } from '../cases/warranty.ts'

describe('where a term begins', () => {
  const fallback = lines({ scope: 'machine', months: 12, start: 'commissioning' })

  test('the event that the line names; where it is not on record, the first fallback that is [R-CP-6]', () => {
    const days = { commissioning: '2025-03-25', installation: '2025-03-20', delivery: '2025-03-10' } as const
    expect(standing('2026-03-01', { days }, fallback).from).toBe('2025-03-25')
    const { commissioning: _, ...without } = days
    expect(standing('2026-03-01', { days: without }, fallback)).toMatchObject({ from: '2025-03-20' })
    expect(standing('2026-03-01', { days: without }, fallback).steps[0]).toEqual({
      kind: 'starts',
      event: 'installation',
      on: '2025-03-20',
      unknown: ['commissioning'],
    })
    expect(standing('2026-03-01', { days: { delivery: '2025-03-10' } }, fallback).from).toBe('2025-03-10')
  })

  test('no recorded day at all needs a look', () => {
    expect(standing('2026-03-01', { days: {} }, fallback)).toMatchObject({ state: 'look', reason: 'start_unknown' })
    expect(standing('2026-03-01', { days: { manufacture: '2025-01-01' } }, fallback).reason).toBe('start_unknown')
  })

  test('[R-SB-4] without an invoice a phone’s term begins ninety days after manufacture', () => {
    const values = { ...year, 'warranty.start_fallback': ['invoice' as const, 'manufacture' as const] }
    expect(standing('2026-03-01', { days: { manufacture: '2025-01-01' } }, values)).toMatchObject({
      from: '2025-04-01',
      until: '2026-04-01',
    })
  })

  test('[R-CP-6] goods that we install for a consumer count from the installation, whatever the policy says', () => {
    const days = { delivery: '2025-01-10', installation: '2025-02-10' } as const
    const goods = { days, installedByUs: true, isConsumerGoods: true }
    expect(end('2026-01-20', goods)).toBe('2026-02-10')
    expect(end('2026-01-20', { ...goods, installedByUs: false })).toBe('2026-01-10')
    expect(end('2026-01-20', { ...goods, isConsumerGoods: false })).toBe('2026-01-10')
    expect(end('2026-01-20', goods, year, { place: { country: 'US', region: null } })).toBe('2026-01-10')
  })

  test('or for everybody, where the policy says so', () => {
    const asset = { days: { delivery: '2025-01-10', installation: '2025-02-10' } as const, installedByUs: true }
    const says = { ...year, 'warranty.starts_at_installation': true }
    expect(standing('2026-01-20', asset, says)).toMatchObject({ state: 'covers', until: '2026-02-10' })
    expect(standing('2026-01-20', { ...asset, installedByUs: false }, says).reason).toBe('expired')
  })

  test('[R-CP-6] where that installation is not on record, an end by other days is nobody’s word', () => {
    const goods = { days: { delivery: '2025-01-10' } as const, installedByUs: true, isConsumerGoods: true }
    expect(standing('2026-01-10', goods).state).toBe('covers')
    expect(standing('2026-01-11', goods)).toMatchObject({ state: 'look', reason: 'installation_unknown' })
  })

  test('a report from before the term needs a look', () => {
    expect(standing('2025-01-09', { days: { delivery: '2025-01-10' } })).toMatchObject({
      state: 'look',
      reason: 'before_start',
    })
    expect(standing('2025-01-10', { days: { delivery: '2025-01-10' } }).state).toBe('covers')
  })
})

describe('which line', () => {
  const days = { delivery: '2025-01-10' } as const

  test('a component has its own term even where that is shorter; without one it has the machine’s', () => {
    const phone = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: 'battery', months: 6, start: 'delivery' },
    )
    const at = (scope: string) => end('2025-05-01', { scope: 'unit', days }, phone, { component: { key: 'k', scope } })
    expect(at('battery')).toBe('2025-07-10')
    expect(at('display')).toBe('2026-01-10')
  })

  test('a product that the clause does not name has the one general line; of several nobody knows which', () => {
    const compressors = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: '空压机', months: 18, start: 'delivery' },
    )
    expect(end('2025-05-01', { scope: '空压机', days }, compressors)).toBe('2026-07-10')
    expect(end('2025-05-01', { scope: '水泵', days }, compressors)).toBe('2026-01-10')
    const several = lines(
      { scope: 'unit', months: 12, start: 'delivery' },
      { scope: 'system', months: 24, start: 'delivery' },
    )
    expect(standing('2025-05-01', { scope: 'product', days }, several)).toMatchObject({
      state: 'look',
      reason: 'terms_unclear',
    })
    expect(end('2025-05-01', { scope: 'system', days }, several)).toBe('2027-01-10')
  })

  test('of two guarantees the one that lasts counts', () => {
    const both = lines(
      { scope: 'legal_guarantee', months: 24, start: 'delivery' },
      { scope: 'commercial_guarantee', months: 36, start: 'delivery' },
    )
    expect(standing('2025-05-01', { scope: 'product', days }, both)).toMatchObject({
      scope: 'commercial_guarantee',
      until: '2028-01-10',
    })
  })

  test('no line at all is no warranty, unless one was agreed for this machine or the law gives one', () => {
    expect(standing('2025-05-01', { days }, lines())).toMatchObject({ state: 'does_not_cover', reason: 'no_warranty' })
    expect(standing('2025-05-01', { days, agreedMonths: 6 }, lines())).toMatchObject({
      basis: 'agreed',
      until: '2025-07-10',
    })
    expect(standing('2025-05-01', { days, category: 'appliance', isConsumerGoods: true }, lines())).toMatchObject({
      basis: 'law',
      until: '2026-01-10',
    })
  })

  test('a longer term agreed for the machine counts, a shorter one does not', () => {
    expect(end('2025-05-01', { days, agreedMonths: 30 })).toBe('2027-07-10')
    expect(end('2025-05-01', { days, agreedMonths: 6 })).toBe('2026-01-10')
  })
})

describe('[GR-21] the law’s least counts where the policy has less', () => {
  const days = { delivery: '2025-01-10' } as const
  const short = lines({ scope: 'unit', months: 3, start: 'delivery' })
  const goods = (category: string | null) => ({ scope: 'unit', days, category, isConsumerGoods: true })

  test('[R-SB-3, R-SB-4, R-SB-5, R-SB-6] by the kind of goods, in China', () => {
    expect(end('2025-02-01', goods('appliance'), short)).toBe('2026-01-10')
    expect(end('2025-02-01', goods('car'), short)).toBe('2028-01-10')
    expect(end('2025-02-01', goods(null), short)).toBe('2025-04-10')
    expect(end('2025-02-01', { ...goods('appliance'), isConsumerGoods: false }, short)).toBe('2025-04-10')
    const ofPart = (category: string, scope: string) =>
      end('2025-02-01', goods(category), short, { component: { key: 'k', scope } })
    expect(ofPart('appliance', 'compressor')).toBe('2028-01-10')
    expect(ofPart('computer', 'main_parts')).toBe('2027-01-10')
    expect(ofPart('phone', 'battery')).toBe('2026-01-10')
  })

  test('[R-SB-7, R-EU-1] by the place', () => {
    expect(end('2025-02-01', goods(null), short, { place: { country: 'CN', region: 'SH' } })).toBe('2025-07-10')
    expect(end('2025-02-01', goods(null), short, { place: { country: 'DE', region: null } })).toBe('2027-01-10')
    expect(end('2025-02-01', goods(null), short, { place: { country: 'ES', region: null } })).toBe('2028-01-10')
    expect(end('2025-02-01', goods('appliance'), short, { place: { country: 'US', region: null } })).toBe('2025-04-10')
  })

  test('and says so, with the law that it rests on', () => {
    expect(standing('2025-02-01', goods('appliance'), short).steps).toContainEqual({
      kind: 'term',
      scope: 'unit',
      by: 'law',
      law: 'R-SB-3',
      months: 12,
      to: '2026-01-10',
    })
  })
})
