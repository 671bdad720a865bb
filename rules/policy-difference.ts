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
  /** Something else than a parameter: the title or the wording. */
  worded: boolean
  /** It stands elsewhere among the clauses that both versions have. */
  moved: boolean
  parameters: ParameterChange[]
}

/** In the order of the newer version; what is gone comes last. */
export function diffVersions(before: readonly Clause[], after: readonly Clause[]): ClauseChange[] {
  const former = new Map(before.map((clause) => [clause.key, clause]))
  const kept = new Set(after.map(({ key }) => key))
  const moved = movedKeys(before, after)
  return [
    ...after.map((clause) => changeOf(former.get(clause.key) ?? null, clause, moved)),
    ...before.filter(({ key }) => !kept.has(key)).map((clause) => changeOf(clause, null, moved)),
  ].filter((change) => change.kind !== 'changed' || change.worded || change.moved || change.parameters.length > 0)
}

function changeOf(before: Clause | null, after: Clause | null, movedOnes: ReadonlySet<string>): ClauseChange {
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  const both = before !== null && after !== null
  const key = (after ?? before)?.key ?? ''
  return {
    key,
    kind,
    before,
    after,
    worded: both && wordingOf(before) !== wordingOf(after),
    moved: both && movedOnes.has(key),
    parameters: parameterKeys.flatMap((parameter) => parameterChange(parameter, before, after)),
  }
}

/** Whoever changed the chapter, and as few others as explain the new order: those that kept theirs did not move. */
function movedKeys(before: readonly Clause[], after: readonly Clause[]): Set<string> {
  const former = new Map(before.map((clause, at) => [clause.key, { at, chapter: clause.chapter['zh-CN'] }]))
  const both = after.flatMap(({ key, chapter }) => {
    const was = former.get(key)
    return was ? [{ key, at: was.at, changedChapter: was.chapter !== chapter['zh-CN'] }] : []
  })
  const stayed = longestRise(both.filter(({ changedChapter }) => !changedChapter))
  return new Set(both.map(({ key }) => key).filter((key) => !stayed.has(key)))
}

/** The longest part that is still in the former order. */
function longestRise(clauses: readonly { key: string; at: number }[]): Set<string> {
  const best: { keys: string[]; at: number }[] = []
  for (const { key, at } of clauses) {
    const reach = best.filter((one) => one.at < at).toSorted((a, b) => b.keys.length - a.keys.length)[0]
    best.push({ keys: [...(reach?.keys ?? []), key], at })
  }
  return new Set(best.toSorted((a, b) => b.keys.length - a.keys.length)[0]?.keys)
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
