import type { InLangs } from '#rules/lang.ts'
import { inLangs } from '#rules/policy-words.ts'

/** A sentence is carried where the pack has what it shows. `listed`: only where the pack names the clause itself. */
export type Sentence = InLangs & { listed?: true }
export type ClauseTemplate = { key: string; title: InLangs; sentences: Sentence[] }
export type ChapterTemplate = { title: InLangs; clauses: ClauseTemplate[] }

export const chapter = (zh: string, en: string, clauses: ClauseTemplate[]): ChapterTemplate => ({
  title: inLangs(zh, en),
  clauses,
})

type Pair = readonly [zh: string, en: string]

/** A clause is carried where a pack has a parameter of it; without parameters, where the pack lists it. */
export const clause = (key: string, title: Pair, ...sentences: Pair[]): ClauseTemplate => ({
  key,
  title: inLangs(...title),
  sentences: sentences.map((sentence) => inLangs(...sentence)),
})

/** A clause, or the end of one, that only those packs carry that list it. */
export function listedClause(key: string, title: Pair, ...sentences: Pair[]): ClauseTemplate {
  const template = clause(key, title, ...sentences)
  return { ...template, sentences: template.sentences.map((sentence) => ({ ...sentence, listed: true })) }
}
