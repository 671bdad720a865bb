import type { Lang } from '#rules/lang.ts'
import { langs } from '#rules/lang.ts'
import { type ParameterKey, parameterKeys, parameterOf } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { parametersOf } from '#rules/policy-rule.ts'

/** What one version says otherwise than another, clause by clause; the words are those a reader saw and sees. */
export type ParameterChange = {
  key: ParameterKey
  before: Record<Lang, string> | null
  after: Record<Lang, string> | null
}
export type ClauseChange = {
  key: string
  kind: 'added' | 'removed' | 'changed'
  before: Clause | null
  after: Clause | null
  /** Something else than a parameter: the title, the wording, the chapter or the place in the document. */
  worded: boolean
  moved: boolean
  parameters: ParameterChange[]
}

/** In the order of the newer version; what is gone comes last. */
export function diffVersions(before: readonly Clause[], after: readonly Clause[]): ClauseChange[] {
  const former = new Map(before.map((clause) => [clause.key, clause]))
  const kept = new Set(after.map(({ key }) => key))
  return [
    ...after.map((clause) => changeOf(former.get(clause.key) ?? null, clause)),
    ...before.filter(({ key }) => !kept.has(key)).map((clause) => changeOf(clause, null)),
  ].filter((change) => change.kind !== 'changed' || change.worded || change.moved || change.parameters.length > 0)
}

function changeOf(before: Clause | null, after: Clause | null): ClauseChange {
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  const both = before !== null && after !== null
  return {
    key: (after ?? before)?.key ?? '',
    kind,
    before,
    after,
    worded: both && wordingOf(before) !== wordingOf(after),
    moved: both && before.chapter['zh-CN'] !== after.chapter['zh-CN'],
    parameters: parameterKeys.flatMap((key) => parameterChange(key, before, after)),
  }
}

/** A number that moves because a clause was put in before it is no change of the clause. */
const wordingOf = ({ title, text }: Clause) => JSON.stringify(langs.map((lang) => [title[lang], text[lang]]))

function parameterChange(key: ParameterKey, before: Clause | null, after: Clause | null): ParameterChange[] {
  const [old, now] = [valueIn(before, key), valueIn(after, key)]
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  return [{ key, before: wordsFor(key, old), after: wordsFor(key, now) }]
}

const valueIn = (clause: Clause | null, key: ParameterKey): unknown =>
  clause?.rules.map(parametersOf).find((values) => Object.hasOwn(values, key))?.[key]

function wordsFor(key: ParameterKey, value: unknown): Record<Lang, string> | null {
  if (value === undefined) return null
  const { words } = parameterOf(key).value
  return { 'zh-CN': words(value, 'zh-CN'), en: words(value, 'en') }
}
