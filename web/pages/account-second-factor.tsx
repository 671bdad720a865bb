import { ConsoleLayout } from '#web/layout.tsx'
import { consolePaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Actions, Button, ButtonLink } from '#web/ui/button.tsx'
import { PageHeader, Section } from '#web/ui/content.tsx'
import { CopyButton, PrintButton } from '#web/ui/copy-button.tsx'
import { Field, type FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { QrCode } from '#web/ui/qr-code.tsx'
import { accountWords } from '#web/words/account.ts'
import { type DeskProps, ProofField } from './account.tsx'

type SetUpProps = DeskProps & {
  offer: { sealed: string; uri: string; key: string }
  isProved: boolean
  isRequired: boolean
  form?: FormState | undefined
}

export const SecondFactorSetUpPage = ({ offer, isProved, isRequired, form, ...desk }: SetUpProps) => {
  const { lang } = desk
  const t = accountWords[lang].factor
  return (
    <ConsoleLayout {...desk} title={t.title} current="account" islands={['copy-button']}>
      <PageHeader title={t.setUp} back={{ href: consolePaths.account(), label: accountWords[lang].title }} />
      {isRequired && <Banner kind="warn">{t.required}</Banner>}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} kept="none" />
      <Section title={t.scanTitle}>
        <div class="stack">
          <p>{t.scan}</p>
          <QrCode text={offer.uri} label={t.qr} />
          <p>{t.key}</p>
          <CopyButton lang={lang} value={offer.key} label={t.key} />
        </div>
      </Section>
      <Section title={t.codeTitle}>
        <Form action={consolePaths.accountTotp()} hidden={{ sealed: offer.sealed }}>
          <Field
            {...{ lang, form, name: 'code', label: t.code }}
            inputmode="numeric"
            autocomplete="one-time-code"
            width="short"
          />
          {!isProved && <ProofField {...{ lang, form }} />}
          <Button>{t.confirm}</Button>
        </Form>
      </Section>
    </ConsoleLayout>
  )
}

type CodesProps = DeskProps & { codes: readonly string[]; isRenewal?: boolean }

/** The one time that the codes are in sight. */
export const RecoveryCodesPage = ({ codes, isRenewal, ...desk }: CodesProps) => {
  const t = accountWords[desk.lang].factor
  const title = isRenewal ? t.renewedTitle : t.codesTitle
  return (
    <ConsoleLayout {...desk} title={title} current="account" islands={['print-button']}>
      <PageHeader title={title} />
      <p>
        {isRenewal && t.renewedLead}
        {t.codesLead}
      </p>
      <ol class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Actions>
        <PrintButton lang={desk.lang} />
        <ButtonLink kind="primary" href={consolePaths.account()}>
          {t.codesDone}
        </ButtonLink>
      </Actions>
    </ConsoleLayout>
  )
}

type OnProps = DeskProps & { recoveryCodes: number; isRequired: boolean; form?: FormState | undefined }

export const SecondFactorPage = ({ recoveryCodes, isRequired, form, ...desk }: OnProps) => {
  const { lang } = desk
  const t = accountWords[lang].factor
  return (
    <ConsoleLayout {...desk} title={t.title} current="account" path={consolePaths.accountTotp()}>
      <PageHeader
        title={t.title}
        answer={t.on(recoveryCodes)}
        back={{ href: consolePaths.account(), label: accountWords[lang].title }}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} kept="none" />
      <Section title={t.renewTitle} hint={recoveryCodes < 3 ? t.fewCodes : t.renewHint}>
        <Form action={consolePaths.accountRecoveryCodes()} label={t.renewTitle}>
          <ProofField {...{ lang, form }} name="codesProof" />
          <Button>{t.renew}</Button>
        </Form>
      </Section>
      <Section title={t.removeTitle} hint={isRequired ? t.companyRequires : t.removeHint}>
        {!isRequired && (
          <Form action={consolePaths.accountTotpRemoval()} label={t.removeTitle}>
            <ProofField {...{ lang, form }} />
            <Button kind="danger">{t.remove}</Button>
          </Form>
        )}
      </Section>
    </ConsoleLayout>
  )
}
