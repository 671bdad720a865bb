import { PlainLayout } from '#web/layout.tsx'
import { publicPaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { passwordResetWords } from '#web/words/password-reset.ts'
import { signInWords, waitWords } from '#web/words/sign-in.ts'
import type { DoorProps } from './sign-in.tsx'

type AskProps = DoorProps & { form?: FormState | undefined; waitSeconds?: number | undefined }

export const PasswordResetPage = ({ form, waitSeconds, ...door }: AskProps) => {
  const t = passwordResetWords[door.lang].ask
  return (
    <PlainLayout {...door} title={t.title} path={publicPaths.passwordReset()} width="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {waitSeconds && <Banner kind="warn">{signInWords[door.lang].wait(waitWords(waitSeconds, door.lang))}</Banner>}
      {form && <ErrorSummary lang={door.lang} errors={form.errors} />}
      <Form action={publicPaths.passwordReset()}>
        <Field
          {...{ lang: door.lang, form, name: 'email', label: t.email, type: 'email' }}
          autocomplete="username"
          autocapitalize="none"
        />
        <Button wide>{t.submit}</Button>
      </Form>
      <p>
        <a href={publicPaths.signIn()}>{t.back}</a>
      </p>
    </PlainLayout>
  )
}

type ChooseProps = DoorProps & { token: string; form?: FormState | undefined }

export const NewPasswordPage = ({ token, form, ...door }: ChooseProps) => {
  const t = passwordResetWords[door.lang].choose
  return (
    <PlainLayout {...door} title={t.title} path={publicPaths.passwordResetLink(token)} width="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {form && <ErrorSummary lang={door.lang} errors={form.errors} kept="none" />}
      <Form action={publicPaths.passwordResetLink(token)}>
        <Field
          {...{ lang: door.lang, form, name: 'password', label: t.password, hint: t.hint, type: 'password' }}
          autocomplete="new-password"
        />
        <Button wide>{t.submit}</Button>
      </Form>
    </PlainLayout>
  )
}
