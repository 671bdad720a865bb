import { PlainLayout } from '#web/layout.tsx'
import { basePaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Button, ButtonLink } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/content.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { findWords } from '#web/words/find.ts'
import type { Lang } from '#web/words/lang.ts'

type Frame = { lang: Lang; nonce: string }

export const FindPage = ({ form, problem, ...frame }: Frame & { form?: FormState; problem?: string }) => {
  const { lang } = frame
  const t = findWords[lang]
  return (
    <PlainLayout {...frame} title={t.title} path={basePaths.find()} width="narrow">
      <PageHeader title={t.title} answer={t.text} />
      {problem && <Banner kind="warn">{problem}</Banner>}
      {form && <ErrorSummary lang={lang} errors={form.errors} />}
      <Form action={basePaths.find()}>
        <Field
          {...{ lang, form, name: 'email', label: t.email, type: 'email' }}
          autocomplete="email"
          autocapitalize="none"
        />
        <Button wide>{t.submit}</Button>
      </Form>
      <p>
        {t.none} <a href={basePaths.signUp()}>{t.signUp}</a>
      </p>
    </PlainLayout>
  )
}

/** The same for an address that is known and one that is not. */
export const FoundPage = ({ email, ...frame }: Frame & { email: string }) => {
  const t = findWords[frame.lang]
  return (
    <PlainLayout {...frame} title={t.sentTitle} width="narrow">
      <PageHeader title={t.sentTitle} answer={t.sent(email)} />
      <ButtonLink href={basePaths.find()}>{t.other}</ButtonLink>
    </PlainLayout>
  )
}
