import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import { decimalOf, type Money, moneyFrom, moneyInWords, moneySchema } from '#rules/money.ts'
import { because, keyIn, numberFrom, numberIn, type ValueType } from '#rules/policy-value.ts'
import { rows } from '#rules/policy-value-rows.ts'
import { penaltyTriggers } from '#rules/policy-vocabulary-terms.ts'
import { inLangs, listed, quantity } from '#rules/policy-words.ts'

const written = v.pipe(
  v.string(because('required')),
  v.nonEmpty(because('required')),
  v.maxLength(80, because('too_long')),
  v.regex(/^[^{}\r\n]+$/u, because('invalid')),
)

const violationSchema = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,40}$/, because('invalid'))),
  name: v.strictObject({ 'zh-CN': written, en: written }),
  points: v.nullable(numberIn({ min: 0, max: 1000, step: 0.5 })),
  amount: v.nullable(moneySchema),
  trigger: keyIn(penaltyTriggers),
})
export type Violation = v.InferOutput<typeof violationSchema>

/** Blank in the source clauses (S1.4-11…14): an amount is entered by the company, never assumed. */
export const violations = rows<Violation>({
  row: violationSchema,
  columns: [
    { name: 'code', label: inLangs('代码', 'Code'), input: 'hidden' },
    { name: 'currency', label: inLangs('币种', 'Currency'), input: 'hidden' },
    { name: 'name.zh-CN', label: inLangs('情形（中文）', 'Breach (Chinese)'), input: 'text' },
    { name: 'name.en', label: inLangs('情形（英文）', 'Breach (English)'), input: 'text' },
    { name: 'points', label: inLangs('积分', 'Points'), input: 'number', min: 0, max: 1000, step: 0.5 },
    { name: 'amount', label: inLangs('金额', 'Amount'), input: 'number', min: 0 },
    { name: 'trigger', label: inLangs('如何发现', 'How it comes up'), input: 'select', of: penaltyTriggers },
  ],
  cells: ({ code, name, points, amount, trigger }) => ({
    code,
    currency: amount?.currency ?? '',
    'name.zh-CN': name['zh-CN'],
    'name.en': name.en,
    points: points === null ? '' : String(points),
    amount: amount ? decimalOf(amount) : '',
    trigger,
  }),
  build: (cells, index, currency) => ({
    code: cells.code || `breach_${index + 1}`,
    name: { 'zh-CN': cells['name.zh-CN'] || cells['name.en'], en: cells['name.en'] || cells['name.zh-CN'] },
    points: numberFrom(cells.points) ?? null,
    amount: cells.amount ? (moneyFrom(cells.amount, cells.currency || currency) ?? cells.amount) : null,
    trigger: cells.trigger,
  }),
  words: (list, lang) =>
    list.length === 0
      ? unlisted[lang]
      : listed(
          list.map((one) => violationInWords(one, lang)),
          lang,
        ),
})

const unlisted = inLangs('暂未列明情形', 'no case is listed yet')

function violationInWords({ name, points, amount }: Violation, lang: Lang): string {
  const costs = [
    ...(points === null ? [] : [quantity(points, 'points', lang)]),
    ...(amount === null ? [] : [moneyInWords(amount, lang)]),
  ]
  return `${name[lang]} ${costs.length === 0 ? unset[lang] : listed(costs, lang)}`
}

const unset = inLangs('（未填写）', '(not entered)')

/** An amount in the tenant's currency. */
export const money: ValueType<Money> = {
  shape: 'money',
  schema: moneySchema,
  words: moneyInWords,
  controls: (value) => [
    { name: '', label: '', input: 'number', value: decimalOf(value), min: 0, step: 0.01, unit: value.currency },
    { name: 'currency', label: '', input: 'hidden', value: value.currency },
  ],
  read: (form, currency) => {
    const kept = form('currency')[0] || currency
    return moneyFrom(form('')[0] ?? '', kept) ?? { minor: Number.NaN, currency: kept }
  },
  controlAt: () => '',
}
