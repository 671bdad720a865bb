import { type DataRegion, leavesChina } from '#rules/data-region.ts'
import type { PackId } from '#rules/packs/pack-values.ts'
import type { IslandName } from '#web/asset.ts'
import { PlainLayout } from '#web/layout.tsx'
import { basePaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { RadioCards } from '#web/ui/choice.tsx'
import { PageHeader, Section } from '#web/ui/content.tsx'
import { Field, type FormState, Select } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { type OperatorEmail, OperatorLine } from '#web/ui/operator-line.tsx'
import { regionWords } from '#web/words/landing.ts'
import type { Lang } from '#web/words/lang.ts'
import { countryOptions, currencyOptions, zoneOptions } from '#web/words/place.ts'
import { packWords, signUpWords } from '#web/words/sign-up.ts'

/** The one that fits most companies first. */
export const packOrder: readonly PackId[] = ['TP-GEN', 'TP-HAS', 'TP-MFG', 'TP-ITS', 'TP-ECS', 'TP-INT']

export type SignUpProps = {
  lang: Lang
  nonce: string
  dataRegion: DataRegion
  /** `.aftercare.example`: what stands after the address name. */
  afterSlug: string
  idempotencyKey: string
  defaults: { country: string; packId: string }
  form?: FormState | undefined
  suggestions?: readonly string[] | undefined
  problem?: string | undefined
  operatorEmail: OperatorEmail
  /** Many are coming in: the browser does some work first. */
  needsProof: boolean
}

const formId = 'sign-up'

export const SignUpPage = (props: SignUpProps) => {
  const { lang, nonce, idempotencyKey, form, problem, needsProof } = props
  const t = signUpWords[lang]
  const islands: IslandName[] = ['slug-check', 'busy-form']
  return (
    <PlainLayout
      {...{ lang, nonce }}
      title={t.title}
      path={basePaths.signUp()}
      form={formId}
      islands={needsProof ? [...islands, 'proof-of-work'] : islands}
    >
      <PageHeader title={t.title} answer={t.answer} />
      {problem && <Banner kind="warn">{problem}</Banner>}
      {form && <ErrorSummary lang={lang} errors={form.errors} labels={labelsOf(lang)} kept="but_password" />}
      <Form id={formId} action={basePaths.signUp()} idempotencyKey={idempotencyKey}>
        <CompanyPart {...props} />
        <PackPart {...props} />
        <OwnerPart {...props} />
        <Trap label={t.trap} />
        {needsProof && <Proof {...props} />}
        <p class="text-small text-muted">{t.terms(regionWords[lang][props.dataRegion])}</p>
        <Button wide>{t.submit}</Button>
      </Form>
    </PlainLayout>
  )
}

function labelsOf(lang: Lang): Record<string, string> {
  const { companyName, slug, country, timeZone, currency, pack: packId, ownerName, email, password } = signUpWords[lang]
  return { companyName, slug, country, timeZone, currency, packId, ownerName, email, password }
}

const CompanyPart = (props: SignUpProps) => {
  const { lang, form, defaults, dataRegion } = props
  const t = signUpWords[lang]
  return (
    <div class="group grid gap-7">
      <Field
        {...{ lang, form, name: 'companyName', label: t.companyName, hint: t.companyNameHint, maxlength: 80 }}
        autocomplete="organization"
      />
      <SlugField {...props} />
      <Select
        {...{ lang, form, name: 'country', label: t.country, value: defaults.country }}
        options={countryOptions(lang)}
        autocomplete="country"
      />
      {leavesChina(dataRegion) && (
        <div class="hidden group-has-[option[value=CN]:checked]:block">
          <Banner kind="warn" title={t.abroadTitle}>
            <p>{t.abroad(regionWords[lang][dataRegion])}</p>
          </Banner>
        </div>
      )}
      <PlaceDetails {...props} />
    </div>
  )
}

const SlugField = ({ lang, form, afterSlug, suggestions }: SignUpProps) => {
  const t = signUpWords[lang]
  return (
    <slug-check class="block" data-url={basePaths.signUpSlug()} data-company="f-companyName">
      <Field
        {...{ lang, form, name: 'slug', label: t.slug, hint: t.slugHint, unit: afterSlug, maxlength: 40 }}
        autocomplete="off"
        autocapitalize="none"
      />
      <p class="hint" data-said aria-live="polite" />
      <div data-offered hidden={!suggestions?.length}>
        <p class="hint">{t.suggestions}</p>
        <div class="actions mt-2">
          {suggestions?.map((slug) => (
            <SlugButton slug={slug} />
          ))}
        </div>
      </div>
      <template>
        <SlugButton />
      </template>
    </slug-check>
  )
}

/** Without scripts it is the name to type; with them, one press. */
const SlugButton = ({ slug }: { slug?: string }) => (
  <button type="button" class="button button-quiet" data-slug={slug}>
    {slug}
  </button>
)

const PlaceDetails = ({ lang, form }: SignUpProps) => {
  const t = signUpWords[lang]
  const open = Boolean(form?.errors.timeZone ?? form?.errors.currency ?? form?.typed.timeZone ?? form?.typed.currency)
  return (
    <details open={open}>
      <summary class="min-h-11 content-center">{t.details}</summary>
      <p class="hint">{t.detailsHint}</p>
      <div class="mt-4 grid gap-7">
        <Select
          {...{ lang, form, name: 'timeZone', label: t.timeZone, empty: t.countryZone, optional: true }}
          options={zoneOptions(lang)}
        />
        <Select
          {...{ lang, form, name: 'currency', label: t.currency, empty: t.countryCurrency, optional: true }}
          options={currencyOptions(lang)}
        />
      </div>
    </details>
  )
}

const PackPart = ({ lang, form, defaults }: SignUpProps) => {
  const t = signUpWords[lang]
  return (
    <RadioCards
      {...{ lang, form, name: 'packId', label: t.pack, hint: t.packHint, value: defaults.packId }}
      options={packOrder.map((value) => ({
        value,
        label: packWords[lang][value].name,
        hint: packWords[lang][value].forWhom,
      }))}
    />
  )
}

const OwnerPart = ({ lang, form }: SignUpProps) => {
  const t = signUpWords[lang]
  return (
    <Section title={t.you} hint={t.youHint}>
      <div class="grid gap-7">
        <Field {...{ lang, form, name: 'ownerName', label: t.ownerName, maxlength: 60 }} autocomplete="name" />
        <Field
          {...{ lang, form, name: 'email', label: t.email, hint: t.emailHint, type: 'email' }}
          autocomplete="username"
          autocapitalize="none"
        />
        <Field
          {...{ lang, form, name: 'password', label: t.password, hint: t.passwordHint, type: 'password' }}
          autocomplete="new-password"
        />
      </div>
    </Section>
  )
}

/** A form that is sent before the work is done waits for it. */
const Proof = ({ lang, operatorEmail }: Pick<SignUpProps, 'lang' | 'operatorEmail'>) => {
  const t = signUpWords[lang].proof
  return (
    <proof-of-work
      class="block"
      data-challenge={basePaths.signUpChallenge()}
      data-holds="yes"
      data-waiting={t.waiting}
      data-done={t.done}
      data-failed={t.failed}
    >
      <input type="hidden" name="proof" />
      <Banner>
        <p>{t.noScript}</p>
        <OperatorLine lang={lang} about="signUp" email={operatorEmail} />
      </Banner>
    </proof-of-work>
  )
}

/** For machines that fill in everything they find. */
const Trap = ({ label }: { label: string }) => (
  <div class="visually-hidden" aria-hidden="true">
    <label>
      {label}
      <input type="text" name="website" tabindex={-1} autocomplete="off" value="" />
    </label>
  </div>
)
