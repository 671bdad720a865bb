import type { Child } from 'hono/jsx'
import type { ClauseExample } from '#rules/clause-example.ts'
import { dayMs } from '#rules/day.ts'
import type { Effect } from '#rules/policy-effect.ts'
import { priorityNames, zones } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { ConsoleFrame } from '../frame.ts'
import { Steps } from '../ui/history.tsx'
import { momentWords } from '../words/moment.ts'
import { draftWords } from '../words/policy-draft.ts'
import { stepWords } from '../words/step.ts'

type Props = { frame: Pick<ConsoleFrame, 'lang' | 'now' | 'timeZone'>; example: ClauseExample; timeZone: string }

/** "A request on Friday 16:30: somebody is there by Monday 13:30", with the arithmetic. */
export const Example = ({ frame: { lang }, example, timeZone }: Props) => {
  const t = draftWords[lang].example
  const { sampleAt, hours, effects } = example
  // An example is no appointment: weekdays, never "tomorrow".
  const now = new Date(sampleAt.getTime() - 7 * dayMs)
  const at = (instant: Date) => momentWords(instant, now, timeZone, lang)
  return (
    <div class="example">
      <h3>{t.title}</h3>
      <p>
        {t.sample(at(sampleAt))}
        {hours && (hours.open ? t.open : t.closed(hours.opensAt ? at(hours.opensAt) : '—'))}
      </p>
      <ul>
        {effects.map((effect) => (
          <li>
            <p>
              {caseWords(effect, lang)}
              <b>{t.due[effect.kind](at(effect.dueAt))}</b>
            </p>
            <details>
              <summary>{t.how}</summary>
              <Steps lines={effect.steps.map((step) => stepWords(step, { lang, timeZone, now }))} />
              {effect.provisional && <p class="hint">{t.provisional}</p>}
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}

function caseWords(effect: Effect, lang: ConsoleFrame['lang']): Child {
  if (!effect.case) return null
  const priority = draftWords[lang].example.priority(wordsOf(priorityNames, effect.case, lang))
  const name = effect.kind === 'arrival' ? wordsOf(zones, effect.case, lang) : priority
  return lang === 'zh-CN' ? `${name}：` : `${name}: `
}
