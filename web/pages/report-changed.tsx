import type { Lang } from '#rules/lang.ts'
import { textLimits } from '#rules/report.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Textarea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { reportWords } from '../words/report.ts'
import type { PublicFrame } from './public-frame.ts'
import { type ShownPhoto, Thumbnail } from './report-photo.tsx'

type Props = {
  frame: PublicFrame
  /** Of the request that the form made when it was first sent. */
  token: string
  typed: Record<string, string>
  kept: readonly ShownPhoto[]
  /** Each form of this page has its own. */
  addKey: string
  newKey: string
  draftId: string
}

/** The same form with other words: added to the request made then, or another one; the person says which. */
export const ReportChangedPage = ({ frame, token, typed, kept, addKey, newKey, draftId }: Props) => {
  const { lang } = frame
  const t = reportWords[lang].changed
  const { idempotencyKey: _, draftId: __, proof: ___, ...fields } = typed
  return (
    <PublicLayout {...frame} title={t.title} islands={['busy-form']}>
      <div class="stack">
        <PageHeader title={t.title} answer={<p>{t.text}</p>} />
        {kept.length > 0 && <Pictures lang={lang} kept={kept} />}
        <Form action={publicPaths.trackingMessages(token)} idempotencyKey={addKey} hidden={{ draftId }} multipart>
          <Textarea
            lang={lang}
            name="body"
            label={t.addLabel}
            value={(typed.description ?? '').slice(0, textLimits.description)}
            rows={5}
          />
          <Actions>
            <Button>{t.add}</Button>
            <ButtonLink kind="quiet" href={publicPaths.tracking(token)}>
              {t.open}
            </ButtonLink>
          </Actions>
        </Form>
        <Section title={t.other}>
          <Form action={publicPaths.report()} idempotencyKey={newKey} hidden={{ ...fields, draftId }} multipart>
            <Actions>
              <Button kind="quiet">{t.asNew}</Button>
            </Actions>
          </Form>
        </Section>
      </div>
    </PublicLayout>
  )
}

const Pictures = ({ lang, kept }: { lang: Lang; kept: readonly ShownPhoto[] }) => (
  <div class="flex flex-wrap gap-4">
    {kept.map((photo, index) => (
      <Thumbnail photo={photo} alt={reportWords[lang].photoKept(index + 1)} />
    ))}
  </div>
)
