import type { InLangs } from '#rules/lang.ts'
import type { ValueType } from '#rules/policy-value.ts'
import { inLangs } from '#rules/policy-words.ts'

/** One number, name or choice of a policy: shown in some clause, read by the program, changed in one place. */
export type Parameter<T> = {
  name: InLangs
  /** The clauses of the source documents, and the facts of law, that it comes from. */
  seeds: readonly string[]
  laws: readonly string[]
  value: ValueType<T>
}

export const parameter = <T>(zh: string, en: string, value: ValueType<T>, ids = ''): Parameter<T> => {
  const sources = ids.split(' ').filter((id) => id !== '')
  return {
    name: inLangs(zh, en),
    seeds: sources.filter((id) => id.startsWith('S')),
    laws: sources.filter((id) => id.startsWith('R')),
    value,
  }
}
