import { type ChannelProvider, channelOf } from '#rules/channel.ts'
import { noticeChannels } from '#rules/notice.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Moment } from '../ui/moment.tsx'
import { RowLink, Table } from '../ui/table.tsx'
import { channelWords } from '../words/channel.ts'
import { answerText, providerNames } from '../words/channel-provider.ts'
import type { Lang } from '../words/lang.ts'

/** Nothing of its secrets. */
export type ShownChannel = {
  id: string
  version: number
  provider: ChannelProvider
  name: string
  settings: Readonly<Record<string, unknown>>
  topics: readonly string[]
  perMinute: number
  failingSince: Date | null
  lastFailure: string | null
  lastSentAt: Date | null
  disabledAt: Date | null
  disabledBecause: 'failing' | 'by_hand' | null
  feedbackMadeAt: Date | null
  feedbackAt: Date | null
}

type Props = { frame: ConsoleFrame; channels: readonly ShownChannel[]; told?: 'removed' | 'added' | undefined }

export const ChannelListPage = ({ frame, channels, told }: Props) => {
  const { lang } = frame
  const t = channelWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="settings">
      <PageHeader
        title={t.title}
        answer={t.answer}
        back={{ href: consolePaths.settings(), label: t.back }}
        actions={
          <ButtonLink href={consolePaths.newChannel()} kind="primary">
            {t.add}
          </ButtonLink>
        }
      />
      {told && (
        <Banner kind="success">
          <p>{t.told[told]}</p>
        </Banner>
      )}
      {noticeChannels.map((way) => (
        <Section title={t.groups[way]}>
          <Ways {...{ frame, way }} channels={channels.filter(({ provider }) => channelOf[provider] === way)} />
        </Section>
      ))}
      <Section title={t.suppressions} hint={t.suppressionsHint}>
        <ButtonLink href={consolePaths.suppressions()}>{t.suppressions}</ButtonLink>
      </Section>
    </ConsoleLayout>
  )
}

type WaysProps = { frame: ConsoleFrame; way: (typeof noticeChannels)[number]; channels: readonly ShownChannel[] }

const Ways = ({ frame, way, channels }: WaysProps) => {
  const { lang, now, timeZone } = frame
  const t = channelWords[lang]
  if (channels.length === 0) return <p class="muted">{t.empty[way]}</p>
  return (
    <div class="stack">
      <Table
        caption={t.groups[way]}
        rows={channels}
        columns={[
          {
            head: t.channel,
            phone: 'title',
            wrap: true,
            cell: ({ id, name }) => <RowLink href={consolePaths.channel(id)}>{name}</RowLink>,
          },
          { head: t.provider, phone: 'detail', cell: ({ provider }) => providerNames[lang][provider] },
          {
            head: t.lastSent,
            phone: 'detail',
            cell: ({ lastSentAt }) =>
              lastSentAt ? (
                <Moment at={lastSentAt} {...{ now, timeZone, lang }} />
              ) : (
                <span class="muted">{t.never}</span>
              ),
          },
          { head: t.state, phone: 'end', cell: (channel) => <ChannelState {...{ lang, channel }} /> },
        ]}
      />
      {way !== 'staff' && channels.length > 1 && <p class="muted">{t.several}</p>}
    </div>
  )
}

export const ChannelState = ({ lang, channel }: { lang: Lang; channel: ShownChannel }) => {
  const { states } = channelWords[lang]
  const { disabledAt, disabledBecause, failingSince, lastFailure } = channel
  if (disabledAt && disabledBecause === 'failing') return <Badge meaning="late">{states.disabled_failing}</Badge>
  if (disabledAt) return <Badge>{states.disabled}</Badge>
  if (failingSince || lastFailure) return <Badge meaning="late">{states.failing}</Badge>
  return <Badge meaning="fine">{states.in_use}</Badge>
}

export const lastFailureText = ({ lastFailure }: ShownChannel, lang: Lang) =>
  lastFailure === null ? null : channelWords[lang].lastFailure(answerText(lastFailure, lang))
