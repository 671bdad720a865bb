import { expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import { furthestEnd, renewalQuietHours, renewalTiers } from '#rules/renewal.ts'
import { tier } from '../cases/renewal.ts'

const place = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const version = { policyVersionId: 'v1', versionNumber: 1 }

test('[S4.2-37] [S4.4-28] a pack’s clause is read as its lines, each with what the clause says for all', () => {
  const { service } = packVersion('TP-ITS', place)
  const tiers = renewalTiers(service, version)
  const { number } = service.find(({ key }) => key === 'TX-EXPIRY')!
  expect(tiers).toEqual([
    {
      of: null,
      lead: { before: 3, unit: 'month' },
      to: { audience: 'internal', name: 'sales' },
      channels: ['email'],
      shift: 'previous',
      sendTime: '09:00',
      content: 'service',
      source: { clauseKey: 'TX-EXPIRY', clauseNumber: number, ...version },
    },
    expect.objectContaining({
      lead: { before: 1, unit: 'month' },
      to: { audience: 'customer' },
      channels: ['email', 'sms'],
    }),
  ])
  expect(renewalQuietHours(service)).toEqual(['21:00', '08:00'])
  expect(renewalTiers(packVersion('TP-ECS', place).service, version)).toEqual([])
})

test('a line’s own subject, reader and channel come before the clause’s', () => {
  const { service } = packVersion('TP-GEN', place)
  const clauses = service.map((clause) =>
    clause.key === 'TX-EXPIRY'
      ? {
          ...clause,
          rules: [
            {
              kind: 'renewal_notice' as const,
              parameters: {
                'renewal.tiers': [
                  {
                    audience: 'internal' as const,
                    before: 7,
                    unit: 'day' as const,
                    kind: 'service' as const,
                    of: 'contract' as const,
                    to: 'Li Na',
                    by: 'staff' as const,
                  },
                ],
              },
            },
          ],
        }
      : clause,
  )
  expect(renewalTiers(clauses, version)).toMatchObject([
    { of: 'contract', to: { name: 'Li Na' }, channels: ['staff', 'email'], shift: 'previous', sendTime: '09:00' },
  ])
  expect(renewalQuietHours(clauses)).toEqual(['21:00', '08:00'])
})

test('no end beyond the furthest one has a notice yet', () => {
  expect(furthestEnd([tier(3, 'month')], '2026-01-01')).toBe('2026-05-05')
  expect(furthestEnd([], '2026-01-01', 60) > furthestEnd([], '2026-01-01')).toBe(true)
})
