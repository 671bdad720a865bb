import type { Child } from 'hono/jsx'
import { type Brand, PlainLayout } from '#web/layout.tsx'
import { publicPaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import type { Lang } from '#web/words/lang.ts'
import { signInWords, waitWords } from '#web/words/sign-in.ts'

/** What a page in front of the console is always told. */
export type DoorProps = { lang: Lang; nonce: string; company?: Brand | undefined }

type Told = 'please' | 'signed_out' | 'password_changed'
type SignInProps = DoorProps & {
  next?: string | undefined
  form?: FormState | undefined
  told?: Told | undefined
  waitSeconds?: number | undefined
}

export const SignInPage = ({ next, form, told, waitSeconds, ...door }: SignInProps) => {
  const t = signInWords[door.lang]
  return (
    <PlainLayout {...door} title={t.title} path={publicPaths.signIn(next)} width="narrow">
      <h1>{t.title}</h1>
      {door.company && <p class="muted">{t.lead(door.company.name)}</p>}
      <Told {...{ told, waitSeconds, lang: door.lang }} />
      {form && <ErrorSummary lang={door.lang} errors={form.errors} kept="but_password" />}
      <Form action={publicPaths.signIn()} hidden={next ? { next } : {}}>
        <Field
          {...{ lang: door.lang, form, name: 'email', label: t.email, type: 'email' }}
          autocomplete="username"
          autocapitalize="none"
        />
        <Field
          {...{ lang: door.lang, form, name: 'password', label: t.password, type: 'password' }}
          autocomplete="current-password"
        />
        <Button wide>{t.signIn}</Button>
      </Form>
      <p>
        <a href={publicPaths.passwordReset()}>{t.forgotten}</a>
      </p>
    </PlainLayout>
  )
}

const Told = ({ told, waitSeconds, lang }: Pick<SignInProps, 'told' | 'waitSeconds' | 'lang'>) => {
  const t = signInWords[lang]
  if (waitSeconds) return <Banner kind="warn">{t.wait(waitWords(waitSeconds, lang))}</Banner>
  if (told === 'please') return <Banner>{t.pleaseSignIn}</Banner>
  if (told === 'signed_out') return <Banner kind="success">{t.signedOut}</Banner>
  if (told === 'password_changed') return <Banner kind="success">{t.passwordChanged}</Banner>
  return null
}

type CodeProps = DoorProps & { next?: string | undefined; form?: FormState | undefined; waitSeconds?: number }

export const SignInCodePage = ({ next, form, ...door }: CodeProps) => {
  const t = signInWords[door.lang].code
  return (
    <PlainLayout {...door} title={t.title} width="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {form && <ErrorSummary lang={door.lang} errors={form.errors} kept="none" />}
      <Form action={publicPaths.signInCode()} hidden={next ? { next } : {}}>
        <Field
          {...{ lang: door.lang, form, name: 'code', label: t.label, hint: t.hint }}
          inputmode="text"
          autocomplete="one-time-code"
          autocapitalize="characters"
          autofocus
        />
        <Button wide>{t.submit}</Button>
      </Form>
      <p>
        <a href={publicPaths.signIn(next)}>{t.back}</a>
      </p>
    </PlainLayout>
  )
}

/** A short answer in front of the console: a title, a text, where to go on. */
export const DoorAnswerPage = (props: DoorProps & { title: string; text: Child; action?: Child }) => {
  const { title, text, action, ...door } = props
  return (
    <PlainLayout {...door} title={title} width="narrow">
      <h1>{title}</h1>
      <p>{text}</p>
      {action}
    </PlainLayout>
  )
}
