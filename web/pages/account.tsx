import { langs } from '#rules/lang.ts'
import type { Role } from '#rules/role.ts'
import { type Brand, ConsoleLayout } from '#web/layout.tsx'
import { consolePaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Actions, Button, ButtonLink } from '#web/ui/button.tsx'
import { RadioCards } from '#web/ui/choice.tsx'
import { PageHeader, Section } from '#web/ui/content.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { accountWords, languageNames } from '#web/words/account.ts'
import type { Lang } from '#web/words/lang.ts'
import { CalendarFeedSection, type ShownFeed } from './account-feed.tsx'

/** What every page of the console is told. */
export type DeskProps = { lang: Lang; nonce: string; company: Brand; member: { name: string; role: Role } }

type Account = {
  name: string
  email: string
  lang: Lang
  isVerified: boolean
  hasSecondFactor: boolean
  recoveryCodes: number
  sessions: number
}

export const accountNews = ['saved', 'sent', 'changed', 'removed'] as const
export type AccountNews = (typeof accountNews)[number]

type Props = DeskProps & {
  account: Account
  /** Of this rendering of the form that asks for another mail. */
  verificationKey: string
  feed: ShownFeed | null
  profileForm?: FormState | undefined
  passwordForm?: FormState | undefined
  told?: AccountNews | undefined
}

export const AccountPage = ({ account, verificationKey, feed, profileForm, passwordForm, told, ...desk }: Props) => {
  const { lang } = desk
  const t = accountWords[lang]
  const errors = { ...profileForm?.errors, ...passwordForm?.errors }
  return (
    <ConsoleLayout {...desk} title={t.title} current="account" path={consolePaths.account()} islands={['copy-button']}>
      <PageHeader title={t.title} />
      {told && <Banner kind="success">{newsWords(told, lang)}</Banner>}
      <ErrorSummary lang={lang} errors={errors} kept={passwordForm ? 'none' : 'all'} />
      {!account.isVerified && told !== 'sent' && (
        <Unverified {...{ lang, email: account.email, formKey: verificationKey }} />
      )}
      <Profile {...{ lang, account, form: profileForm }} />
      <PasswordSection {...{ lang, form: passwordForm }} />
      <Section title={t.factor.title}>
        <div class="stack">
          <p>{account.hasSecondFactor ? t.factor.on(account.recoveryCodes) : t.factor.off}</p>
          {account.hasSecondFactor && account.recoveryCodes < 3 && <p>{t.factor.fewCodes}</p>}
          <Actions>
            <ButtonLink href={consolePaths.accountTotp()} icon="lock">
              {account.hasSecondFactor ? t.factor.manage : t.factor.setUp}
            </ButtonLink>
          </Actions>
        </div>
      </Section>
      <Section title={t.sessions.title}>
        <div class="stack">
          <p>{t.sessions.count(account.sessions)}</p>
          <Actions>
            <ButtonLink href={consolePaths.accountSessions()}>{t.sessions.all}</ButtonLink>
          </Actions>
        </div>
      </Section>
      <CalendarFeedSection {...{ lang, feed }} />
    </ConsoleLayout>
  )
}

function newsWords(news: AccountNews, lang: Lang): string {
  const t = accountWords[lang]
  return { saved: t.saved, sent: t.unverified.sent, changed: t.password.changed, removed: t.factor.removed }[news]
}

const Unverified = ({ lang, email, formKey }: { lang: Lang; email: string; formKey: string }) => {
  const t = accountWords[lang].unverified
  return (
    <Banner kind="warn" title={t.title}>
      <p>{t.text(email)}</p>
      <form method="post" action={consolePaths.accountVerification()}>
        <input type="hidden" name="idempotencyKey" value={formKey} />
        <Button kind="link">{t.again}</Button>
      </form>
    </Banner>
  )
}

type PartProps = { lang: Lang; form: FormState | undefined }

const Profile = ({ lang, form, account }: PartProps & { account: Account }) => {
  const t = accountWords[lang].profile
  return (
    <Section title={t.title}>
      <Form action={consolePaths.account()} label={t.title}>
        <Field
          {...{ lang, form, name: 'name', label: t.name, hint: t.nameHint, value: account.name }}
          autocomplete="name"
          width="medium"
        />
        <Field {...{ lang, name: 'email', label: t.email, value: account.email }} width="medium" readonly />
        <RadioCards
          {...{ lang, form, name: 'lang', label: t.lang, value: account.lang }}
          options={langs.map((value) => ({ value, label: languageNames[value] }))}
          row
        />
        <Button>{t.save}</Button>
      </Form>
    </Section>
  )
}

const PasswordSection = ({ lang, form }: PartProps) => {
  const t = accountWords[lang].password
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.accountPassword()} label={t.title}>
        <Field
          {...{ lang, form, name: 'password', label: t.current, type: 'password' }}
          autocomplete="current-password"
          width="medium"
        />
        <Field
          {...{ lang, form, name: 'newPassword', label: t.fresh, hint: t.freshHint, type: 'password' }}
          autocomplete="new-password"
          width="medium"
        />
        <Button kind="quiet">{t.save}</Button>
      </Form>
    </Section>
  )
}

/** Where the last proof is too long ago: the password once more. */
export const ProofField = ({ lang, form, name = 'password' }: PartProps & { name?: string }) => {
  const t = accountWords[lang].proof
  return (
    <Field
      {...{ lang, form, name, label: t.label, hint: t.hint, type: 'password' }}
      autocomplete="current-password"
      width="medium"
    />
  )
}
