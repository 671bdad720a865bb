import { allow } from '#rules/decision.ts'
import type { Lang } from '#rules/lang.ts'
import { type ParameterKey, parameterOf } from '#rules/parameter.ts'
import type { Clause } from '#rules/policy.ts'
import { parametersOf } from '#rules/policy-rule.ts'

/** A clause's text as a person edits it: what stands in a slot goes by its name, "{First answer}". */
export function wordingOf(clause: Clause, lang: Lang): string {
  return clause.text[lang].replace(/\{\{([^{}]*)\}\}/gu, (_, key: ParameterKey) => `{${parameterOf(key).name[lang]}}`)
}

export type WordingReason = 'slot_missing' | 'slot_unknown' | 'brace_alone'
/** `slot`: the name that is missing, or that no parameter of the clause has. */
export type WordingDecision =
  | { allowed: true; result: string }
  | { allowed: false; reason: WordingReason; slot: string }

/** The text as it is stored. Every slot must stay: what is not written down anywhere must not be in force. */
export function decideWording(clause: Clause, typed: string, lang: Lang): WordingDecision {
  const keys = keysOf(clause)
  const parts = typed.trim().split(/\{+([^{}]*)\}+/u)
  const names = parts.filter((_, at) => at % 2 === 1)
  const slots = names.map((name) => keys.find((key) => isCalled(key, name, lang)))
  const unknown = slots.indexOf(undefined)
  if (unknown >= 0) return { allowed: false, reason: 'slot_unknown', slot: names[unknown]?.trim() ?? '' }
  if (parts.some((part, at) => at % 2 === 0 && /[{}]/u.test(part)))
    return { allowed: false, reason: 'brace_alone', slot: '' }
  const missing = keys.find((key) => !slots.includes(key))
  if (missing) return { allowed: false, reason: 'slot_missing', slot: parameterOf(missing).name[lang] }
  return allow(parts.map((part, at) => (at % 2 === 1 ? `{{${slots[(at - 1) / 2]}}}` : part)).join(''))
}

const isCalled = (key: ParameterKey, name: string, lang: Lang) =>
  plain(parameterOf(key).name[lang]) === plain(name) || key === name.trim()
const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase()

const keysOf = ({ rules }: Clause) => rules.flatMap((rule) => Object.keys(parametersOf(rule)) as ParameterKey[])
