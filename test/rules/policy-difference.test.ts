import { describe, expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import type { Clause } from '#rules/policy.ts'
import { diffVersions } from '#rules/policy-difference.ts'
import { effectOf } from '#rules/policy-effect.ts'
import type { Rule } from '#rules/policy-rule.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { instantAt } from '../cases/time.ts'

const { service } = packVersion('TP-HAS', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
const clause = (key: string) => service.find((one) => one.key === key)!
const shanghai = (local: string) => instantAt(local, 'Asia/Shanghai')

describe('what two versions say differently', () => {
  const changed = service.map(
    (one): Clause =>
      one.key === 'TX-DEPOT'
        ? {
            ...one,
            rules: one.rules.map(
              (rule) => ({ ...rule, parameters: { ...rule.parameters, 'depot.max_days': 20 } }) as Rule,
            ),
          }
        : one,
  )

  test('the same document differs in nothing', () =>
    expect(diffVersions(service, structuredClone(service))).toEqual([]))

  test('a number that was changed is said in the words before and after', () => {
    expect(diffVersions(service, changed)).toMatchObject([
      {
        key: 'TX-DEPOT',
        kind: 'changed',
        worded: false,
        parameters: [
          {
            key: 'depot.max_days',
            before: { 'zh-CN': '30 天', en: '30 days' },
            after: { 'zh-CN': '20 天', en: '20 days' },
          },
        ],
      },
    ])
  })

  test('a clause that was put in moves the numbers of others and changes nothing in them', () => {
    const [first, ...rest] = service
    const without = rest.map((one, index) => ({ ...one, number: index + 1 }))
    expect(diffVersions(without, service)).toMatchObject([{ key: first!.key, kind: 'added', before: null }])
    expect(diffVersions(service, without)).toMatchObject([{ key: first!.key, kind: 'removed', after: null }])
  })

  test('other words are a change of wording, another chapter is a move', () => {
    const reworded = service.map((one) =>
      one.key === 'TX-LOG' ? { ...one, title: { ...one.title, en: 'Register' } } : one,
    )
    expect(diffVersions(service, reworded)).toMatchObject([
      { key: 'TX-LOG', worded: true, moved: false, parameters: [] },
    ])
    const moved = service.map((one) => (one.key === 'TX-LOG' ? { ...one, chapter: clause('TX-DEPOT').chapter } : one))
    expect(diffVersions(service, moved)).toMatchObject([{ key: 'TX-LOG', worded: false, moved: true }])
  })
})

describe('the example beside a clause', () => {
  const calendar = {
    ...calendarOf(service, []),
    week: { mon: [['08:30', '17:30']], fri: [['08:30', '17:30']] },
  } as const
  const friday = shanghai('2026-01-09 16:30')
  const effect = (key: string) => effectOf(clause(key).rules[0]!, calendar, friday)

  test('a call on Friday at 16:30 is due on Monday at 13:30 in the urban zone', () => {
    expect(effect('TX-ARRIVE')).toMatchObject([
      { kind: 'arrival', case: 'urban', dueAt: shanghai('2026-01-12 13:30') },
      { kind: 'arrival', case: 'suburban', dueAt: shanghai('2026-01-12 14:30') },
    ])
  })

  test('24 hours around the clock run through the weekend, the highest priority is sooner', () => {
    expect(effect('TX-REPLY')).toMatchObject([
      { case: 'P1', dueAt: shanghai('2026-01-10 04:30') },
      { case: 'P3', dueAt: shanghai('2026-01-10 16:30') },
    ])
  })

  test('every priority has its own time to be solved', () => {
    expect(effect('TX-RESOLVE')).toMatchObject([{ case: 'P1' }, { case: 'P2' }, { case: 'P3' }])
  })

  test('working hours say whether it is open, and since or until when', () => {
    expect(effect('TX-HOURS')).toMatchObject({ kind: 'hours', open: true })
    expect(effectOf(clause('TX-HOURS').rules[0]!, calendar, shanghai('2026-01-10 10:00'))).toMatchObject({
      open: false,
      opensAt: shanghai('2026-01-12 08:30'),
    })
  })

  test('a rule without a time limit has no such example', () => expect(effect('TX-SURVEY')).toBeNull())
})
