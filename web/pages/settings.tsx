import { cnRegions } from '#rules/cn-region.ts'
import { langs } from '#rules/lang.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Checkbox, Checkboxes } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, FileField, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import type { OperatorEmail } from '../ui/operator-line.tsx'
import { channelWords } from '../words/channel.ts'
import type { Lang } from '../words/lang.ts'
import { settingsWords } from '../words/settings.ts'
import { AccentPreview } from './settings-accent.tsx'
import { Hostnames, type ShownHostname } from './settings-hostname.tsx'

export type SettingsProps = {
  frame: ConsoleFrame
  company: Company
  /** What the settings were when this form was made. */
  stamp: string
  /** Of this rendering of the logo's form. */
  logoFormKey: string
  /** Undefined where nobody can say just now. */
  hostnames: readonly ShownHostname[] | undefined
  ownHost: string
  operatorEmail: OperatorEmail
  form: FormState | undefined
  /** What was ticked in a refused form. */
  languages?: readonly string[] | undefined
  logoError?: string | undefined
  stale?: boolean
  saved?: boolean
}

/** The company as others see it. */
export const SettingsPage = (props: SettingsProps) => {
  const { frame, form, logoError, stale, saved, hostnames, ownHost, operatorEmail } = props
  const { lang } = frame
  const t = settingsWords[lang]
  const errors = { ...form?.errors, ...(logoError ? { logo: logoError } : {}) }
  return (
    <ConsoleLayout {...frame} title={t.title} current="settings" islands={['busy-form', 'file-field', 'copy-button']}>
      <PageHeader title={t.title} answer={t.answer} />
      {saved && (
        <Banner kind="success">
          <p>{t.saved}</p>
        </Banner>
      )}
      {stale && (
        <Banner kind="warn">
          <p>{t.stale}</p>
        </Banner>
      )}
      <ErrorSummary lang={lang} errors={errors} labels={labelsOf(lang)} />
      <div class="narrow">
        <SettingsForm {...props} />
        <Logo {...props} />
        <Channels lang={lang} />
        {hostnames && <Hostnames {...{ lang, hostnames, ownHost, operatorEmail }} />}
      </div>
    </ConsoleLayout>
  )
}

function labelsOf(lang: Lang): Record<string, string> {
  const { name, phone, email, address, region, languages, accent, logoFile: logo } = settingsWords[lang]
  return { name, phone, email, address, region, languages, accent, logo }
}

const SettingsForm = (props: SettingsProps) => {
  const { frame, company, stamp, form, languages } = props
  const { lang } = frame
  const t = settingsWords[lang]
  return (
    <Form action={consolePaths.settings()} hidden={{ stamp }} label={t.title}>
      <Section title={t.company}>
        <div class="stack">
          <Field
            {...{ lang, form, name: 'name', label: t.name }}
            value={company.name}
            maxlength={80}
            autocomplete="organization"
          />
          <Field
            {...{ lang, form, name: 'phone', label: t.phone, hint: t.phoneHint }}
            {...{ type: 'tel', value: company.phone ?? '', optional: true, maxlength: 40, width: 'medium' }}
          />
          <Field
            {...{ lang, form, name: 'email', label: t.email, hint: t.emailHint }}
            {...{ type: 'email', value: company.email ?? '', optional: true, maxlength: 254, width: 'medium' }}
          />
          <Textarea
            {...{ lang, form, name: 'address', label: t.address }}
            value={company.address ?? ''}
            rows={2}
            maxlength={300}
            optional
          />
          {company.country === 'CN' && <Region {...props} />}
          <Checkboxes
            {...{ lang, form, name: 'languages', label: t.languages }}
            chosen={languages ?? company.languages}
            options={langs.map((one) => ({ value: one, label: t.languageNames[one] }))}
          />
        </div>
      </Section>
      <Section title={t.look}>
        <div class="stack">
          <Field
            {...{ lang, form, name: 'accent', label: t.accent, hint: t.accentHint }}
            {...{ value: company.accent ?? '', optional: true, maxlength: 7, width: 'short', autocapitalize: 'none' }}
          />
          <AccentPreview lang={lang} accent={form?.typed.accent ?? company.accent} />
          <Checkbox {...{ lang, form, name: 'showHours', label: t.showHours }} checked={company.showHours} optional />
        </div>
      </Section>
      <Section title={t.security}>
        <Checkbox
          {...{ lang, form, name: 'secondFactorRequired', label: t.secondFactor, hint: t.secondFactorHint }}
          checked={company.secondFactorRequired}
          optional
        />
      </Section>
      <Actions>
        <Button>{t.save}</Button>
      </Actions>
    </Form>
  )
}

const Region = ({ frame: { lang }, company, form }: SettingsProps) => {
  const t = settingsWords[lang]
  const options = Object.entries(cnRegions).map(([value, name]) => ({ value, label: name[lang] }))
  return (
    <Select
      {...{ lang, form, options, name: 'region', label: t.region, hint: t.regionHint }}
      value={company.region ?? ''}
      empty={t.noRegion}
      width="medium"
      optional
    />
  )
}

const Channels = ({ lang }: { lang: Lang }) => {
  const { title, answer } = channelWords[lang]
  return (
    <Section title={title} hint={answer}>
      <ButtonLink href={consolePaths.channels()}>{title}</ButtonLink>
    </Section>
  )
}

/** Its own form: a file travels with nothing else. */
const Logo = ({ frame, company, logoFormKey, logoError }: SettingsProps) => {
  const { lang } = frame
  const t = settingsWords[lang]
  return (
    <section class="section logo-form" id="logo">
      <div class="section-head">
        <h2>{t.logo}</h2>
      </div>
      {frame.company.logoUrl ? (
        <p>
          <img class="logo-now" src={frame.company.logoUrl} alt={t.logoNow} />
        </p>
      ) : (
        <p class="muted">{t.logoNone}</p>
      )}
      <Form action={consolePaths.settingsLogo()} idempotencyKey={logoFormKey} multipart label={t.logo}>
        <FileField
          {...{ lang, name: 'logo', label: t.logoFile, hint: t.logoHint, error: logoError }}
          accept="image/png,image/jpeg,image/webp"
        />
        <Actions>
          <Button kind="quiet">{t.logoSave}</Button>
          {company.logoKey && (
            <Button kind="danger" name="remove" value="yes">
              {t.logoRemove}
            </Button>
          )}
        </Actions>
      </Form>
    </section>
  )
}
