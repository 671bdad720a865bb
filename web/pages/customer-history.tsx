import type { ConsoleFrame } from '../frame.ts'
import { Section } from '../ui/content.tsx'
import { Timeline } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { auditWords } from '../words/audit.ts'
import { customerCardWords } from '../words/customer-card.ts'

export type HistoryEvent = { name: string; actor: string; at: Date; detail: Record<string, unknown> }

type Props = {
  frame: ConsoleFrame
  /** What the subject is called: not said again of itself. */
  ownName?: string | undefined
  history: readonly HistoryEvent[]
  memberNames: ReadonlyMap<string, string>
}

/** What was done to a record of the register, newest first. */
export const CustomerHistory = ({ frame, ownName, history, memberNames }: Props) => {
  const { lang, now, timeZone } = frame
  const t = customerCardWords[lang]
  return (
    <Section title={t.history}>
      {history.length === 0 ? (
        <p class="muted">{t.noHistory}</p>
      ) : (
        <Timeline
          items={history.map(({ name, actor, at, detail }) => ({
            title: auditWords[lang].events[name] ?? auditWords[lang].other,
            at: <Moment {...{ at, now, timeZone, lang }} />,
            by: actor === 'customer' ? t.customer : (memberNames.get(actor) ?? t.system),
            text: typeof detail.name === 'string' && detail.name !== ownName ? detail.name : undefined,
          }))}
        />
      )}
    </Section>
  )
}
