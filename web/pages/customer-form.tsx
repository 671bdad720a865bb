import type { CustomerChoices, CustomerDetails } from '#rules/customer.ts'
import { customerLimits } from '#rules/customer.ts'
import { langs } from '#rules/lang.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { RadioCards } from '../ui/choice.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { languageNames } from '../words/account.ts'
import { customerWords, tierWords } from '../words/customer.ts'
import { zoneLabel } from '../words/zone.ts'

type Props = {
  frame: ConsoleFrame
  /** Null: a new one. */
  customer: (CustomerDetails & { id: string }) | null
  choices: CustomerChoices
  owners: readonly { id: string; name: string }[]
  formKey: string
  /** What the details were when this form was made. */
  stamp: string
  form: FormState | undefined
  stale?: boolean | undefined
}

/** Who it is, how they are reached, which tier, who looks after them. */
export const CustomerFormPage = (props: Props) => {
  const { frame, customer, formKey, stamp, form, stale } = props
  const { lang } = frame
  const t = customerWords[lang]
  const title = customer ? t.form.edit : t.form.new
  const back = customer
    ? { href: consolePaths.customer(customer.id), label: customer.name }
    : { href: consolePaths.customers(), label: t.back }
  return (
    <ConsoleLayout {...frame} title={title} current="customers" islands={['busy-form']}>
      <PageHeader title={title} answer={!customer && t.form.answer} back={back} />
      {stale && <Banner kind="warn">{t.stale}</Banner>}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} labels={{ ...t.form, ownerId: t.form.owner }} />
      <div class="narrow">
        <Form
          action={customer ? consolePaths.customerPart(customer.id, 'details') : consolePaths.customers()}
          idempotencyKey={formKey}
          hidden={customer ? { stamp } : {}}
          label={title}
        >
          <WhoFields {...props} />
          <CareFields {...props} />
          <Actions>
            <Button>{customer ? t.form.save : t.form.add}</Button>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}

const WhoFields = ({ frame: { lang }, customer, choices, form }: Props) => {
  const t = customerWords[lang]
  const zones = withStored(choices.zones, customer?.zone)
  return (
    <>
      <RadioCards
        {...{ lang, form, name: 'kind', label: t.form.kind, value: customer?.kind ?? 'company' }}
        options={(['company', 'person'] as const).map((value) => ({ value, label: t.kinds[value] }))}
        row
      />
      <Field
        {...{ lang, form, name: 'name', label: t.form.name, value: customer?.name }}
        maxlength={customerLimits.name}
        autocomplete="off"
      />
      <Field
        {...{ lang, form, name: 'phone', type: 'tel', label: t.form.phone, hint: t.form.phoneHint }}
        value={customer?.phone}
        maxlength={customerLimits.phone}
        autocomplete="off"
        width="medium"
        optional
      />
      <Field
        {...{ lang, form, name: 'email', type: 'email', label: t.form.email, value: customer?.email ?? '' }}
        maxlength={customerLimits.email}
        autocomplete="off"
        width="medium"
        optional
      />
      <Textarea
        {...{ lang, form, name: 'address', label: t.form.address, value: customer?.address ?? '' }}
        rows={2}
        maxlength={customerLimits.address}
        optional
      />
      {zones.length > 0 && (
        <Select
          {...{ lang, form, name: 'zone', label: t.form.zone, hint: t.form.zoneHint, value: customer?.zone ?? '' }}
          options={zones.map((value) => ({ value, label: zoneLabel(value, lang) }))}
          empty={t.form.none}
          width="medium"
          optional
        />
      )}
    </>
  )
}

const CareFields = ({ frame: { lang }, customer, choices, owners, form }: Props) => {
  const t = customerWords[lang]
  return (
    <>
      <Select
        {...{ lang, form, name: 'tier', label: t.form.tier, value: customer?.tier ?? '' }}
        options={withStored(choices.tiers, customer?.tier).map((value) => ({ value, label: tierWords(value, lang) }))}
        empty={t.noTier}
        width="medium"
        optional
      />
      <Select
        {...{ lang, form, name: 'ownerId', label: t.form.owner, value: customer?.ownerId ?? '' }}
        options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t.nobody}
        width="medium"
        optional
      />
      <Select
        {...{ lang, form, name: 'lang', label: t.form.lang, value: customer?.lang ?? '' }}
        options={langs.map((value) => ({ value, label: languageNames[value] }))}
        empty={t.form.companyLang}
        width="medium"
        optional
      />
      <Textarea
        {...{ lang, form, name: 'note', label: t.form.note, value: customer?.note ?? '' }}
        rows={3}
        maxlength={customerLimits.note}
        optional
      />
    </>
  )
}

/** What is stored can stay, though nobody could choose it anew. */
const withStored = (choices: readonly string[], stored: string | null | undefined) =>
  stored && !choices.includes(stored) ? [...choices, stored] : choices
