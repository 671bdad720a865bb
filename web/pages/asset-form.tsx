import { assetDayFields } from '#rules/asset.ts'
import type { Lang } from '#rules/lang.ts'
import type { Asset } from '#schema/tenant/asset.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox, RadioCards } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { assetDayWords, assetWords } from '../words/asset.ts'
import { assetFormWords } from '../words/asset-form.ts'

type Props = {
  frame: ConsoleFrame
  /** Null: a new one. */
  asset: Asset | null
  customer: { id: string; name: string }
  sites: readonly { id: string; name: string; address: string }[]
  products: readonly { id: string; name: string; model: string | null }[]
  parentSerialNumber: string
  formKey: string
  form?: FormState | undefined
}

function labelsOf(lang: Lang): Record<string, string> {
  const { product: productId, site: siteId, parent: parentSerialNumber, ...same } = assetFormWords[lang].fields
  return { ...same, ...assetDayWords[lang], productId, siteId, parentSerialNumber }
}

/** What is known of one machine. */
export const AssetFormPage = (props: Props) => {
  const { frame, asset, customer, form, formKey } = props
  const { lang } = frame
  const t = assetFormWords[lang]
  const title = asset ? t.titles.edit : t.titles.new
  const back = { href: asset ? consolePaths.asset(asset.id) : consolePaths.assets(), label: t.back }
  return (
    <ConsoleLayout {...frame} title={title} current="assets" islands={['busy-form']}>
      <PageHeader back={back} title={title} answer={customer.name} />
      <div class="narrow">
        <Form
          action={asset ? consolePaths.assetPart(asset.id, 'details') : consolePaths.assets()}
          idempotencyKey={formKey}
          hidden={asset ? { version: String(asset.version) } : { customerId: customer.id }}
          label={title}
        >
          {form && <ErrorSummary lang={lang} errors={form.errors} labels={labelsOf(lang)} />}
          <What {...props} />
          <Section title={t.parts.days} hint={t.parts.daysHint}>
            <div class="field-row">
              {assetDayFields.map((field) => (
                <Field
                  {...{ lang, form }}
                  name={field}
                  type="date"
                  label={assetDayWords[lang][field]}
                  value={asset?.[field] ?? ''}
                  width="medium"
                  optional
                />
              ))}
            </div>
          </Section>
          <Agreed {...props} />
          <Actions thumb>
            <Button>{t.save}</Button>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}

function What({ frame: { lang }, asset, sites, products, parentSerialNumber, form }: Props) {
  const t = assetFormWords[lang]
  const offered = products.map(({ id, name, model }) => ({ value: id, label: model ? `${name} · ${model}` : name }))
  const places = sites.map(({ id, name, address }) => ({ value: id, label: name ? `${name} · ${address}` : address }))
  const status = asset?.status === 'retired' ? 'in_use' : (asset?.status ?? 'in_use')
  return (
    <Section title={t.parts.what}>
      <Select
        {...{ lang, form }}
        name="productId"
        label={t.fields.product}
        hint={t.hints.product}
        options={offered}
        value={asset?.productId ?? ''}
        empty={t.noProduct}
        optional
      />
      <Field
        {...{ lang, form }}
        name="name"
        label={t.fields.name}
        hint={t.hints.name}
        value={asset?.name ?? ''}
        maxlength={120}
        optional
      />
      <Field
        {...{ lang, form }}
        name="serialNumber"
        label={t.fields.serialNumber}
        value={asset?.serialNumber ?? ''}
        maxlength={60}
        autocapitalize="characters"
        optional
      />
      {places.length > 0 && (
        <Select
          {...{ lang, form }}
          name="siteId"
          label={t.fields.site}
          options={places}
          value={asset?.siteId ?? ''}
          empty={t.noSite}
          optional
        />
      )}
      <Field
        {...{ lang, form }}
        name="parentSerialNumber"
        label={t.fields.parent}
        hint={t.hints.parent}
        value={parentSerialNumber}
        maxlength={60}
        optional
      />
      <RadioCards
        {...{ lang, form }}
        name="status"
        label={t.fields.status}
        value={status}
        options={(['in_use', 'in_repair', 'spare'] as const).map((value) => ({
          value,
          label: assetWords[lang].status[value],
        }))}
        row
        short
      />
    </Section>
  )
}

function Agreed({ frame: { lang }, asset, form }: Props) {
  const t = assetFormWords[lang]
  return (
    <Section title={t.parts.terms}>
      <Checkbox
        {...{ lang, form }}
        name="installedByUs"
        label={t.fields.installedByUs}
        hint={t.hints.installedByUs}
        checked={asset?.installedByUs ?? false}
        optional
      />
      <Field
        {...{ lang, form }}
        name="agreedMonths"
        label={t.fields.agreedMonths}
        hint={t.hints.agreedMonths}
        inputmode="numeric"
        unit={t.months}
        width="short"
        value={asset?.agreedMonths?.toString() ?? ''}
        optional
      />
      <Textarea
        {...{ lang, form }}
        name="note"
        label={t.fields.note}
        value={asset?.note ?? ''}
        maxlength={1000}
        rows={3}
        optional
      />
    </Section>
  )
}
