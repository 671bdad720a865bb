import type { Child } from 'hono/jsx'
import type { Lang } from '#web/words/lang.ts'
import { dayWords, dueWords, durationWords, fullDayWords, fullMomentWords, momentWords } from '#web/words/moment.ts'
import { fullMomentInSentence, momentInSentence } from '#web/words/sentence.ts'
import { Icon } from './icon.tsx'

type At = { at: Date; timeZone: string; lang: Lang }

/** An instant in the tenant's zone: "今天 17:30", "Wed 25 Nov, 13:30". */
export const Moment = ({ at, now, timeZone, lang }: At & { now: Date }) => {
  const full = fullMomentWords(at, timeZone, lang)
  return (
    <time datetime={at.toISOString()} title={full} data-paper={full}>
      <span>{momentWords(at, now, timeZone, lang)}</span>
    </time>
  )
}

/** What speaks of "today" on a screen says the date on paper, which is read on other days (print.css). */
export const OnPaper = ({ paper, children }: { paper: string; children?: Child }) => (
  <span data-paper={paper}>
    <span>{children}</span>
  </span>
)

export type Tell = (at: Date) => string
type SentenceProps = { now: Date; timeZone: string; lang: Lang; says: (tell: Tell) => string }

/** A sentence that speaks of moments. */
export const Sentence = ({ now, timeZone, lang, says }: SentenceProps) => (
  <OnPaper paper={says((at) => fullMomentInSentence(at, timeZone, lang))}>
    {says((at) => momentInSentence(at, now, timeZone, lang))}
  </OnPaper>
)

/** For what is printed or kept: the year always, never "today". */
export const FullMoment = ({ at, timeZone, lang }: At) => (
  <time datetime={at.toISOString()}>{fullMomentWords(at, timeZone, lang)}</time>
)

/** With the `local-time` island: adds the reader's own time where it is another. */
export const LocalMoment = (props: At & { now: Date }) => (
  <local-time data-zone={props.timeZone} data-now={props.now.toISOString()} data-language={props.lang}>
    <Moment {...props} />
  </local-time>
)

/** A calendar day; `today` is the tenant's. */
export const DayText = ({ on, today, lang }: { on: string; today: string; lang: Lang }) => (
  <time datetime={on} data-paper={fullDayWords(on, lang)}>
    <span>{dayWords(on, today, lang)}</span>
  </time>
)

export const Duration = ({ minutes, lang }: { minutes: number; lang: Lang }) => <>{durationWords(minutes, lang)}</>

type DueProps = { dueAt: Date; now: Date; lang: Lang; soonMinutes?: number | undefined }

/** "2 h 10 min left", "晚了 3 小时". With the `due-countdown` island it stays true while the page is open. */
export function DueCountdown({ dueAt, now, lang, soonMinutes = 120 }: DueProps) {
  const { text, meaning } = dueWords(dueAt, now, lang, soonMinutes)
  return (
    <due-countdown
      class={meaning}
      data-due={dueAt.toISOString()}
      data-now={now.toISOString()}
      data-soon={soonMinutes}
      data-language={lang}
    >
      <Icon name={meaning === 'late' ? 'alert' : 'clock'} /> <span>{text}</span>
    </due-countdown>
  )
}
