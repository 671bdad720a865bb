import type { ConsoleFrame } from '../frame.ts'
import { Section } from '../ui/content.tsx'
import { Timeline, type TimelineItem } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { detailWords } from '../words/service-request-detail.ts'
import { eventWords } from '../words/service-request-step.ts'
import type { DetailProps } from './service-request.tsx'

type Props = Pick<DetailProps, 'frame' | 'messages' | 'events' | 'members'>

/** What the customer and the company said to each other; notes stay inside. */
export const Conversation = ({ frame, messages, members }: Props) => {
  const t = detailWords[frame.lang]
  const items: TimelineItem[] = messages.map((message) => ({
    title: message.kind === 'customer' ? t.you : nameOf(members, message.memberId, t.system),
    by: message.kind === 'note' ? t.note : undefined,
    at: <At at={message.at} frame={frame} />,
    text: message.body,
    meaning: message.kind === 'customer' ? 'soon' : 'neutral',
  }))
  return (
    <Section title={t.conversation}>
      {items.length > 0 ? <Timeline items={items} /> : <p class="muted">{t.noConversation}</p>}
    </Section>
  )
}

/** Every event of the request, newest first. */
export const History = ({ frame, events, members }: Props) => {
  const t = detailWords[frame.lang]
  const items: TimelineItem[] = events.flatMap(({ name, actor, at, detail }) => {
    const title = eventWords[frame.lang][name]
    if (!title) return []
    const by = actor === 'customer' ? t.you : nameOf(members, actor, t.system)
    return [{ title, by, at: <At at={at} frame={frame} />, text: detailText(detail, members) }]
  })
  return (
    <Section title={t.history}>
      <Timeline items={items} />
    </Section>
  )
}

const At = ({ at, frame }: { at: Date; frame: ConsoleFrame }) => (
  <Moment at={at} now={frame.now} timeZone={frame.timeZone} lang={frame.lang} />
)

const nameOf = (members: Props['members'], id: string | null, otherwise: string) =>
  members.find((member) => member.id === id)?.name ?? otherwise

/** What a person wrote or chose; ids and enums are left to the page's other parts. */
function detailText({ reason, memberId, note }: Record<string, unknown>, members: Props['members']) {
  const said = [reason, note].filter((text): text is string => typeof text === 'string' && !/^[a-z_]+$/.test(text))
  const sent = typeof memberId === 'string' ? members.find(({ id }) => id === memberId)?.name : undefined
  return [...said, ...(sent ? [sent] : [])].join(' · ') || undefined
}
