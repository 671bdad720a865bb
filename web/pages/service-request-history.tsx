import type { Lang } from '#rules/lang.ts'
import { impactNames, priorityNames, urgencyNames } from '#rules/policy-vocabulary.ts'
import { type Vocabulary, wordsOf } from '#rules/policy-words.ts'
import type { ConsoleFrame } from '../frame.ts'
import { Section } from '../ui/content.tsx'
import { Timeline, type TimelineItem } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { detailWords, pauseReasonWords } from '../words/service-request-detail.ts'
import { eventWords } from '../words/service-request-step.ts'
import type { DetailProps } from './service-request.tsx'
import { Photos, photosOf } from './service-request-photo.tsx'

type Props = Pick<DetailProps, 'frame' | 'messages' | 'photos' | 'events' | 'pauses' | 'members'>
type Event = Props['events'][number]

/** What the customer and the company said to each other; notes stay inside. */
export const Conversation = ({ frame, messages, photos, members }: Props) => {
  const t = detailWords[frame.lang]
  const items: TimelineItem[] = messages.map((message) => ({
    title: message.kind === 'customer' ? t.you : nameOf(members, message.memberId, t.system),
    by: message.kind === 'note' ? t.note : undefined,
    at: <At at={message.at} frame={frame} />,
    text: (
      <>
        {message.body}
        <Photos lang={frame.lang} photos={photosOf({ photos, messages }, message.id)} />
      </>
    ),
    meaning: message.kind === 'customer' ? 'soon' : 'neutral',
  }))
  return (
    <Section title={t.conversation}>
      {items.length > 0 ? <Timeline items={items} /> : <p class="muted">{t.noConversation}</p>}
    </Section>
  )
}

/** Every event of the request, newest first. */
export const History = ({ frame, events, pauses, members }: Props) => {
  const t = detailWords[frame.lang]
  const items: TimelineItem[] = events.flatMap((event) => {
    const { name, actor, at, detail } = event
    const title = eventWords[frame.lang][name]
    if (!title) return []
    const by = actor === 'customer' ? t.you : nameOf(members, actor, t.system)
    return [
      {
        title,
        by,
        at: <At at={at} frame={frame} />,
        text: toldOf(event, pauses, frame.lang) ?? detailText(detail, members),
      },
    ]
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

/** Steps whose detail is a choice, in the words of that choice. */
function toldOf(event: Event, pauses: Props['pauses'], lang: Lang): string | undefined {
  const { name, at, detail } = event
  if (name === 'service_request.triaged') return ratingText(detail, lang)
  if (name === 'service_request.reported_again' || name === 'service_request.photos_added') {
    const { photos } = detail
    return typeof photos === 'number' && photos > 0 ? detailWords[lang].photosAdded(photos) : undefined
  }
  if (name === 'service_request.paused') {
    const pause = pauses.find(({ reason, from }) => reason !== 'resolved' && from.getTime() === at.getTime())
    const reason = pause?.reason ?? detail.reason
    return typeof reason === 'string' ? pauseText(reason, pause?.note, lang) : undefined
  }
  if (name === 'service_request.resumed') {
    const pause = pauses.find(({ reason, until }) => reason !== 'resolved' && until?.getTime() === at.getTime())
    return pause && pauseText(pause.reason, null, lang)
  }
  return undefined
}

const pauseText = (reason: string, note: string | null | undefined, lang: Lang) =>
  [pauseReasonWords(reason, lang), note].filter(Boolean).join(' · ')

/** Events of earlier days do not say what it was before. */
function ratingText(detail: Record<string, unknown>, lang: Lang): string | undefined {
  const t = detailWords[lang]
  const before = typeof detail.before === 'object' ? (detail.before as Record<string, unknown> | null) : null
  const told = (label: string, name: 'urgency' | 'impact' | 'priority', vocabulary: Vocabulary) => {
    const [from, to] = [before?.[name], detail[name]].map((key) =>
      typeof key === 'string' ? wordsOf(vocabulary, key, lang) : null,
    )
    return to && t.rating(label, from === to ? null : (from ?? null), to)
  }
  const parts = [
    told(t.urgency, 'urgency', urgencyNames),
    told(t.impact, 'impact', impactNames),
    told(t.priority, 'priority', priorityNames),
  ]
  return parts.filter(Boolean).join(' · ') || undefined
}

/** What a person wrote or chose; ids and enums are left to the page's other parts. */
function detailText({ reason, memberId, note }: Record<string, unknown>, members: Props['members']) {
  const said = [reason, note].filter((text): text is string => typeof text === 'string' && !/^[a-z_]+$/.test(text))
  const sent = typeof memberId === 'string' ? members.find(({ id }) => id === memberId)?.name : undefined
  return [...said, ...(sent ? [sent] : [])].join(' · ') || undefined
}
