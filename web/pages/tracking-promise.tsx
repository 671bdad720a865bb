import type { Step } from '#rules/decision.ts'
import { publicPaths } from '../paths.ts'
import { Section } from '../ui/content.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { DueCountdown, Sentence, type Tell } from '../ui/moment.tsx'
import { Reckoning } from '../ui/reckoning.tsx'
import type { Lang } from '../words/lang.ts'
import { promiseWords, trackingWords } from '../words/tracking.ts'
import { CallLine } from './phone-link.tsx'
import type { ShownClock, TrackingProps } from './tracking.tsx'

/** Each promise as a sentence, with the clause that it comes from and how it was reckoned. */
export const PromiseList = (props: TrackingProps) => {
  const { frame, clocks, request } = props
  const t = trackingWords[frame.lang]
  const shown = order.flatMap((kind) => clocks.filter((clock) => clock.kind === kind && clock.outcome !== 'dropped'))
  if (shown.length === 0) return isRunning(props) ? <p>{t.noPromise}</p> : null
  const isLate = shown.some((clock) => standOf(clock, frame.now) === 'late')
  return (
    <Section title={t.promise}>
      <ul class="grid gap-5">
        {shown.map((clock) => (
          <li>
            <PromiseLine {...props} clock={clock} />
          </li>
        ))}
      </ul>
      {request.wishedAt && <Wish {...props} />}
      {isLate && frame.phone && (
        <p class="mt-4">
          <CallLine frame={frame} text={t.lateCall} />
        </p>
      )}
    </Section>
  )
}

const order = ['response', 'arrival', 'resolution'] as const

const isRunning = ({ request }: TrackingProps) => request.open

type Stand = 'running' | 'late' | 'met' | 'breached' | 'paused'

function standOf({ outcome, stoppedAt, dueAt }: ShownClock, now: Date): Stand {
  if (stoppedAt) return outcome === 'breached' ? 'breached' : 'met'
  if (!dueAt) return 'paused'
  return dueAt < now ? 'late' : 'running'
}

const icons: Record<Exclude<Stand, 'running'>, { name: IconName; look: string }> = {
  late: { name: 'alert', look: 'text-late' },
  met: { name: 'check', look: 'text-fine' },
  breached: { name: 'alert', look: 'text-late' },
  paused: { name: 'pause', look: 'text-muted' },
}

const PromiseLine = ({ clock, frame }: TrackingProps & { clock: ShownClock }) => {
  const { lang, now, timeZone } = frame
  const t = trackingWords[lang]
  const stand = standOf(clock, now)
  return (
    <>
      <p>
        {stand !== 'running' && (
          <span class={icons[stand].look}>
            <Icon name={icons[stand].name} />{' '}
          </span>
        )}
        <b>
          <Sentence {...{ now, timeZone, lang }} says={(tell) => sentenceOf(clock, stand, lang, tell)} />
        </b>
      </p>
      <p class="text-small text-muted">
        {stand === 'running' && clock.dueAt && (
          <span class="no-print">
            <DueCountdown dueAt={clock.dueAt} now={now} lang={lang} />
            {' · '}
          </span>
        )}
        <a href={`${publicPaths.policy()}#clause-${clock.clauseNumber}`}>{t.clause(clock.clauseNumber)}</a>
      </p>
      {clock.provisional && <p class="text-small text-soon">{t.provisional}</p>}
      <details class="mt-1 text-small text-muted">
        <summary>{t.why}</summary>
        <Reckoning steps={clock.steps as Step[]} {...{ lang, now, timeZone }} />
      </details>
    </>
  )
}

function sentenceOf(clock: ShownClock, stand: Stand, lang: Lang, tell: Tell): string {
  const words = promiseWords[lang][clock.kind]
  const at = (instant: Date | null) => (instant ? tell(instant) : '')
  if (stand === 'paused') return words.paused
  if (stand === 'met') return words.met(at(clock.stoppedAt))
  if (stand === 'breached') return words.breached(at(clock.stoppedAt), at(clock.dueAt))
  return words[stand](at(clock.dueAt))
}

/** A wish is kept by a person, unless the promise already says that time. */
const Wish = ({ frame, request, clocks }: TrackingProps) => {
  const { lang, now, timeZone } = frame
  const t = trackingWords[lang]
  const { wishedAt } = request
  if (!wishedAt) return null
  const isPromised = clocks.some(({ dueAt }) => dueAt?.getTime() === wishedAt.getTime())
  return (
    <p class="mt-4 text-muted">
      <Sentence {...{ now, timeZone, lang }} says={(tell) => t.wished(tell(wishedAt))} />
      {lang === 'en' ? '. ' : '。'}
      {!isPromised && t.wishedOpen}
    </p>
  )
}

export const Pauses = ({ frame, pauses }: TrackingProps) => {
  const { lang, now, timeZone } = frame
  const t = trackingWords[lang]
  if (pauses.length === 0) return null
  const reasons: Record<string, string> = t.pauseReasons
  const reasonOf = (reason: string) => reasons[reason] ?? t.pauses
  return (
    <Section title={t.pauses}>
      <ul class="grid gap-2">
        {pauses.map(({ reason, from, until }) => (
          <li>
            <Sentence
              {...{ now, timeZone, lang }}
              says={(at) =>
                until ? t.pauseEnded(reasonOf(reason), at(from), at(until)) : t.pause(reasonOf(reason), at(from))
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
