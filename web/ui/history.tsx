import type { Child } from 'hono/jsx'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import type { Meaning } from './badge.tsx'
import { Icon } from './icon.tsx'

export type TimelineItem = {
  title: Child
  at?: Child
  by?: Child
  text?: Child
  meaning?: Meaning | undefined
}

/** What happened, in order. */
export const Timeline = ({ items }: { items: readonly TimelineItem[] }) => (
  <ol class="timeline">
    {items.map(({ title, at, by, text, meaning = 'neutral' }) => (
      <li class={meaning}>
        <div class="timeline-head">
          <b>{title}</b>
          {(by || at) && (
            <span class="timeline-meta">
              {by}
              {by && at && ' · '}
              {at}
            </span>
          )}
        </div>
        {text && <div class="timeline-text">{text}</div>}
      </li>
    ))}
  </ol>
)

export type StepperItem = { label: Child; state: 'done' | 'current' | 'next'; detail?: Child }

/** How far a thing has come, for the person who waits for it. */
export const Stepper = ({ lang, items }: { lang: Lang; items: readonly StepperItem[] }) => (
  <ol class="stepper">
    {items.map(({ label, state, detail }, index) => (
      <li class={state} aria-current={state === 'current' ? 'step' : undefined}>
        <span class="stepper-mark">
          {state === 'done' ? <Icon name="check" label={uiWords[lang].done} /> : index + 1}
        </span>
        <div>
          {label}
          {detail && <div class="hint">{detail}</div>}
        </div>
      </li>
    ))}
  </ol>
)

/** How a decision was reckoned, line by line, in words; the last line is what came out. */
export const Steps = ({ lines, result }: { lines: readonly Child[]; result?: Child }) => (
  <ol class="steps">
    {lines.map((line) => (
      <li>
        <span>{line}</span>
      </li>
    ))}
    {result && (
      <li class="result">
        <span>{result}</span>
      </li>
    )}
  </ol>
)
