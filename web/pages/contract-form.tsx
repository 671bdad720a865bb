import { contractCauses } from '#rules/contract-agreement.ts'
import type { Lang } from '#rules/lang.ts'
import { coveredCauses, excludedCauses, freeItems } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox, Checkboxes } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { contractFormWords } from '../words/contract-form.ts'

/** As the form shows them at first. */
export type ContractValues = {
  number: string
  title: string
  startsOn: string
  endsOn: string
  price: string
  visits: string
  visitsUsed: string
  covers: readonly string[]
  excluded: readonly string[]
  coversAllAssets: boolean
  assets: readonly string[]
  autoRenew: boolean
  noticeDays: string
  ownerId: string
  note: string
}

type Props = {
  frame: ConsoleFrame
  kind: 'new' | 'edit' | 'renew'
  action: string
  back: string
  hidden: Record<string, string>
  values: ContractValues
  currency: string
  customer: { name: string }
  assets: readonly { id: string; name: string; serialNumber: string | null }[]
  members: readonly { id: string; name: string }[]
  formKey: string
  form?: FormState | undefined
}

function labelsOf(lang: Lang): Record<string, string> {
  const { machines: assets, all: coversAllAssets, owner: ownerId, ...same } = contractFormWords[lang].fields
  return { ...same, assets, coversAllAssets, ownerId }
}

/** What was agreed with a customer. */
export const ContractFormPage = (props: Props) => {
  const { frame, kind, customer, form } = props
  const { lang } = frame
  const t = contractFormWords[lang]
  const title = t.titles[kind]
  return (
    <ConsoleLayout {...frame} title={title} current="contracts" islands={['busy-form']}>
      <PageHeader back={{ href: props.back, label: t.back }} title={title} answer={customer.name} />
      {kind === 'renew' && <p>{t.renewHint}</p>}
      <div class="narrow">
        <Form action={props.action} idempotencyKey={props.formKey} hidden={props.hidden} label={title}>
          {form && <ErrorSummary lang={lang} errors={form.errors} labels={labelsOf(lang)} />}
          <Agreed {...props} />
          <Covered {...props} />
          <Machines {...props} />
          <AfterEnd {...props} />
          <Actions thumb>
            <Button>{kind === 'renew' ? t.renew : t.save}</Button>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}

function Agreed({ frame: { lang }, values, currency, form }: Props) {
  const t = contractFormWords[lang]
  const f = { lang, form }
  return (
    <Section title={t.parts.agreed}>
      <Field {...f} name="number" label={t.fields.number} value={values.number} maxlength={60} width="medium" />
      <Field {...f} name="title" label={t.fields.title} value={values.title} maxlength={120} />
      <div class="field-row">
        <Field {...f} name="startsOn" type="date" label={t.fields.startsOn} value={values.startsOn} width="medium" />
        <Field {...f} name="endsOn" type="date" label={t.fields.endsOn} value={values.endsOn} width="medium" />
      </div>
      <Field
        {...f}
        name="price"
        label={t.fields.price}
        inputmode="decimal"
        unit={currency}
        value={values.price}
        width="medium"
        optional
      />
    </Section>
  )
}

function Covered({ frame: { lang }, values, form }: Props) {
  const t = contractFormWords[lang]
  const f = { lang, form }
  const items = Object.entries(freeItems).map(([value, label]) => ({ value, label: capital(label[lang]) }))
  const causes = contractCauses.map((value) => ({
    value,
    label: capital(wordsOf({ ...coveredCauses, ...excludedCauses }, value, lang)),
  }))
  return (
    <Section title={t.parts.covers}>
      <Checkboxes
        {...f}
        name="covers"
        label={t.fields.covers}
        hint={t.hints.covers}
        options={items}
        chosen={values.covers}
      />
      <Field
        {...f}
        name="visits"
        label={t.fields.visits}
        hint={t.hints.visits}
        inputmode="numeric"
        unit={t.times}
        value={values.visits}
        width="short"
        optional
      />
      <Field
        {...f}
        name="visitsUsed"
        label={t.fields.visitsUsed}
        inputmode="numeric"
        unit={t.times}
        value={values.visitsUsed}
        width="short"
        optional
      />
      <Checkboxes
        {...f}
        name="excluded"
        label={t.fields.excluded}
        hint={t.hints.excluded}
        options={causes}
        chosen={values.excluded}
        optional
      />
    </Section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Machines({ frame: { lang }, values, assets, form }: Props) {
  const t = contractFormWords[lang]
  const f = { lang, form }
  const options = assets.map(({ id, name, serialNumber }) => ({
    value: id,
    label: name,
    ...(serialNumber ? { hint: serialNumber } : {}),
  }))
  return (
    <Section title={t.parts.machines}>
      <Checkbox
        {...f}
        name="coversAllAssets"
        label={t.fields.all}
        hint={t.hints.all}
        checked={values.coversAllAssets}
        optional
      />
      {options.length > 0 ? (
        <Checkboxes {...f} name="assets" label={t.fields.machines} options={options} chosen={values.assets} optional />
      ) : (
        <p class="muted">{t.hints.noMachines}</p>
      )}
    </Section>
  )
}

function AfterEnd({ frame: { lang }, values, members, form }: Props) {
  const t = contractFormWords[lang]
  const f = { lang, form }
  return (
    <Section title={t.parts.renewal}>
      <Checkbox
        {...f}
        name="autoRenew"
        label={t.fields.autoRenew}
        hint={t.hints.autoRenew}
        checked={values.autoRenew}
        optional
      />
      <Field
        {...f}
        name="noticeDays"
        label={t.fields.noticeDays}
        inputmode="numeric"
        unit={t.days}
        value={values.noticeDays}
        width="short"
        optional
      />
      <Select
        {...f}
        name="ownerId"
        label={t.fields.owner}
        options={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.ownerId}
        empty={t.nobody}
        optional
      />
      <Textarea {...f} name="note" label={t.fields.note} value={values.note} maxlength={1000} rows={3} optional />
    </Section>
  )
}
