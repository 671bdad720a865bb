import { type ChannelProvider, channelOf, channelProviders } from '#rules/channel.ts'
import { noticeChannels } from '#rules/notice.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { channelWords } from '../words/channel.ts'
import { answerText, providerNames } from '../words/channel-provider.ts'
import { momentWords } from '../words/moment.ts'
import { ChannelFeedback, type ShownFeedback } from './channel-feedback.tsx'
import { ChannelForm } from './channel-form.tsx'
import { ChannelState, lastFailureText, type ShownChannel } from './channel-list.tsx'

type NewProps = {
  frame: ConsoleFrame
  provider: ChannelProvider | undefined
  formKey: string
  freshKey: string
  form?: FormState | undefined
  topics?: readonly string[] | undefined
}

/** First which kind, then what that kind has to be told. */
export const NewChannelPage = ({ frame, provider, formKey, freshKey, form, topics }: NewProps) => {
  const { lang } = frame
  const t = channelWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.addTitle} current="settings" islands={['busy-form', 'copy-button']}>
      <PageHeader
        title={provider ? providerNames[lang][provider] : t.addTitle}
        answer={provider ? undefined : t.addAnswer}
        back={{
          href: provider ? consolePaths.newChannel() : consolePaths.channels(),
          label: provider ? t.addTitle : t.backToList,
        }}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} kept="but_password" />
      <div class="narrow">
        {provider ? (
          <ChannelForm {...{ lang, provider, formKey, freshKey, form, topics }} />
        ) : (
          noticeChannels.map((way) => (
            <Section title={t.groups[way]}>
              <ul class="stack plain-list">
                {channelProviders
                  .filter((one) => channelOf[one] === way)
                  .map((one) => (
                    <li>
                      <a href={consolePaths.newChannel(one)}>{providerNames[lang][one]}</a>
                    </li>
                  ))}
              </ul>
            </Section>
          ))
        )}
      </div>
    </ConsoleLayout>
  )
}

export const channelNews = ['saved', 'disabled', 'enabled', 'sent', 'refused', 'later', 'lost'] as const
export type ChannelNews = (typeof channelNews)[number]

type Props = {
  frame: ConsoleFrame
  channel: ShownChannel
  freshKey: string
  /** Of this rendering of the form that sends a test. */
  testKey: string
  /** Where a test mail goes. */
  ownEmail: string
  feedback: ShownFeedback
  form?: FormState | undefined
  testForm?: FormState | undefined
  topics?: readonly string[] | undefined
  stale?: boolean
  told?: ChannelNews | undefined
}

export const ChannelPage = ({
  frame,
  channel,
  freshKey,
  testKey,
  ownEmail,
  feedback,
  form,
  testForm,
  topics,
  stale,
  told,
}: Props) => {
  const { lang, now, timeZone } = frame
  const t = channelWords[lang]
  const { failingSince } = channel
  return (
    <ConsoleLayout {...frame} title={channel.name} current="settings" islands={['busy-form', 'copy-button']}>
      <PageHeader
        title={channel.name}
        answer={
          <p>
            {providerNames[lang][channel.provider]} <ChannelState {...{ lang, channel }} />
          </p>
        }
        back={{ href: consolePaths.channels(), label: t.backToList }}
      />
      {told && <Told {...{ frame, channel, told }} />}
      {stale && (
        <Banner kind="warn">
          <p>{t.stale}</p>
        </Banner>
      )}
      {!told && channel.lastFailure && (
        <Banner kind="warn" title={lastFailureText(channel, lang)}>
          {failingSince && <p>{t.failingSince(momentWords(failingSince, now, timeZone, lang))}</p>}
        </Banner>
      )}
      <ErrorSummary lang={lang} errors={{ ...form?.errors, ...testForm?.errors }} kept="but_password" />
      <div class="narrow">
        <Section title={t.settings}>
          <ChannelForm {...{ lang, provider: channel.provider, channel, freshKey, form, topics }} />
        </Section>
        <Test {...{ frame, channel, testKey, ownEmail, testForm }} />
        <ChannelFeedback {...{ frame, channel, feedback }} />
        <Switching {...{ frame, channel }} />
      </div>
    </ConsoleLayout>
  )
}

const good: readonly ChannelNews[] = ['saved', 'disabled', 'enabled', 'sent']

const Told = ({ frame: { lang }, channel, told }: Pick<Props, 'frame' | 'channel'> & { told: ChannelNews }) => {
  const t = channelWords[lang]
  const isGood = good.includes(told)
  return (
    <Banner kind={isGood ? 'success' : 'error'} title={t.told[told]}>
      {/* That nobody answered is said already. */}
      {!isGood && channel.lastFailure && channel.lastFailure !== 'no_answer' && (
        <p>{answerText(channel.lastFailure, lang)}</p>
      )}
    </Banner>
  )
}

const Test = ({
  frame: { lang },
  channel,
  testKey,
  ownEmail,
  testForm,
}: Pick<Props, 'frame' | 'channel' | 'testKey' | 'ownEmail' | 'testForm'>) => {
  const t = channelWords[lang]
  const way = channelOf[channel.provider]
  return (
    <Section title={t.test} hint={way === 'email' ? t.testHints.email(ownEmail) : t.testHints[way]}>
      <Form action={consolePaths.channelTest(channel.id)} idempotencyKey={testKey} label={t.test}>
        {way === 'sms' && (
          <Field
            {...{
              lang,
              form: testForm,
              name: 'phone',
              label: t.testPhone,
              type: 'tel',
              maxlength: 40,
              width: 'medium',
            }}
            autocomplete="tel"
          />
        )}
        <Actions>
          <Button kind="quiet">{t.testNow}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Switching = ({ frame: { lang }, channel }: Pick<Props, 'frame' | 'channel'>) => {
  const t = channelWords[lang]
  return (
    <Section title={t.switching}>
      <div class="stack">
        {channel.disabledAt ? (
          <Form action={consolePaths.channelEnabling(channel.id)}>
            <Button kind="quiet">{t.enable}</Button>
          </Form>
        ) : (
          <Form action={consolePaths.channelDisabling(channel.id)}>
            <p class="muted">{t.disableHint}</p>
            <Button kind="quiet">{t.disable}</Button>
          </Form>
        )}
        <Form action={consolePaths.channelRemoval(channel.id)}>
          <p class="muted">{t.removeHint}</p>
          <Button kind="danger">{t.remove}</Button>
        </Form>
      </div>
    </Section>
  )
}
