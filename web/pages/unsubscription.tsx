import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { suppressionWords } from '../words/suppression.ts'
import type { PublicFrame } from './public-frame.ts'

type Props = { frame: PublicFrame; ticket: string; address: string; done: boolean }

/** Looking at it changes nothing: mail programs open links by themselves. One button does it. */
export const UnsubscriptionPage = ({ frame, ticket, address, done }: Props) => {
  const { lang, company } = frame
  const t = suppressionWords[lang]
  if (done)
    return (
      <PublicLayout {...frame} title={t.unsubscribedTitle}>
        <div class="stack">
          <PageHeader title={t.unsubscribedTitle} />
          <Banner kind="success">
            <p>{t.unsubscribed(company.name, address)}</p>
          </Banner>
          <p>{t.unsubscribedHint}</p>
        </div>
      </PublicLayout>
    )
  return (
    <PublicLayout {...frame} title={t.unsubscribeTitle} islands={['busy-form']}>
      <div class="stack">
        <PageHeader title={t.unsubscribeTitle} answer={<p>{t.unsubscribeQuestion(company.name, address)}</p>} />
        <p>{t.unsubscribeHint}</p>
        <Form action={publicPaths.unsubscribe(ticket)}>
          <Actions>
            <Button>{t.unsubscribeButton}</Button>
          </Actions>
        </Form>
      </div>
    </PublicLayout>
  )
}
