import type { Clause } from '#rules/policy.ts'
import { parametersOf, type Rule } from '#rules/policy-rule.ts'
import { inLangs } from '#rules/policy-words.ts'

/** As customers read it. A company that has named no number promises nobody that a telephone is answered. */
export const publicClauses = (clauses: readonly Clause[], { hasPhone }: { hasPhone: boolean }): readonly Clause[] =>
  hasPhone ? clauses : clauses.map(withoutPhone)

const untilThen = inLangs(
  '公司公布服务电话后，这一条开始适用。',
  'This clause applies once the company has published a service number.',
)

function withoutPhone(clause: Clause): Clause {
  if (clause.rules.some((rule) => parametersOf(rule)['hotline.hours'] !== undefined))
    return { ...clause, text: untilThen, rules: [] }
  return { ...clause, rules: clause.rules.map(withoutCalls) }
}

function withoutCalls(rule: Rule): Rule {
  if (rule.kind !== 'procedure') return rule
  const ways = rule.parameters['intake.channels']?.filter((way) => way !== 'phone') ?? []
  return ways.length > 0 ? { ...rule, parameters: { ...rule.parameters, 'intake.channels': ways } } : rule
}
