import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import { keyIn, nameSchema, numberFrom, numberIn, type ValueType } from '#rules/policy-value.ts'
import { type Cells, type Column, rows, rowsIn } from '#rules/policy-value-rows.ts'
import { actor, clockNames, positions } from '#rules/policy-vocabulary.ts'
import { metrics, startEvents, usageUnits, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { inLangs, keyOf, listed, listedLong, nothing, quantity, wordsOf } from '#rules/policy-words.ts'

export const warrantyLineSchema = v.strictObject({
  scope: nameSchema,
  months: numberIn({ min: 1, max: 240 }),
  start: keyIn(startEvents),
  /** Whichever comes first, the months or what a counter shows (R-SB-6). */
  usage: v.exactOptional(v.strictObject({ limit: numberIn({ min: 1, max: 10_000_000 }), unit: keyIn(usageUnits) })),
})
export type WarrantyLine = v.InferOutput<typeof warrantyLineSchema>

/** What is covered, for how many months, from which event. */
export const warrantyLines = rows<WarrantyLine>({
  row: warrantyLineSchema,
  columns: [
    { name: 'scope', label: inLangs('范围', 'Scope'), input: 'text', of: warrantyScopes },
    { name: 'months', label: inLangs('月数', 'Months'), input: 'number', min: 1, max: 240 },
    { name: 'start', label: inLangs('起算', 'From'), input: 'select', of: startEvents },
    {
      name: 'usage.limit',
      label: inLangs('或用量（选填）', 'Or usage (optional)'),
      input: 'number',
      min: 1,
      max: 10_000_000,
    },
    { name: 'usage.unit', label: inLangs('计量单位', 'Counted in'), input: 'select', of: usageUnits },
  ],
  cells: ({ scope, months, start, usage }, lang) => ({
    scope: wordsOf(warrantyScopes, scope, lang),
    months: String(months),
    start,
    ...(usage ? { 'usage.limit': String(usage.limit), 'usage.unit': usage.unit } : {}),
  }),
  build: ({ scope, months, start, 'usage.limit': limit, 'usage.unit': unit }) => ({
    scope: keyOf(warrantyScopes, scope ?? ''),
    months: numberFrom(months),
    start,
    ...(limit ? { usage: { limit: numberFrom(limit), unit } } : {}),
  }),
  words: (lines, lang) =>
    lines.length === 0
      ? nothing[lang]
      : listed(
          lines.map((line) => lineInWords(line, lang)),
          lang,
        ),
})

function lineInWords({ scope, months, start, usage }: WarrantyLine, lang: Lang): string {
  const [what, since] = [wordsOf(warrantyScopes, scope, lang), wordsOf(startEvents, start, lang)]
  const period = quantity(months, 'months', lang)
  const used = usage && `${usage.limit} ${wordsOf(usageUnits, usage.unit, lang)}`
  if (lang === 'zh-CN')
    return used ? `${what} ${period}或 ${used}（自${since}起，以先到者为准）` : `${what} ${period}（自${since}起）`
  return used ? `${what} ${period} from ${since} or ${used} (whichever comes first)` : `${what} ${period} from ${since}`
}

const escalationStepSchema = v.strictObject({
  clock: keyIn(clockNames),
  /** Percent of the allowance used up. */
  at: numberIn({ min: 1, max: 500 }),
  to: nameSchema,
})
export type EscalationStep = v.InferOutput<typeof escalationStepSchema>

/** After how much of which clock who hears of it. */
export const escalationLadder = rows<EscalationStep>({
  row: escalationStepSchema,
  columns: [
    { name: 'clock', label: inLangs('时限', 'Time limit'), input: 'select', of: clockNames },
    { name: 'at', label: inLangs('用去的比例', 'Used up'), input: 'number', min: 1, max: 500 },
    { name: 'to', label: inLangs('告知', 'Told'), input: 'text', of: positions },
  ],
  cells: ({ clock, at, to }, lang) => ({ clock, at: String(at), to: wordsOf(positions, to, lang) }),
  build: ({ clock, at, to }) => ({ clock, at: numberFrom(at), to: keyOf(positions, to ?? '') }),
  words: (steps, lang) =>
    steps.length === 0
      ? nothing[lang]
      : listed(
          steps.map((step) => stepInWords(step, lang)),
          lang,
        ),
})

function stepInWords({ clock, at, to }: EscalationStep, lang: Lang): string {
  const [limit, who] = [wordsOf(clockNames, clock, lang), actor(to, lang)]
  if (at === 100) return lang === 'zh-CN' ? `${limit}时限届满时告知${who}` : `${who} when the ${limit} time is over`
  return lang === 'zh-CN' ? `${limit}时限用去 ${at}% 时告知${who}` : `${who} at ${at}% of the ${limit} time`
}

export type Targets = Record<string, Record<string, number>>

const targetColumns: readonly Column[] = [
  { name: 'position', label: inLangs('岗位', 'Position'), input: 'text', of: positions },
  { name: 'metric', label: inLangs('指标', 'Metric'), input: 'text', of: metrics },
  { name: 'target', label: inLangs('目标（%）', 'Target (%)'), input: 'number', min: 0, max: 100 },
]

type Target = { position: string; metric: string; target: number }
const flat = (targets: Targets): Target[] =>
  Object.entries(targets).flatMap(([position, of]) =>
    Object.entries(of).map(([metric, target]) => ({ position, metric, target })),
  )

const targetRows = rows<Target>({
  row: v.strictObject({ position: nameSchema, metric: nameSchema, target: numberIn({ min: 0, max: 100 }) }),
  columns: targetColumns,
  cells: ({ position, metric, target }, lang) => ({
    position: wordsOf(positions, position, lang),
    metric: wordsOf(metrics, metric, lang),
    target: String(target),
  }),
  build: targetIn,
  words: () => '',
})

function targetIn({ position, metric, target }: Cells) {
  return {
    position: keyOf(positions, position ?? ''),
    metric: keyOf(metrics, metric ?? ''),
    target: numberFrom(target),
  }
}

/** What each position is measured by, in percent; reaching the number is enough (R-CIV-6). */
export const kpiTargets: ValueType<Targets> = {
  shape: 'rows',
  schema: v.record(nameSchema, v.record(nameSchema, numberIn({ min: 0, max: 100 }))),
  words: targetsInWords,
  controls: (value, lang) => targetRows.controls(flat(value), lang),
  read: (form) => {
    const targets: Record<string, Record<string, unknown>> = {}
    for (const { filled } of rowsIn(targetColumns, form)) {
      const { position, metric, target } = targetIn(filled)
      targets[position] = { ...targets[position], [metric]: target }
    }
    return targets
  },
  controlAt: ([position, metric], form) => {
    const row = rowsIn(targetColumns, form).find(({ filled }) => {
      const one = targetIn(filled)
      return one.position === position && (metric === undefined || one.metric === metric)
    })
    return `${row?.index ?? 0}.${metric === undefined ? 'position' : 'target'}`
  },
}

function targetsInWords(targets: Targets, lang: Lang): string {
  const zh = lang === 'zh-CN'
  const lines = Object.entries(targets).map(([position, of]) => {
    const reach = Object.entries(of).map(([metric, target]) => `${wordsOf(metrics, metric, lang)} ${target}%`)
    return `${wordsOf(positions, position, lang)}${zh ? '\uff1a' : ': '}${zh ? reach.join('、') : reach.join(', ')}`
  })
  return lines.length === 0 ? nothing[lang] : listedLong(lines, lang)
}
