import { langs } from '#rules/lang.ts'
import type { Role } from '#rules/role.ts'
import { PlainLayout } from '#web/layout.tsx'
import { publicPaths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { RadioCards } from '#web/ui/choice.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { languageNames } from '#web/words/account.ts'
import { invitationWords } from '#web/words/invitation.ts'
import { roleWords } from '#web/words/role.ts'
import type { DoorProps } from './sign-in.tsx'

type Props = DoorProps & {
  token: string
  invited: { email: string; name: string; role: Role }
  form?: FormState | undefined
}

export const InvitationPage = ({ token, invited, form, ...door }: Props) => {
  const { lang, company } = door
  const t = invitationWords[lang]
  const title = t.title(company?.name ?? '')
  return (
    <PlainLayout {...door} title={title} path={publicPaths.invitation(token)} width="narrow">
      <h1>{title}</h1>
      <p>{t.lead(roleWords[lang][invited.role].name)}</p>
      {form && <ErrorSummary lang={lang} errors={form.errors} kept="but_password" />}
      <Form action={publicPaths.invitation(token)}>
        <Field
          {...{ lang, name: 'email', label: t.email, type: 'email', value: invited.email }}
          autocomplete="username"
          readonly
        />
        <Field
          {...{ lang, form, name: 'name', label: t.name, hint: t.nameHint, value: invited.name }}
          autocomplete="name"
        />
        <Field
          {...{ lang, form, name: 'password', label: t.password, hint: t.passwordHint, type: 'password' }}
          autocomplete="new-password"
        />
        <RadioCards
          {...{ lang, form, name: 'lang', label: t.lang, value: lang }}
          options={langs.map((value) => ({ value, label: languageNames[value] }))}
          row
        />
        <Button wide>{t.submit}</Button>
      </Form>
    </PlainLayout>
  )
}
