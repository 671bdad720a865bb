import { categoryChoices, mostComponents, productLimits } from '#rules/product.ts'
import type { Product } from '#schema/tenant/product.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState, Select } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import type { Lang } from '../words/lang.ts'
import { categoryWords, productWords, scopeWords } from '../words/product.ts'

type Props = {
  frame: ConsoleFrame
  product: Product | null
  scopes: readonly string[]
  formKey: string
  stamp: string
  form: FormState | undefined
  stale?: boolean | undefined
}

/** Empty rows for parts that are not there yet. */
const spareRows = 3

export const ProductFormPage = (props: Props) => {
  const { frame, product, formKey, stamp, form, stale } = props
  const { lang } = frame
  const t = productWords[lang]
  const title = product ? t.edit : t.form.new
  const back = product
    ? { href: consolePaths.product(product.id), label: product.name }
    : { href: consolePaths.products(), label: t.back }
  return (
    <ConsoleLayout {...frame} title={title} current="assets" islands={['busy-form']}>
      <PageHeader title={title} answer={!product && t.form.answer} back={back} />
      {stale && <Banner kind="warn">{t.stale}</Banner>}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} labels={labelsOf(lang)} />
      <div class="narrow">
        <Form
          action={product ? consolePaths.productPart(product.id, 'details') : consolePaths.products()}
          idempotencyKey={formKey}
          hidden={product ? { stamp } : {}}
          label={title}
        >
          <OwnFields {...props} />
          <Section title={t.components} hint={t.componentsHint}>
            <div class="stack">
              <ComponentFields {...props} />
            </div>
          </Section>
          <Actions>
            <Button>{product ? t.form.save : t.form.add}</Button>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}

function labelsOf(lang: Lang): Record<string, string> {
  const t = productWords[lang]
  const parts = Array.from({ length: mostComponents }, (_, at) => [
    [`component.${at}`, t.component(at + 1)],
    [`scope.${at}`, t.componentScope(at + 1)],
  ])
  const own = { name: t.form.name, model: t.model, warrantyScope: t.scope, category: t.category }
  return { ...own, ...Object.fromEntries(parts.flat()) }
}

/** A new one falls under the policy's first line. */
const OwnFields = ({ frame: { lang }, product, scopes, form }: Props) => {
  const t = productWords[lang]
  return (
    <>
      <Field
        {...{ lang, form, name: 'name', label: t.form.name, value: product?.name }}
        maxlength={productLimits.name}
        autocomplete="off"
      />
      <Field
        {...{ lang, form, name: 'model', label: t.model, value: product?.model ?? '', width: 'medium' }}
        maxlength={productLimits.model}
        autocomplete="off"
        optional
      />
      <Select
        {...{ lang, form, name: 'warrantyScope', label: t.scope, hint: t.scopeHint, width: 'medium' }}
        value={product?.warrantyScope ?? scopes[0] ?? 'product'}
        options={scopeOptions(scopes, product?.warrantyScope, lang)}
        empty={false}
      />
      <Select
        {...{ lang, form, name: 'category', label: t.category, hint: t.categoryHint, width: 'medium' }}
        value={product?.category ?? ''}
        options={categoryChoices.map((value) => ({ value, label: categoryWords(value, lang) }))}
        empty={t.noCategory}
        optional
      />
      <Checkbox
        {...{ lang, form, name: 'isConsumerGoods', label: t.consumerLabel, hint: t.consumerHint }}
        checked={product?.isConsumerGoods ?? false}
        optional
      />
    </>
  )
}

/** Those there are, and some rows more; what was typed decides how many. */
const ComponentFields = ({ frame: { lang }, product, scopes, form }: Props) => {
  const t = productWords[lang]
  const stored = product?.components ?? []
  const typed = Array.from({ length: mostComponents }, (_, at) => form?.typed[`component.${at}`] ?? '').findLastIndex(
    Boolean,
  )
  const rows = Math.min(mostComponents, Math.max(stored.length, typed + 1) + spareRows)
  return (
    <>
      {Array.from({ length: rows }, (_, at) => (
        <div class="field-row">
          {stored[at] && <input type="hidden" name={`key.${at}`} value={stored[at].key} />}
          <Field
            {...{ lang, form, name: `component.${at}`, label: t.component(at + 1), value: stored[at]?.name ?? '' }}
            maxlength={productLimits.component}
            autocomplete="off"
            optional
          />
          <Select
            {...{ lang, form, name: `scope.${at}`, label: t.componentScope(at + 1), value: stored[at]?.scope ?? '' }}
            options={scopeOptions(scopes, stored[at]?.scope, lang)}
            optional
          />
        </div>
      ))}
    </>
  )
}

const scopeOptions = (scopes: readonly string[], stored: string | undefined, lang: Props['frame']['lang']) =>
  (stored && !scopes.includes(stored) ? [...scopes, stored] : scopes).map((value) => ({
    value,
    label: scopeWords(value, lang),
  }))
