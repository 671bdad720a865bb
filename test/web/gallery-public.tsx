import { PlainLayout, PublicLayout } from '#web/layout.tsx'
import { Banner } from '#web/ui/badge.tsx'
import { Actions, Button, ButtonLink } from '#web/ui/button.tsx'
import { Checkbox, RadioCards } from '#web/ui/choice.tsx'
import { Card, Facts, PageHeader, Section } from '#web/ui/content.tsx'
import { CopyButton } from '#web/ui/copy-button.tsx'
import type { FormState } from '#web/ui/field.tsx'
import { Field, FileField, Select, Textarea } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { Stepper } from '#web/ui/history.tsx'
import { DueCountdown, LocalMoment } from '#web/ui/moment.tsx'
import { QrCode } from '#web/ui/qr-code.tsx'

import { type Look, minutes, now, timeZone } from './gallery-look.ts'
import { publicWords } from './gallery-public-words.ts'

const publicPage = (look: Look) => ({ ...look, path: '/', company: { name: publicWords[look.lang].company } })

export const Company = (look: Look) => {
  const t = publicWords[look.lang]
  return (
    <PublicLayout
      {...publicPage(look)}
      title={t.company}
      company={{ name: t.company, accent: '#0b7a5b' }}
      complaintHref="/report"
    >
      <div class="stack">
        <PageHeader title={t.companyTitle} answer={t.companyAnswer} />
        <Actions>
          <ButtonLink kind="primary" icon="wrench" href="/report">
            {t.report}
          </ButtonLink>
          <ButtonLink icon="phone" href="tel:4008001234">
            400-800-1234
          </ButtonLink>
        </Actions>
        <Section title={t.promise}>
          <Facts items={t.promises} />
        </Section>
        <Section title={t.machine} hint={t.machineHint}>
          <QrCode text="https://hengtai.aftercare.example/report?asset=HT-2041" label={t.qr} />
        </Section>
      </div>
    </PublicLayout>
  )
}

export const Report = (look: Look) => {
  const t = publicWords[look.lang].form
  const form: FormState = {
    typed: { fault: t.typed, urgency: 'high' },
    errors: { phone: t.phoneError, site: t.siteError },
  }
  const field = { lang: look.lang, form }
  return (
    <PublicLayout {...publicPage(look)} title={t.title} path="/report" islands={['file-field']}>
      <div class="stack">
        <ErrorSummary lang={look.lang} errors={form.errors} />
        <PageHeader title={t.title} answer={t.answer} />
        <Form action="/report" idempotencyKey="k" multipart>
          <Textarea {...field} name="fault" label={t.fault} hint={t.faultHint} />
          <FileField
            {...field}
            name="photos"
            label={t.photos}
            hint={t.photosHint}
            optional
            multiple
            accept="image/*"
            button={t.photosButton}
          />
          <RadioCards {...field} name="urgency" label={t.urgency} options={t.urgencies} />
          <Field
            {...field}
            name="serial"
            label={t.serial}
            hint={t.serialHint}
            optional
            autocapitalize="characters"
            width="medium"
          />
          <Field {...field} name="site" label={t.site} autocomplete="street-address" />
          <Select {...field} name="zone" label={t.zone} options={t.zones} width="medium" />
          <Field {...field} name="name" label={t.name} autocomplete="name" width="medium" />
          <Field
            {...field}
            name="phone"
            type="tel"
            label={t.phone}
            hint={t.phoneHint}
            autocomplete="tel"
            width="medium"
          />
          <Field {...field} name="wish" type="date" label={t.wish} optional width="short" />
          <Checkbox {...field} name="news" label={t.news} hint={t.newsHint} optional />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
          <p class="muted">
            <small>{t.privacy}</small>
          </p>
        </Form>
      </div>
    </PublicLayout>
  )
}

export const Tracking = (look: Look) => {
  const t = publicWords[look.lang].tracking
  return (
    <PublicLayout {...publicPage(look)} title={t.title} islands={['due-countdown', 'local-time', 'copy-button']}>
      <div class="stack">
        <PageHeader
          title={t.title}
          answer={
            <p>
              {t.promiseBefore}
              <LocalMoment at={minutes(130)} {...{ now, timeZone, lang: look.lang }} />
              {t.promiseAfter} <DueCountdown dueAt={minutes(130)} now={now} lang={look.lang} />
            </p>
          }
        />
        <Banner kind="success" title={t.received}>
          <p>{t.receivedText}</p>
        </Banner>
        <Stepper lang={look.lang} items={t.stages} />
        <Section title={t.link} hint={t.linkHint}>
          <CopyButton lang={look.lang} label={t.link} value="https://hengtai.aftercare.example/t/8d1f40c2a5b94b8f" />
        </Section>
      </div>
    </PublicLayout>
  )
}

export const SignIn = (look: Look) => {
  const t = publicWords[look.lang].signIn
  return (
    <PlainLayout
      {...look}
      title={t.title}
      path="/sign-in"
      width="narrow"
      company={{ name: publicWords[look.lang].longCompany }}
    >
      <div class="stack">
        <PageHeader title={t.title} />
        <Form action="/sign-in">
          <Field lang={look.lang} name="email" type="email" label={t.email} autocomplete="username" />
          <Field lang={look.lang} name="password" type="password" label={t.password} autocomplete="current-password" />
          <Actions>
            <Button wide>{t.go}</Button>
          </Actions>
        </Form>
        <p>
          <a href="/password-reset">{t.forgot}</a>
        </p>
      </div>
    </PlainLayout>
  )
}

export const Landing = (look: Look) => {
  const t = publicWords[look.lang].landing
  return (
    <PlainLayout {...look} title="Aftercare" path="/" width="wide" footer={<span>{t.foot}</span>}>
      <div class="stack">
        <PageHeader title={t.title} answer={<p>{t.answer}</p>} />
        <Actions>
          <ButtonLink kind="primary" href="/sign-up">
            {t.signUp}
          </ButtonLink>
          <ButtonLink kind="link" href="/find">
            {t.find}
          </ButtonLink>
        </Actions>
        <div class="columns">
          <Card title={t.card}>
            <p class="muted">{t.cardText}</p>
          </Card>
        </div>
      </div>
    </PlainLayout>
  )
}
