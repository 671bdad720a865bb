import { type RecomputedKind, recomputedKinds } from '#rules/recomputation.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { Moment } from '../ui/moment.tsx'
import { decisionDifferenceWords, recomputedKindWords } from '../words/decision-difference.ts'

export type DecisionDifference = {
  decisionId: string
  subject: string
  foundAt: Date
  kind: string
  clauseNumber: number
}

type Props = { frame: ConsoleFrame; differences: readonly DecisionDifference[] }

/** Found in the night, for a person to check. Nothing where all came out as they are stored. */
export const DecisionDifferences = ({ frame, differences }: Props) => {
  const { lang, member } = frame
  const t = decisionDifferenceWords[lang]
  if (differences.length === 0) return null
  const list = (
    <ul class="notice-list">
      {differences.map((difference) => (
        <One {...{ frame, difference }} />
      ))}
    </ul>
  )
  return (
    <Section title={`${t.title} (${differences.length})`} hint={t.answer} id="decision-differences">
      {may(member.role, 'settings.edit') ? (
        <Form
          action={consolePaths.differencesSeen()}
          hidden={{ shown: differences.map(({ decisionId }) => decisionId).join(',') }}
          label={t.title}
        >
          {list}
          {differences.length > 1 && (
            <Actions>
              <Button kind="quiet">{t.allSeen(differences.length)}</Button>
            </Actions>
          )}
        </Form>
      ) : (
        list
      )}
    </Section>
  )
}

const One = ({
  frame: { lang, now, timeZone, member },
  difference: { decisionId, subject, kind, clauseNumber, foundAt },
}: {
  frame: ConsoleFrame
  difference: DecisionDifference
}) => {
  const t = decisionDifferenceWords[lang]
  return (
    <li>
      <div class="notice-what">
        <p>
          <a href={kind === 'warranty' ? consolePaths.asset(subject) : consolePaths.request(subject)}>
            {t.line(isKnown(kind) ? recomputedKindWords[lang][kind] : '', clauseNumber)}
          </a>
        </p>
        <p class="muted">
          <Moment at={foundAt} {...{ now, timeZone, lang }} />
        </p>
      </div>
      {may(member.role, 'settings.edit') && (
        <Button kind="quiet" name="decisionId" value={decisionId}>
          {t.seen}
        </Button>
      )}
    </li>
  )
}

const isKnown = (kind: string): kind is RecomputedKind => recomputedKinds.some((known) => known === kind)
