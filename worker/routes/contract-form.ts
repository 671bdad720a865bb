import type { Context } from 'hono'
import * as v from 'valibot'
import { contractCauses } from '#rules/contract-agreement.ts'
import { decimalOf, moneyFrom } from '#rules/money.ts'
import { freeItems } from '#rules/policy-vocabulary-terms.ts'
import { formKey, optionalText, requiredText } from '#rules/typed.ts'
import type { Contract } from '#schema/tenant/contract.ts'
import type { ContractValues } from '#web/pages/contract-form.tsx'
import type { FormState } from '#web/ui/field.tsx'
import { contractReasons } from '#web/words/contract.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import type { ContractForm } from '../operations/contract.ts'
import { dayIn, requiredDay } from './asset-form.ts'
import { formInWords } from './error-text.ts'

const count = v.optional(v.pipe(v.string('number'), v.regex(/^\d{0,4}$/, 'range')), '')
const listOf = <T extends string>(known: readonly T[]) =>
  v.optional(v.array(v.picklist(known as unknown as [T, ...T[]], 'choice')), [])
const items = Object.keys(freeItems) as (keyof typeof freeItems)[]

const fields = {
  idempotencyKey: formKey,
  number: requiredText(60),
  title: requiredText(120),
  startsOn: requiredDay,
  endsOn: requiredDay,
  price: optionalText(30),
  visits: count,
  visitsUsed: count,
  covers: listOf(items),
  excluded: listOf(contractCauses),
  coversAllAssets: v.optional(v.literal('yes', 'choice')),
  assets: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40, 'choice'))), v.maxLength(600, 'choice')), []),
  autoRenew: v.optional(v.literal('yes', 'choice')),
  noticeDays: v.optional(v.pipe(v.string('number'), v.regex(/^(|\d|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])$/, 'range')), ''),
  ownerId: optionalText(40),
  note: optionalText(1_000),
}
export const contractEntry = v.strictObject({
  ...fields,
  customerId: requiredText(40),
  renewal: v.optional(v.pipe(v.string(), v.maxLength(60, 'unknown'))),
  asset: v.optional(v.pipe(v.string(), v.maxLength(60, 'unknown'))),
})
export const contractEdit = v.strictObject({
  ...fields,
  version: v.pipe(v.string('unknown'), v.regex(/^\d{1,9}$/, 'unknown'), v.transform(Number)),
})
export const cancellation = v.strictObject({ idempotencyKey: formKey, on: requiredDay, reason: requiredText(500) })

type Values = Omit<v.InferOutput<typeof contractEdit>, 'idempotencyKey' | 'version'>

/** What the form says, once its price is an amount. */
export function contractFormOf(values: Values, currency: string): ContractForm | { errors: Record<string, string> } {
  const price = values.price === '' ? null : moneyFrom(values.price, currency)
  if (values.price !== '' && !price) return { errors: { price: 'price' } }
  return {
    number: values.number,
    title: values.title,
    startsOn: dayIn(values.startsOn)!,
    endsOn: dayIn(values.endsOn)!,
    priceMinor: price?.minor ?? null,
    currency: price?.currency ?? null,
    visits: values.visits === '' ? null : Number(values.visits),
    visitsUsed: Number(values.visitsUsed || 0),
    covers: values.covers,
    excluded: values.excluded,
    coversAllAssets: values.coversAllAssets === 'yes',
    assetIds: [...new Set(values.assets)],
    autoRenew: values.autoRenew === 'yes',
    autoRenewNoticeDays: values.noticeDays === '' ? null : Number(values.noticeDays),
    ownerId: values.ownerId || null,
    note: values.note || null,
  }
}

/** A contract as its form shows it; null: a new one. */
export const valuesOf = (contract: Contract | null, assets: readonly string[]): ContractValues => ({
  number: contract?.number ?? '',
  title: contract?.title ?? '',
  startsOn: contract?.startsOn ?? '',
  endsOn: contract?.endsOn ?? '',
  price:
    contract?.priceMinor != null && contract.currency
      ? decimalOf({ minor: contract.priceMinor, currency: contract.currency })
      : '',
  visits: contract?.visits?.toString() ?? '',
  visitsUsed: contract?.visitsUsed.toString() ?? '',
  covers: contract?.covers ?? [],
  excluded: contract?.excluded ?? [],
  coversAllAssets: contract?.coversAllAssets ?? false,
  assets,
  autoRenew: contract?.autoRenew ?? false,
  noticeDays: contract?.autoRenewNoticeDays?.toString() ?? '',
  ownerId: contract?.ownerId ?? '',
  note: contract?.note ?? '',
})

type ChosenLists = { covers?: readonly string[]; excluded?: readonly string[]; assets?: readonly string[] }

/** What was ticked stays ticked; what was not does not come back. */
export const typedValues = (
  values: ContractValues,
  { covers = [], excluded = [], assets = [] }: ChosenLists,
): ContractValues => ({
  ...values,
  ...{ covers, excluded, assets },
})

export const refusedForm = ({ var: { lang } }: Context<ConsoleApp>, form: FormState) =>
  formInWords(form, lang, { own: contractReasons[lang], unseen: ['idempotencyKey'] })
