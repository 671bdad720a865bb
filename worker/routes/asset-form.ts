import type { Context } from 'hono'
import * as v from 'valibot'
import { assetDayFields } from '#rules/asset.ts'
import { type Day, isDay } from '#rules/day.ts'
import { formKey, optionalText, requiredText } from '#rules/typed.ts'
import { assetStatuses } from '#schema/tenant/asset.ts'
import type { FormState } from '#web/ui/field.tsx'
import { assetReasons } from '#web/words/asset-form.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import type { AssetForm } from '../operations/asset.ts'
import { formInWords } from './error-text.ts'

/** A day that may be left out, and one that may not. */
export const optionalDay = v.optional(v.pipe(v.string('date'), v.check(isDayOrEmpty, 'date')), '')
export const requiredDay = v.pipe(v.string('required'), v.minLength(1, 'required'), v.check(isDayOrEmpty, 'date'))

function isDayOrEmpty(typed: string): boolean {
  return typed === '' || (isDay(typed) && typed > '1949' && typed < '2200')
}

export const dayIn = (typed: string): Day | null => (typed === '' ? null : (typed as Day))

const statuses = assetStatuses.filter((one) => one !== 'retired')
const days = v.entriesFromList(assetDayFields, optionalDay)
const fields = {
  idempotencyKey: formKey,
  ...days,
  productId: optionalText(40),
  siteId: optionalText(40),
  name: optionalText(120),
  serialNumber: optionalText(60),
  parentSerialNumber: optionalText(60),
  status: v.picklist(statuses, 'choice'),
  installedByUs: v.optional(v.literal('yes', 'choice')),
  agreedMonths: v.optional(v.pipe(v.string('number'), v.regex(/^(|[1-9]\d?|[1-5]\d\d|600)$/, 'range')), ''),
  note: optionalText(1_000),
}
export const assetEntry = v.strictObject({ ...fields, customerId: requiredText(40) })
export const assetEdit = v.strictObject({
  ...fields,
  version: v.pipe(v.string('unknown'), v.regex(/^\d{1,9}$/, 'unknown'), v.transform(Number)),
})
export const newOwner = v.strictObject({ idempotencyKey: formKey, customerId: requiredText(40) })
export const justKey = v.strictObject({ idempotencyKey: formKey })

type Typed = Omit<v.InferOutput<typeof assetEntry>, 'idempotencyKey' | 'customerId'>

export const assetFormOf = (typed: Typed): AssetForm => ({
  ...(Object.fromEntries(assetDayFields.map((field) => [field, dayIn(typed[field])])) as Pick<
    AssetForm,
    (typeof assetDayFields)[number]
  >),
  name: typed.name,
  serialNumber: typed.serialNumber,
  parentSerialNumber: typed.parentSerialNumber,
  productId: typed.productId || null,
  siteId: typed.siteId || null,
  status: typed.status,
  installedByUs: typed.installedByUs === 'yes',
  agreedMonths: typed.agreedMonths === '' ? null : Number(typed.agreedMonths),
  note: typed.note || null,
})

/** What the form itself could not be: in words, with everything typed. */
export const refusedForm = ({ var: { lang } }: Context<ConsoleApp>, form: FormState) =>
  formInWords(form, lang, { own: { date: assetReasons[lang].date }, unseen: ['idempotencyKey'] })
