import type { Child } from 'hono/jsx'
import { impactNames, pauseReasonNames, priorityNames, urgencyNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { ClockRow } from '#schema/tenant/service-request.ts'
import type { ConsoleFrame } from '../frame.ts'
import { Badge } from '../ui/badge.tsx'
import { Section } from '../ui/content.tsx'
import { DueCountdown, Moment, OnPaper } from '../ui/moment.tsx'
import { Reckoning } from '../ui/reckoning.tsx'
import { tierWords } from '../words/customer.ts'
import { fullMomentWords, momentWords } from '../words/moment.ts'
import { clockWords } from '../words/service-request.ts'
import { detailWords, pauseReasonWords } from '../words/service-request-detail.ts'
import type { DetailProps } from './service-request.tsx'

/** The page's one answer: which deadline comes next, or why none runs. */
export function clockAnswer({ frame, request }: DetailProps): Child {
  const { lang, now, timeZone } = frame
  const t = detailWords[lang].answer
  if (request.standing === 'held') return t.held
  if (request.pausedSince) return t.paused(wordsOf(pauseReasonNames, request.status, lang))
  if (!request.nextDueKind) return t.over
  const what = clockWords[lang][request.nextDueKind]
  const tell = request.nextDueAt < now ? t.late : t.due
  return (
    <>
      <OnPaper paper={tell(what, fullMomentWords(request.nextDueAt, timeZone, lang))}>
        {tell(what, momentWords(request.nextDueAt, now, timeZone, lang))}
      </OnPaper>{' '}
      <DueCountdown dueAt={request.nextDueAt} now={now} lang={lang} />
    </>
  )
}

/** What is held has none, and no heading for it. */
export const ClockList = (props: DetailProps) =>
  props.request.standing === 'held' ? null : (
    <Section title={detailWords[props.frame.lang].clocks}>
      <ul class="clocks">
        {props.clocks.toSorted(byDue).map((clock) => (
          <li>
            <ClockLine {...props} clock={clock} />
          </li>
        ))}
        {props.pauses.map((pause) => (
          <li>
            <PauseLine frame={props.frame} pause={pause} />
          </li>
        ))}
        <PriorityLine {...props} />
      </ul>
    </Section>
  )

/** Why the clocks stood still, and how long. */
const PauseLine = ({ frame, pause }: { frame: ConsoleFrame; pause: DetailProps['pauses'][number] }) => {
  const { lang, now, timeZone } = frame
  const t = detailWords[lang]
  const { reason, note, from, until } = pause
  const near = (at: Date) => momentWords(at, now, timeZone, lang)
  const full = (at: Date) => fullMomentWords(at, timeZone, lang)
  return (
    <>
      <div class="clock-head">
        <b>{t.pause(pauseReasonWords(reason, lang))}</b>
        <span class="muted">
          <OnPaper paper={t.pausedFor(full(from), until && full(until))}>
            {t.pausedFor(near(from), until && near(until))}
          </OnPaper>
        </span>
      </div>
      {note && <p class="typed">{note}</p>}
    </>
  )
}

/** The last word of the matrix; nothing is rated while a person still has to say whether it is real. */
const PriorityLine = ({ frame, request, decisions, clauseTitles, policyNumber, raisedTiers }: DetailProps) => {
  if (request.standing !== 'accepted') return null
  const { lang } = frame
  const t = detailWords[lang]
  const rated = decisions.findLast(({ kind }) => kind === 'priority_matrix')
  const urgency = wordsOf(urgencyNames, String(rated?.inputs.urgency), lang)
  const impact = wordsOf(impactNames, String(rated?.inputs.impact), lang)
  const priority = wordsOf(priorityNames, request.priority, lang)
  const title = rated && (clauseTitles.get(rated.clauseKey)?.[lang] ?? '')
  const tier = typeof rated?.inputs.tier === 'string' ? rated.inputs.tier : null
  return (
    <li>
      <div class="clock-head">
        <b>{t.priority}</b>
        <span>{priority}</span>
      </div>
      <details>
        <summary>{t.whyPriority}</summary>
        {rated && <p>{t.clause(rated.clauseNumber, title ?? '', policyNumber)}</p>}
        <p>{rated ? t.rated(urgency, impact, priority) : t.noMatrix(priority, policyNumber)}</p>
        {tier && raisedTiers.includes(tier) && <p>{t.raised(tierWords(tier, lang))}</p>}
      </details>
    </li>
  )
}

/** The next deadline first, then what is paused, then what is over. */
const byDue = (one: ClockRow, other: ClockRow) => placeOf(one) - placeOf(other)
const placeOf = ({ outcome, dueAt, startedAt }: ClockRow) =>
  outcome ? Number.MAX_VALUE : (dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER + startedAt.getTime())

const ClockLine = ({ clock, ...props }: DetailProps & { clock: ClockRow }) => {
  const { lang, now, timeZone } = props.frame
  const t = detailWords[lang]
  const steps = props.decisions.findLast(({ id }) => id === clock.decisionId)?.steps ?? []
  const title = props.clauseTitles.get(clock.clauseKey)?.[lang] ?? ''
  return (
    <>
      <div class="clock-head">
        <b>{clockWords[lang][clock.kind]}</b>
        <ClockStanding frame={props.frame} clock={clock} />
      </div>
      <details>
        <summary>{t.why}</summary>
        <p>{t.clause(clock.clauseNumber, title, props.policyNumber)}</p>
        <Reckoning {...{ steps, lang, timeZone, now }} />
        {clock.provisional && <p class="hint">{t.provisional}</p>}
      </details>
    </>
  )
}

const ClockStanding = ({ frame, clock }: { frame: ConsoleFrame; clock: ClockRow }) => {
  const { lang, now, timeZone } = frame
  const t = detailWords[lang]
  if (clock.outcome === 'dropped') return <span class="muted">{t.dropped}</span>
  if (clock.outcome && clock.stoppedAt)
    return (
      <span>
        <Badge meaning={clock.outcome === 'met' ? 'fine' : 'late'}>{t[clock.outcome]}</Badge>{' '}
        <span class="muted">
          <Moment at={clock.stoppedAt} now={now} timeZone={timeZone} lang={lang} />
        </span>
      </span>
    )
  if (!clock.dueAt) return <Badge icon="pause">{t.paused}</Badge>
  return (
    <span>
      <Moment at={clock.dueAt} now={now} timeZone={timeZone} lang={lang} />{' '}
      <DueCountdown dueAt={clock.dueAt} now={now} lang={lang} />
    </span>
  )
}
