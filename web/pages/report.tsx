import type { Child } from 'hono/jsx'
import { photoLimits } from '#rules/photo.ts'
import { urgencies } from '#rules/service-request.ts'
import type { IslandName } from '../asset.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox, RadioCards } from '../ui/choice.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import type { Lang } from '../words/lang.ts'
import { reportWords } from '../words/report.ts'
import { zoneLabel } from '../words/zone.ts'
import type { PublicFrame } from './public-frame.ts'
import { KeptPhotos, PhotoField, type ShownPhoto } from './report-photo.tsx'

export type ReportTrouble = { kind: 'too_many'; seconds: number } | { kind: 'unsure' } | { kind: 'call' }

export type ReportProps = {
  frame: PublicFrame
  /** Made for this rendering: the same form twice is one request. */
  idempotencyKey: string
  /** Under which pictures of a refused form wait. */
  draftId: string
  form?: FormState | undefined
  kept?: readonly ShownPhoto[] | undefined
  trouble?: ReportTrouble | undefined
  /** From the QR code on the machine. */
  machine: { product: string; serialNumber: string }
  zones: readonly string[]
  required: ReadonlySet<string>
  needsConsent: boolean
  needsProof: boolean
  retentionMonths: number | null
}

/** One column, in the order in which a person tells what happened. */
export const ReportPage = (props: ReportProps) => {
  const { frame, form, trouble } = props
  const t = reportWords[frame.lang]
  const errors = form?.errors ?? {}
  const isAgain = Object.keys(errors).length > 0
  const islands: IslandName[] = ['busy-form', 'file-field', 'photo-shrink', 'report-draft']
  return (
    <PublicLayout
      {...frame}
      title={t.title}
      path={publicPaths.report()}
      islands={props.needsProof ? [...islands, 'proof-of-work'] : islands}
    >
      <div class="stack">
        <PageHeader
          back={{ href: publicPaths.company(), label: frame.company.name }}
          title={t.title}
          answer={<p>{isAgain ? t.answerAgain : t.answer}</p>}
        />
        {trouble && <TroubleBanner frame={frame} trouble={trouble} />}
        <ErrorSummary lang={frame.lang} errors={summaryOf(errors, frame.lang)} />
        <report-draft
          class="block"
          data-key={props.idempotencyKey}
          data-typed={form ? 'yes' : undefined}
          data-restored={t.draft.restored}
          data-clear={t.draft.clear}
        >
          <Form
            action={publicPaths.report()}
            idempotencyKey={props.idempotencyKey}
            hidden={{ draftId: props.draftId }}
            multipart
          >
            <Fault {...props} />
            <Machine {...props} />
            <Place {...props} />
            <Who {...props} />
            <Trap label={t.trap} />
            {props.needsConsent && (
              <Checkbox
                lang={frame.lang}
                form={form}
                name="exportConsent"
                label={t.exportConsent}
                hint={t.exportConsentHint}
              />
            )}
            {props.needsProof && <Proof {...props} />}
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
            <PrivacyLine {...props} />
          </Form>
        </report-draft>
      </div>
    </PublicLayout>
  )
}

/** Beside a field "fill this in" is enough; in a list it takes the field's name. */
function summaryOf(errors: Record<string, string>, lang: Lang): Record<string, string> {
  const t = reportWords[lang]
  const { description, urgency, photos, product, serialNumber, address, zone, wishedAt, name, phone, email } = t
  const labels: Record<string, string> = {
    ...{ description, urgency, photos, product, serialNumber, address, zone, wishedAt, name, phone, email },
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, text]) => {
      const label = labels[field]
      return [field, label ? t.inSummary(label, text) : text]
    }),
  )
}

const Fault = ({ frame, form, kept = [] }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  return (
    <>
      <Textarea lang={lang} form={form} name="description" label={t.description} hint={t.descriptionHint} rows={5} />
      <RadioCards
        lang={lang}
        form={form}
        name="urgency"
        label={t.urgency}
        value="normal"
        options={urgencies.toReversed().map((value) => ({ value, ...t.urgencies[value] }))}
      />
      {kept.length > 0 && <KeptPhotos lang={lang} photos={kept} />}
      <PhotoField
        lang={lang}
        form={form}
        label={t.photos}
        hint={t.photosHint(photoLimits.count)}
        button={t.photosButton}
      />
    </>
  )
}

