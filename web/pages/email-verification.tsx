import { PlainLayout } from '#web/layout.tsx'
import { publicPaths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { emailVerificationWords } from '#web/words/email-verification.ts'
import type { DoorProps } from './sign-in.tsx'

/** Programs that look at mails follow links; only a press of the button confirms. */
export const EmailVerificationPage = ({ token, ...door }: DoorProps & { token: string }) => {
  const t = emailVerificationWords[door.lang]
  return (
    <PlainLayout {...door} title={t.title} path={publicPaths.emailVerification(token)} width="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Form action={publicPaths.emailVerification(token)}>
        <Button wide>{t.submit}</Button>
      </Form>
    </PlainLayout>
  )
}
