import type { Child } from 'hono/jsx'
import { photoLimits } from '#rules/photo.ts'
import { urgencies } from '#rules/service-request.ts'
import { RadioCards } from '../ui/choice.tsx'
import { Field, Select, Textarea } from '../ui/field.tsx'
import { reportWords } from '../words/report.ts'
import { zoneLabel } from '../words/zone.ts'
import type { ReportProps } from './report.tsx'
import { KeptPhotos, PhotoField } from './report-photo.tsx'

/** Answered already for whoever reports a fault; not asked where there is nothing to choose. */
export const Kind = ({ frame: { lang }, form, types, usualType }: ReportProps) =>
  types.length > 1 && (
    <RadioCards
      lang={lang}
      form={form}
      name="type"
      label={reportWords[lang].type}
      value={usualType}
      options={types.map((value) => ({ value, label: reportWords[lang].types[value] }))}
      short
    />
  )

export const Fault = ({ frame, form, kept = [], types }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const description = types.length > 1 ? t.anything : t.description
  return (
    <>
      <Textarea lang={lang} form={form} name="description" label={description} hint={t.descriptionHint} rows={5} />
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

export const Machine = ({ frame, form, required, machine }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const isOptional = !required.has('product') && !required.has('serialNumber')
  const isFilled = machine.product !== '' || machine.serialNumber !== '' || Boolean(form?.typed.machine)
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

export const Place = ({ frame, form, required, zones, types }: ReportProps) => {
  const { lang } = frame
  const t = reportWords[lang]
  const isOptional = !required.has('address')
  const addressHint = types.includes('enquiry') ? t.addressUnlessAsking : t.addressHint
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
    <Group title={t.place} name="place">
      <Field
        lang={lang}
        form={form}
        name="address"
        label={t.address}
        hint={isOptional ? t.addressOptionalHint : addressHint}
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

export const Who = ({ frame, form, required, mayMail }: ReportProps) => {
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
        hint={mayMail ? t.emailHint : t.emailHintUnmailed}
        autocomplete="email"
        optional={!required.has('email')}
      />
    </Group>
  )
}

type GroupProps = { title: string; hint?: string; name?: string; children?: Child }

const Group = ({ title, hint, name, children }: GroupProps) => (
  <fieldset data-group={name} class="grid min-w-0 gap-5 border-t border-hairline pt-6">
    <legend class="contents">
      <span class="block text-muted">{title}</span>
    </legend>
    {hint && <p class="-mt-4 text-small text-muted">{hint}</p>}
    {children}
  </fieldset>
)
