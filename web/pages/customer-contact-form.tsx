import type { Child } from 'hono/jsx'
import { customerLimits } from '#rules/customer.ts'
import { langs } from '#rules/lang.ts'
import type { Contact, Site } from '#schema/tenant/customer.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { languageNames } from '../words/account.ts'
import { customerWords } from '../words/customer.ts'
import { zoneOptions } from '../words/place.ts'
import { zoneLabel } from '../words/zone.ts'

type PageProps = {
  frame: ConsoleFrame
  customer: { id: string; name: string }
  formKey: string
  stamp: string
  form: FormState | undefined
  stale?: boolean | undefined
}

/** The person to call. */
export const ContactFormPage = (props: PageProps & { contact: Contact | null }) => {
  const { frame, customer, contact } = props
  const t = customerWords[frame.lang].contact
  return (
    <PartPage
      {...props}
      title={contact ? t.edit : t.new}
      action={
        contact
          ? consolePaths.customerContact(customer.id, contact.id)
          : consolePaths.customerPart(customer.id, 'contacts')
      }
      save={t.save}
      labels={t}
      removal={
        contact && {
          action: consolePaths.customerContactRemoval(customer.id, contact.id),
          label: t.remove,
          hint: t.removeHint,
        }
      }
    >
      <ContactFields {...props} />
    </PartPage>
  )
}

const ContactFields = ({ frame: { lang }, contact, form }: PageProps & { contact: Contact | null }) => {
  const words = customerWords[lang]
  const t = words.contact
  return (
    <>
      <Field
        {...{ lang, form, name: 'name', label: t.name, value: contact?.name, width: 'medium' }}
        maxlength={customerLimits.contactName}
        autocomplete="off"
      />
      <Field
        {...{ lang, form, name: 'duty', label: t.duty, value: contact?.duty ?? '', width: 'medium' }}
        maxlength={customerLimits.duty}
        autocomplete="off"
        optional
      />
      <Field
        {...{ lang, form, name: 'phone', type: 'tel', label: t.phone, value: contact?.phone, width: 'medium' }}
        maxlength={customerLimits.phone}
        autocomplete="off"
        optional
      />
      <Field
        {...{ lang, form, name: 'email', type: 'email', label: t.email, value: contact?.email ?? '', width: 'medium' }}
        maxlength={customerLimits.email}
        autocomplete="off"
        optional
      />
      <Select
        {...{ lang, form, name: 'lang', label: t.lang, value: contact?.lang ?? '', width: 'medium' }}
        options={langs.map((value) => ({ value, label: languageNames[value] }))}
        empty={words.form.companyLang}
        optional
      />
      <Checkbox
        {...{ lang, form, name: 'isNotified', label: t.notified, hint: t.notifiedHint }}
        checked={contact?.isNotified ?? true}
        optional
      />
    </>
  )
}

type SiteProps = PageProps & { site: Site | null; zones: readonly string[] }

/** An address, and the zone that it lies in. */
export const SiteFormPage = (props: SiteProps) => {
  const { frame, customer, site } = props
  const t = customerWords[frame.lang].site
  return (
    <PartPage
      {...props}
      title={site ? t.edit : t.new}
      action={site ? consolePaths.customerSite(customer.id, site.id) : consolePaths.customerPart(customer.id, 'sites')}
      save={t.save}
      labels={t}
      removal={
        site && {
          action: consolePaths.customerSiteRemoval(customer.id, site.id),
          label: t.remove,
          hint: t.removeHint,
        }
      }
    >
      <SiteFields {...props} />
    </PartPage>
  )
}

const SiteFields = ({ frame: { lang }, site, zones, form }: SiteProps) => {
  const words = customerWords[lang]
  const t = words.site
  const offered = site?.zone && !zones.includes(site.zone) ? [...zones, site.zone] : zones
  return (
    <>
      <Field
        {...{ lang, form, name: 'name', label: t.name, hint: t.nameHint, value: site?.name, width: 'medium' }}
        maxlength={customerLimits.siteName}
        autocomplete="off"
      />
      <Textarea
        {...{ lang, form, name: 'address', label: t.address, value: site?.address }}
        rows={2}
        maxlength={customerLimits.address}
      />
      {offered.length > 0 && (
        <Select
          {...{ lang, form, name: 'zone', label: t.zone, hint: words.form.zoneHint, value: site?.zone ?? '' }}
          options={offered.map((value) => ({ value, label: zoneLabel(value, lang) }))}
          empty={words.form.none}
          width="medium"
          optional
        />
      )}
      <Select
        {...{ lang, form, name: 'timeZone', label: t.timeZone, value: site?.timeZone ?? '', width: 'medium' }}
        options={zoneOptions(lang)}
        empty={t.companyZone}
        optional
      />
    </>
  )
}

type PartProps = PageProps & {
  title: string
  action: string
  save: string
  /** Of the fields, as the summary of errors names them. */
  labels: Record<string, string>
  removal: { action: string; label: string; hint: string } | null
  children?: Child
}

const PartPage = ({ frame, customer, formKey, stamp, form, stale, children, ...part }: PartProps) => {
  const { title, action, save, removal } = part
  const { lang } = frame
  return (
    <ConsoleLayout {...frame} title={title} current="customers" islands={['busy-form']}>
      <PageHeader title={title} back={{ href: consolePaths.customer(customer.id), label: customer.name }} />
      {stale && <Banner kind="warn">{customerWords[lang].stale}</Banner>}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} labels={part.labels} />
      <div class="narrow">
        <Form action={action} idempotencyKey={formKey} hidden={removal ? { stamp } : {}} label={title}>
          {children}
          <Actions>
            <Button>{save}</Button>
          </Actions>
        </Form>
        {removal && (
          <Section title={removal.label} hint={removal.hint}>
            <Form action={removal.action} idempotencyKey={formKey} label={removal.label}>
              <Button kind="danger">{removal.label}</Button>
            </Form>
          </Section>
        )}
      </div>
    </ConsoleLayout>
  )
}
