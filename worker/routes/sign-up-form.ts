import type { Context } from 'hono'
import * as v from 'valibot'
import { countryCodes, countryFacts, currencyChoices, hasSeveralZones, zoneChoices } from '#rules/country.ts'
import { type Lang, langs } from '#rules/lang.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import { decidePassword } from '#rules/password.ts'
import { decideSlug, slugOf } from '#rules/slug.ts'
import { personReasons } from '#web/words/sign-in.ts'
import { signUpWords, slugReasons } from '#web/words/sign-up.ts'
import type { BaseApp } from '../middleware/context.ts'
import type { FieldErrors, Typed } from '../middleware/form.ts'
import type { SignUpForm } from '../operations/sign-up.ts'
import { emailField, passwordField } from './sign-in.tsx'

const nameField = (most: number) =>
  v.pipe(
    v.string('required'),
    v.trim(),
    v.nonEmpty('required'),
    v.maxLength(most, 'too_long'),
    v.regex(/^[^\p{Cc}\p{Cs}\p{Co}]*$/u, 'text'),
  )

const keyField = v.pipe(v.string('unknown'), v.regex(/^[\w-]{43}$/, 'unknown'))

export const signUpForm = v.pipe(
  v.strictObject({
    idempotencyKey: keyField,
    companyName: nameField(80),
    slug: v.pipe(v.string('required'), v.transform(slugOf)),
    country: v.picklist(countryCodes(), 'choice'),
    timeZone: v.picklist(['', ...zoneChoices], 'choice'),
    currency: v.picklist(['', ...currencyChoices], 'choice'),
    packId: v.picklist(packIds, 'choice'),
    ownerName: nameField(60),
    email: emailField,
    password: passwordField,
    /** The trap; what is in it was put there by a machine. */
    website: v.optional(v.string(), ''),
    proof: v.optional(v.pipe(v.string(), v.maxLength(4_000, 'too_long')), ''),
    /** The button in the page's head: the form as it is, in that language. */
    language: v.optional(v.picklist(langs, 'choice')),
  }),
  v.forward(
    v.check(({ country, timeZone }) => timeZone !== '' || !hasSeveralZones(country), 'several_zones'),
    ['timeZone'],
  ),
)
export type SignUpFields = v.InferOutput<typeof signUpForm>

/** The other language comes second: the pack is written in both. */
export function wishOf(fields: SignUpFields, lang: Lang, address: string): SignUpForm {
  const { country, packId, email, password } = fields
  const facts = countryFacts(country)!
  return {
    key: fields.idempotencyKey,
    slug: fields.slug,
    company: {
      name: fields.companyName,
      country,
      packId,
      timeZone: fields.timeZone || facts.timeZone,
      currency: fields.currency || facts.currency,
      languages: lang === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'],
    },
    owner: { name: fields.ownerName, email, lang, password },
    address,
    proof: fields.proof,
  }
}

export const keyOf = (typed: Typed): string | undefined =>
  v.is(keyField, typed.idempotencyKey) ? typed.idempotencyKey : undefined

/** What is shown again: neither the password nor what is hidden. */
export function shownAgain({ password, website, idempotencyKey, proof, language, ...typed }: Typed): Typed {
  return typed
}

export function errorWords(lang: Lang, errors: FieldErrors): FieldErrors {
  const wordsOf = (name: string, reason: string) => {
    if (name === 'slug' && Object.hasOwn(slugReasons[lang], reason))
      return slugReasons[lang][reason as keyof (typeof slugReasons)['en']]
    if (reason === 'several_zones') return signUpWords[lang].severalZones
    return personReasons[lang][reason] ?? personReasons[lang].unknown!
  }
  return Object.fromEntries(Object.entries(errors).map(([name, reason]) => [name, wordsOf(name, reason)]))
}

/** What the rules say of fields that are typed, beside what the form's own checks found: everything at once. */
export function ownErrors({
  slug = '',
  password = '',
  companyName = '',
  ownerName = '',
  email = '',
}: Typed): FieldErrors {
  const named = decideSlug(slugOf(slug))
  const chosen = decidePassword(password, [companyName, slug, ownerName, email])
  return {
    ...(named.allowed || !slug ? {} : { slug: named.reason }),
    ...(chosen.allowed || !password ? {} : { password: chosen.reason }),
  }
}

/** A guess, only ever what stands in the field at first: the network's country, the browser's, the language's. */
export function defaultsOf(c: Context<BaseApp>) {
  const accepted = c.req.header('accept-language')?.match(/^[a-z]{2,3}-(?:[A-Za-z]{4}-)?([A-Za-z]{2})\b/)?.[1]
  const guesses = [c.req.header('cf-ipcountry'), accepted?.toUpperCase()]
  const country = guesses.find((code) => code && countryFacts(code)) ?? (c.var.lang === 'en' ? 'US' : 'CN')
  return { country, packId: country === 'CN' || c.var.lang === 'zh-CN' ? 'TP-GEN' : 'TP-INT' }
}
