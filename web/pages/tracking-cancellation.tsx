import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { trackingWords } from '../words/tracking.ts'
import type { PublicFrame } from './public-frame.ts'

type Props = { frame: PublicFrame; token: string; number: number; idempotencyKey: string; form?: FormState | undefined }

/** Asked once more: a link that was tapped by mistake cancels nothing. */
export const TrackingCancellationPage = ({ frame, token, number, idempotencyKey, form }: Props) => {
  const { lang } = frame
  const t = trackingWords[lang]
  return (
    <PublicLayout {...frame} title={t.cancelTitle} islands={['busy-form']}>
      <div class="stack">
        <PageHeader
          back={{ href: publicPaths.tracking(token), label: t.tab(number) }}
          title={t.cancelTitle}
          answer={<p>{t.cancelText}</p>}
        />
        <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
        <Form action={publicPaths.trackingCancellation(token)} idempotencyKey={idempotencyKey}>
          <Textarea lang={lang} form={form} name="reason" label={t.cancelReason} rows={2} optional />
          <Actions>
            <Button kind="danger">{t.cancelYes}</Button>
            <ButtonLink href={publicPaths.tracking(token)}>{t.cancelNo}</ButtonLink>
          </Actions>
        </Form>
      </div>
    </PublicLayout>
  )
}
