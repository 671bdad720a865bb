import type { Context } from 'hono'
import * as v from 'valibot'
import { zoneChoices } from '#rules/country.ts'
import { type CustomerFault, customerLimits as limits } from '#rules/customer.ts'
import { langs } from '#rules/lang.ts'
import { formKey, optionalText } from '#rules/typed.ts'
import type { FormState } from '#web/ui/field.tsx'
import { customerWords } from '#web/words/customer.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { formInWords } from './error-text.ts'

/** What the forms of the register send. What must be filled in, the rules say. */
const orNull = v.transform((text: string) => (text === '' ? null : text))
const line = (max: number) => v.pipe(optionalText(max), orNull)
const email = v.optional(
  v.pipe(
    optionalText(limits.email),
    v.check((typed) => typed === '' || v.is(address, typed), 'email'),
    orNull,
  ),
  '',
)
const address = v.pipe(v.string(), v.email())
const lang = v.pipe(
  v.optional(v.picklist(['', ...langs], 'choice'), ''),
  v.transform((typed) => typed || null),
)

export const stamp = v.optional(v.pipe(v.string('text'), v.maxLength(32, 'unknown')), '')
export const keyOnly = v.strictObject({ idempotencyKey: formKey })

export const customerForm = v.strictObject({
  idempotencyKey: formKey,
  stamp,
  kind: v.picklist(['company', 'person'], 'choice'),
  name: optionalText(limits.name),
  phone: optionalText(limits.phone),
  email,
  address: line(limits.address),
  zone: line(limits.zone),
  tier: line(limits.tier),
  lang,
  ownerId: line(26),
  note: line(limits.note),
})

export const contactForm = v.strictObject({
  idempotencyKey: formKey,
  stamp,
  name: optionalText(limits.contactName),
  duty: line(limits.duty),
  phone: optionalText(limits.phone),
  email,
  lang,
  isNotified: v.optional(v.literal('yes', 'choice')),
})

export const siteForm = v.strictObject({
  idempotencyKey: formKey,
  stamp,
  name: optionalText(limits.siteName),
  address: optionalText(limits.address),
  zone: line(limits.zone),
  timeZone: v.pipe(
    v.optional(v.picklist(['', ...zoneChoices], 'choice'), ''),
    v.transform((typed) => typed || null),
  ),
})

/** What such a form carries along without showing it. */
export const unseen = ['idempotencyKey', 'stamp']

export const refusedForm = ({ var: { lang } }: Context<ConsoleApp>, form: FormState) =>
  formInWords(form, lang, { own: customerWords[lang].faults, unseen })

export const faultForm = (
  c: Context<ConsoleApp>,
  typed: Record<string, string>,
  faults: Partial<Record<string, CustomerFault>>,
) => refusedForm(c, { typed, errors: faults as Record<string, string> })

/** The form again with the stamp of what stands now: saving once more is meant. */
export const staleForm = ({ stamp: _, ...typed }: Record<string, string>): FormState => ({ typed, errors: {} })