const Machine = ({ frame, form, required, machine }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const isOptional = !required.has('product') && !required.has('serialNumber')
  const isFilled = machine.product !== '' || machine.serialNumber !== ''
  return (
    <Group title={t.machine} hint={isFilled ? t.machineFromCode : t.serialHint}>
      <Field
        lang={lang}
        form={form}
        name="product"
        label={t.product}
        value={machine.product}
        optional={isOptional}
        width="medium"
        autocomplete="off"
      />
      <Field
        lang={lang}
        form={form}
        name="serialNumber"
        label={t.serialNumber}
        value={machine.serialNumber}
        optional={isOptional}
        width="medium"
        autocomplete="off"
        autocapitalize="characters"
      />
    </Group>
  )
}

const Place = ({ frame, form, required, zones }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const isOptional = !required.has('address')
  const options = zones.map((zone) => ({ value: zone, label: zoneLabel(zone, lang) }))
  const zone = {
    lang,
    form,
    name: 'zone',
    label: t.zone,
    hint: t.zoneHint,
    optional: !required.has('zone'),
    options,
  }
  return (
    <Group title={t.place}>
      <Field
        lang={lang}
        form={form}
        name="address"
        label={t.address}
        hint={isOptional ? t.addressOptionalHint : t.addressHint}
        optional={isOptional}
        autocomplete="street-address"
      />
      {zones.length > 0 && zones.length <= 3 && <RadioCards {...zone} row />}
      {zones.length > 3 && <Select {...zone} width="medium" />}
      <Field
        lang={lang}
        form={form}
        name="wishedAt"
        type="datetime-local"
        label={t.wishedAt}
        hint={t.wishHint}
        optional
        width="medium"
      />
    </Group>
  )
}

const Who = ({ frame, form, required }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const field = { lang, form, width: 'medium' as const }
  return (
    <Group title={t.who}>
      <Field {...field} name="name" label={t.name} autocomplete="name" />
      <Field {...field} name="phone" type="tel" label={t.phone} hint={t.phoneHint} autocomplete="tel" />
      <Field
        {...field}
        name="email"
        type="email"
        label={t.email}
        hint={t.emailHint}
        autocomplete="email"
        optional={!required.has('email')}
      />
    </Group>
  )
}

const Group = ({ title, hint, children }: { title: string; hint?: string; children?: Child }) => (
  <fieldset class="grid min-w-0 gap-5 border-t border-hairline pt-6">
    <legend class="contents">
      <span class="block text-muted">{title}</span>
    </legend>
    {hint && <p class="hint">{hint}</p>}
    {children}
  </fieldset>
)

/** Nobody sees or reaches it; programs fill in what they find. */
const Trap = ({ label }: { label: string }) => (
  <div class="visually-hidden" aria-hidden="true">
    <label>
      {label}
      <input name="homepage" tabindex={-1} autocomplete="off" />
    </label>
  </div>
)

const Proof = ({ frame }: ReportProps) => {
  const t = reportWords[frame.lang].proof
  return (
    <proof-of-work
      data-challenge={publicPaths.reportChallenge()}
      data-waiting={t.waiting}
      data-done={t.done}
      data-failed={t.failed}
    >
      <input type="hidden" name="proof" />
      <Banner>
        <p>
          {t.noScript} <PhoneLink frame={frame} />
        </p>
      </Banner>
    </proof-of-work>
  )
}

const PrivacyLine = ({ frame, retentionMonths }: ReportProps) => {
  const t = reportWords[frame.lang]
  return (
    <p class="text-small text-muted">
      {t.privacyBefore}
      {frame.lang === 'en' && ' '}
      {retentionMonths !== null && t.privacyRetention(retentionMonths)}
      {frame.lang === 'en' && ' '}
      <a href={publicPaths.privacy()}>{t.privacyLink}</a>
    </p>
  )
}

export const PhoneLink = ({ frame: { phone } }: { frame: PublicFrame }) =>
  phone ? <a href={phone.href}>{phone.text}</a> : null

const TroubleBanner = ({ frame, trouble }: { frame: PublicFrame; trouble: ReportTrouble }) => {
  const t = reportWords[frame.lang]
  if (trouble.kind === 'too_many')
    return (
      <Banner kind="warn" title={t.tooMany.title}>
        <p>{t.tooMany.text(trouble.seconds)}</p>
      </Banner>
    )
  const { title, text } = trouble.kind === 'unsure' ? t.unsure : t.call
  return (
    <Banner kind="warn" title={title}>
      <p>
        {text} <PhoneLink frame={frame} />
      </p>
    </Banner>
  )
}
