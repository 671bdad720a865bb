import { expect, test } from 'vitest'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import type { RuleKind } from '#rules/policy-rule.ts'
import { standingOf } from '#rules/policy-standing.ts'

const place = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const decided: RuleKind[] = ['arrival_window', 'priority_matrix', 'warranty_term', 'renewal_notice']

test.each(packIds)(
  '%s says of whatever decides windows, priorities, warranties and notices that the program acts',
  (id) => {
    const { service } = packVersion(id, place)
    const clauses = service.filter(({ rules }) => rules.some(({ kind }) => decided.includes(kind)))
    expect(clauses.length).toBeGreaterThan(1)
    const waiting = clauses.filter((clause) => standingOf(clause) !== 'acts').map(({ key }) => key)
    expect(waiting).toEqual([])
  },
)

test.each(packIds)('%s says of a survey that people keep it for now', (id) => {
  const { service, staff } = packVersion(id, place)
  const surveys = [...service, ...staff].filter(({ rules }) => rules.some(({ kind }) => kind === 'survey'))
  expect(surveys.map(standingOf).filter((standing) => standing !== 'waits')).toEqual([])
})
