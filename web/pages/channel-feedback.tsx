import { channelOf, tellsLater } from '#rules/channel.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Form } from '../ui/form.tsx'
import { channelFeedbackWords } from '../words/channel-feedback.ts'
import { momentWords } from '../words/moment.ts'
import type { ShownChannel } from './channel-list.tsx'

export type ShownFeedback = {
  /** Only right after it was made. */
  url?: string | undefined
  hasKey: boolean
  formKey: string
}

type Props = { frame: ConsoleFrame; channel: ShownChannel; feedback: ShownFeedback }

/** Where the provider tells what came of a message later: made, copied once, made anew. */
export const ChannelFeedback = ({ frame: { lang, now, timeZone }, channel, feedback }: Props) => {
  const way = channelOf[channel.provider]
  if (!tellsLater(channel.provider) || way === 'staff') return null
  const t = channelFeedbackWords[lang]
  const { feedbackMadeAt, feedbackAt, provider } = channel
  const gap = lang === 'en' ? ' ' : ''
  const told = (at: Date) => momentWords(at, now, timeZone, lang)
  return (
    <Section title={t.titles[way]} hint={t.hints[way]} id="feedback">
      <div class="stack">
        {feedback.url && (
          <>
            <Banner kind="success" title={t.once}>
              <p>{t.secret[way]}</p>
            </Banner>
            <CopyButton lang={lang} value={feedback.url} label={t.address} />
          </>
        )}
        {(feedback.url || !feedbackAt) && feedbackMadeAt && (
          <ol class="consequences">
            {t.steps[provider]?.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        )}
        <p class="muted">
          {feedbackMadeAt
            ? [t.made(told(feedbackMadeAt)), feedbackAt ? t.heard(told(feedbackAt)) : t.unheard].join(gap)
            : t.none}
        </p>
        {way === 'email' && feedbackMadeAt && !feedback.hasKey && (
          <Banner kind="warn">
            <p>{t.noKey}</p>
          </Banner>
        )}
        <Form
          action={`${consolePaths.channelFeedback(channel.id)}#feedback`}
          idempotencyKey={feedback.formKey}
          label={t.titles[way]}
        >
          {feedbackMadeAt && <p class="muted">{t.againHint}</p>}
          <Actions>
            <Button kind="quiet">{feedbackMadeAt ? t.again : t.make}</Button>
          </Actions>
        </Form>
      </div>
    </Section>
  )
}
