import { describe, expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import { priorityOf } from '#rules/policy-term.ts'
import { type Impact, impacts, type Priority, priorities, type Urgency, urgencies } from '#rules/service-request.ts'

const { service } = packVersion('TP-MFG', { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
const priority = (urgency: Urgency, impact: Impact, tier: string | null = null) =>
  priorityOf(service, { urgency, impact, tier })?.value

describe('[S3.3-06] priority', () => {
  test('comes from urgency and reach, and names its clause', () => {
    expect([priority('low', 'one'), priority('normal', 'one'), priority('high', 'one')]).toEqual(['P3', 'P3', 'P2'])
    expect([priority('normal', 'several'), priority('high', 'several'), priority('high', 'all')]).toEqual([
      'P2',
      'P1',
      'P1',
    ])
    expect(priorityOf(service, { urgency: 'high', impact: 'all', tier: null })).toMatchObject({
      clauseKey: 'TX-PRIORITY',
      clauseNumber: 5,
    })
  })

  test('more urgency or more reach never lowers it', () => {
    const rank = (one: Priority | undefined) => priorities.indexOf(one!)
    for (const [u, urgency] of urgencies.entries())
      for (const [i, impact] of impacts.entries()) {
        if (u > 0)
          expect(rank(priority(urgency, impact))).toBeLessThanOrEqual(rank(priority(urgencies[u - 1]!, impact)))
        if (i > 0) expect(rank(priority(urgency, impact))).toBeLessThanOrEqual(rank(priority(urgency, impacts[i - 1]!)))
      }
  })

  test('a raised tier goes one up and never above the highest', () => {
    expect([priority('normal', 'one', 'key'), priority('normal', 'one', 'regular')]).toEqual(['P2', 'P3'])
    expect(priority('high', 'all', 'key')).toBe('P1')
  })

  test('a policy without a matrix leaves it to a person', () => {
    expect(priorityOf([], { urgency: 'high', impact: 'all', tier: null })).toBeNull()
  })
})
