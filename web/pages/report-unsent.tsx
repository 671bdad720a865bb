import type { Lang } from '#rules/lang.ts'
import { PlainLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { reportWords } from '../words/report.ts'

type Props = { lang: Lang; nonce: string; idempotencyKey: string; typed: Record<string, string> }

/** Where nothing is known of the company just now, not even its zones: everything typed, to be sent once more. */
export const ReportUnsentPage = ({ lang, nonce, idempotencyKey, typed }: Props) => {
  const t = reportWords[lang]
  return (
    <PlainLayout {...{ lang, nonce }} title={t.unsure.title} width="narrow" islands={['busy-form']}>
      <h1>{t.unsure.title}</h1>
      <p>{t.unsent.text}</p>
      {typed.description && (
        <p class="whitespace-pre-line" dir="auto">
          {typed.description}
        </p>
      )}
      <Form action={publicPaths.report()} idempotencyKey={idempotencyKey} hidden={typed} multipart>
        <Actions>
          <Button>{t.unsent.again}</Button>
        </Actions>
      </Form>
    </PlainLayout>
  )
}
