import { allow, type Decision, refuse } from '#rules/decision.ts'
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
export type WordingFault = { reason: WordingReason; slot: string }

/** The text as it is stored. Every slot must stay: what is not written down anywhere must not be in force. */
export function decideWording(
  clause: Clause,
  typed: string,
  lang: Lang,
): Decision<string, 'wording'> & { fault?: WordingFault } {
  const names = new Map(keysOf(clause).map((key) => [plain(parameterOf(key).name[lang]), key]))
  const seen = new Set<ParameterKey>()
  const unknown: string[] = []
  const text = typed.trim().replace(/\{+([^{}]*)\}+/gu, (_, name: string) => {
    const key = names.get(plain(name)) ?? keysOf(clause).find((one) => one === name.trim())
    if (key) seen.add(key)
    else unknown.push(name.trim())
    return key ? `\u0001${key}\u0002` : ''
  })
  if (unknown[0] !== undefined) return refused('slot_unknown', unknown[0])
  if (/[{}]/u.test(text)) return refused('brace_alone', '')
  const missing = keysOf(clause).find((key) => !seen.has(key))
  if (missing) return refused('slot_missing', parameterOf(missing).name[lang])
  return allow(text.replaceAll('\u0001', '{{').replaceAll('\u0002', '}}'))
}

const refused = (reason: WordingReason, slot: string) => ({ ...refuse('wording'), fault: { reason, slot } })
const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase()

const keysOf = ({ rules }: Clause) => rules.flatMap((rule) => Object.keys(parametersOf(rule)) as ParameterKey[])
