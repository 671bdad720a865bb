import type { Child } from 'hono/jsx'
import type { Day } from '#rules/day.ts'
import { earlierFaults } from '#rules/fault.ts'
import { usageUnits } from '#rules/policy-vocabulary-terms.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Field, type FormState, Select } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { assetCardWords } from '../words/asset-card.ts'
import type { AssetCardProps, StayRow } from './asset.tsx'
import { SuggestField } from './policy-suggest.tsx'

type Props = AssetCardProps & { today: Day }
type Offered = { step: string; action: string; title: string; body: (form: FormState | undefined) => Child }

/** What can be recorded of a machine, each a tap away. */
export const AssetSteps = (props: Props) => {
  const { frame, asset, refused, formKey } = props
  const t = assetCardWords[frame.lang]
  const isRetired = asset.status === 'retired'
  const offered = isRetired
    ? [restoreStep(props), removalStep(props)]
    : [
        readingStep(props),
        stayStep(props),
        ...(props.components.length > 0 ? [exchangeStep(props)] : []),
        replacementStep(props),
        moveStep(props),
        retireStep(props),
        removalStep(props),
      ]
  return (
    <section class="steps-offered no-print" aria-label={t.steps}>
      {offered.map(({ step, action, title, body }) => {
        const form = refused?.step === step ? refused.form : undefined
        return (
          <details open={form !== undefined} name="step" id={step}>
            <summary>{title}</summary>
            <Form action={action} idempotencyKey={formKey} label={title}>
              {form && <ErrorSummary lang={frame.lang} errors={form.errors} />}
              {body(form)}
            </Form>
          </details>
        )
      })}
    </section>
  )
}

const Send = ({ children, kind = 'quiet' }: { children: Child; kind?: 'quiet' | 'danger' }) => (
  <Actions>
    <Button kind={kind}>{children}</Button>
  </Actions>
)

function readingStep({ frame: { lang }, asset, today, readings }: Props): Offered {
  const t = assetCardWords[lang].reading
  const units = Object.entries(usageUnits).map(([value, label]) => ({ value, label: label[lang] }))
  return {
    step: 'readings',
    action: consolePaths.assetPart(asset.id, 'readings'),
    title: t.title,
    body: (form) => (
      <>
        <Field {...{ lang, form }} name="amount" label={t.amount} inputmode="numeric" width="medium" />
        <Select
          {...{ lang, form }}
          name="unit"
          label={t.unit}
          options={units}
          value={readings.at(-1)?.unit ?? 'hours'}
          empty={false}
        />
        <Field {...{ lang, form }} name="on" type="date" label={t.on} value={today} max={today} width="medium" />
        <Send>{t.save}</Send>
      </>
    ),
  }
}

const partOptions = ({ frame: { lang }, components }: AssetCardProps) => [
  { value: '', label: assetCardWords[lang].whole },
  ...components.map(({ key, name }) => ({ value: key, label: name })),
]

function stayStep(props: Props): Offered {
  const { lang } = props.frame
  const t = assetCardWords[lang].stay
  return {
    step: 'stays',
    action: consolePaths.assetPart(props.asset.id, 'stays'),
    title: t.title,
    body: (form) => (
      <>
        {props.components.length > 0 && (
          <Select
            {...{ lang, form }}
            name="component"
            label={t.part}
            options={partOptions(props)}
            empty={false}
            optional
          />
        )}
        <Field
          {...{ lang, form }}
          name="from"
          type="date"
          label={t.from}
          value={props.today}
          max={props.today}
          width="medium"
        />
        <Field
          {...{ lang, form }}
          name="until"
          type="date"
          label={t.until}
          hint={t.untilHint}
          max={props.today}
          width="medium"
          optional
        />
        <SuggestField {...{ lang, form }} name="fault" label={t.fault} options={faultOptions(props)} optional />
        <Field {...{ lang, form }} name="note" label={t.note} maxlength={500} optional />
        <Send>{t.save}</Send>
      </>
    ),
  }
}

/** A fault that it had before, named alike, is known again. */
const faultOptions = ({ stays }: Props) =>
  earlierFaults(stays.map(({ from, until, ...stay }) => ({ ...stay, on: until ?? from }))).map(({ fault }) => ({
    ...{ value: fault, label: fault },
  }))

function exchangeStep({ frame: { lang }, asset, components, today }: Props): Offered {
  const t = assetCardWords[lang].exchange
  const options = components.map(({ key, name }) => ({ value: key, label: name }))
  return {
    step: 'exchanges',
    action: consolePaths.assetPart(asset.id, 'exchanges'),
    title: t.title,
    body: (form) => (
      <>
        <Select {...{ lang, form, options }} name="component" label={t.part} />
        <Field {...{ lang, form }} name="on" type="date" label={t.on} value={today} max={today} width="medium" />
        <Field {...{ lang, form }} name="note" label={t.note} maxlength={500} optional />
        <Send>{t.save}</Send>
      </>
    ),
  }
}

function replacementStep({ frame: { lang }, asset, today }: Props): Offered {
  const t = assetCardWords[lang].replace
  return {
    step: 'replacement',
    action: consolePaths.assetPart(asset.id, 'replacement'),
    title: t.title,
    body: (form) => (
      <>
        <p class="hint">{t.hint}</p>
        <Field {...{ lang, form }} name="on" type="date" label={t.on} value={today} max={today} width="medium" />
        <Field {...{ lang, form }} name="serialNumber" label={t.serialNumber} maxlength={60} optional />
        <Field {...{ lang, form }} name="note" label={t.note} maxlength={500} optional />
        <Send>{t.save}</Send>
      </>
    ),
  }
}

/** Not a form yet: the customer has to be found first. */
const moveStep = ({ frame: { lang }, asset }: Props): Offered => ({
  step: 'customer',
  action: consolePaths.assetPart(asset.id, 'customer'),
  title: assetCardWords[lang].move,
  body: () => (
    <Actions>
      <ButtonLink href={consolePaths.assetPart(asset.id, 'customer')}>{assetCardWords[lang].move}</ButtonLink>
    </Actions>
  ),
})

const plainStep =
  (step: 'retirement' | 'restoration' | 'removal', word: 'retire' | 'restore' | 'removal') =>
  ({ frame: { lang }, asset }: Props): Offered => {
    const t = assetCardWords[lang][word]
    return {
      step,
      action: consolePaths.assetPart(asset.id, step),
      title: t.title,
      body: () => (
        <>
          <p class="hint">{t.hint}</p>
          <Send kind={step === 'restoration' ? 'quiet' : 'danger'}>{t.save}</Send>
        </>
      ),
    }
  }

const retireStep = plainStep('retirement', 'retire')
const restoreStep = plainStep('restoration', 'restore')
const removalStep = plainStep('removal', 'removal')

/** One of the stays ends. */
export const ReturnForm = ({ frame, asset, stay, formKey, refused }: AssetCardProps & { stay: StayRow }) => {
  const { lang } = frame
  const t = assetCardWords[lang].giveBack
  const form = refused?.step === stay.id ? refused.form : undefined
  return (
    <Form action={consolePaths.assetStay(asset.id, stay.id, 'return')} idempotencyKey={formKey} label={t.title}>
      {form && <ErrorSummary lang={lang} errors={form.errors} />}
      <Field {...{ lang, form }} name="returnedOn" type="date" label={t.on} width="medium" />
      <Send>{t.save}</Send>
    </Form>
  )
}
