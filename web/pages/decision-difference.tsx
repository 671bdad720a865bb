import { type RecomputedKind, recomputedKinds } from '#rules/recomputation.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Moment } from '../ui/moment.tsx'
import { decisionDifferenceWords, recomputedKindWords } from '../words/decision-difference.ts'

export type DecisionDifference = {
  decisionId: string
  subject: string
  foundAt: Date
  kind: string
  clauseNumber: number
}

/** Found in the night, for a person to check. Nothing where all came out as they are stored. */
export const DecisionDifferences = ({
  frame: { lang, now, timeZone },
  differences,
}: {
  frame: ConsoleFrame
  differences: readonly DecisionDifference[]
}) => {
  const t = decisionDifferenceWords[lang]
  if (differences.length === 0) return null
  return (
    <section aria-labelledby="decision-differences">
      <h2 id="decision-differences">{t.title}</h2>
      <p class="muted">{t.answer}</p>
      <ul>
        {differences.map(({ subject, kind, clauseNumber, foundAt }) => (
          <li>
            {t.line(isKnown(kind) ? recomputedKindWords[lang][kind] : '', clauseNumber)}{' '}
            <Moment at={foundAt} now={now} timeZone={timeZone} lang={lang} />{' '}
            <a href={kind === 'warranty' ? consolePaths.asset(subject) : consolePaths.request(subject)}>{t.open}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isKnown = (kind: string): kind is RecomputedKind => recomputedKinds.some((known) => known === kind)
