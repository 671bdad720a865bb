import { photoLimits } from '#rules/photo.ts'
import { publicPaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Textarea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Timeline } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { reportWords } from '../words/report.ts'
import { trackingWords } from '../words/tracking.ts'
import { KeptPhotos, PhotoField, type ShownPhoto, Thumbnail } from './report-photo.tsx'
import type { TrackingProps } from './tracking.tsx'

export type ShownMessage = {
  kind: 'customer' | 'reply'
  author: string | null
  body: string
  at: Date
  photos: readonly ShownPhoto[]
}

export const Messages = ({ frame, messages }: TrackingProps) => {
  const { lang, now, timeZone, company } = frame
  const t = trackingWords[lang]
  if (messages.length === 0) return <p class="text-muted">{t.noMessages}</p>
  return (
    <Timeline
      items={messages.map(({ kind, author, body, at, photos }) => ({
        title: kind === 'customer' ? t.you : (author ?? company.name),
        at: <Moment at={at} now={now} timeZone={timeZone} lang={lang} />,
        text: (
          <>
            <span dir="auto">{body}</span>
            {photos.length > 0 && (
              <span class="mt-2 flex flex-wrap gap-2">
                {photos.map((photo, index) => (
                  <a href={photo.url} target="_blank" rel="noopener noreferrer">
                    <Thumbnail photo={photo} alt={t.photo(index + 1)} />
                  </a>
                ))}
              </span>
            )}
          </>
        ),
        meaning: kind === 'reply' ? ('fine' as const) : ('neutral' as const),
      }))}
    />
  )
}

export const MessageForm = ({ frame, token, keys, form, kept = [] }: TrackingProps) => {
  const { lang } = frame
  const t = trackingWords[lang]
  return (
    <div class="mt-6">
      <Form
        action={publicPaths.trackingMessages(token)}
        idempotencyKey={keys.message}
        hidden={{ draftId: keys.draftId }}
        multipart
      >
        <Textarea lang={lang} form={form} name="body" label={t.write} hint={t.writeHint} rows={3} />
        {kept.length > 0 && <KeptPhotos lang={lang} photos={kept} />}
        <PhotoField
          lang={lang}
          form={form}
          label={t.photos}
          hint={t.photosHint(photoLimits.count)}
          button={reportWords[lang].photosButton}
        />
        <Actions>
          <Button kind="quiet">{t.send}</Button>
        </Actions>
      </Form>
    </div>
  )
}
