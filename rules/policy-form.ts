import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import { type ParameterKey, parameterOf } from '#rules/parameter.ts'
import { type Clause, slotsOf } from '#rules/policy.ts'
import { parametersOf, type Rule, ruleSchema } from '#rules/policy-rule.ts'
import {
  type Control,
  type EditReason,
  editReasons,
  type Path,
  type Reader,
  type ValueType,
} from '#rules/policy-value.ts'
import { unitName } from '#rules/policy-words.ts'

/** The form beside a clause: a field for every parameter that its text shows, with the inputs that change it. */
export type EditableField = {
  key: ParameterKey
  shape: ValueType<unknown>['shape']
  name: string
  unit: string | null
  controls: Control[]
}

export function editableFields(clause: Clause, lang: Lang): EditableField[] {
  return slotsOf(clause.text[lang]).map((key) => {
    const { name, value: type } = parameterOf(key)
    const controls = type.controls(valueIn(clause, key), lang).map((control) => ({
      ...control,
      name: fieldName(key, control.name),
      label: control.label || name[lang],
    }))
    return {
      key,
      shape: type.shape,
      name: name[lang],
      unit: type.unit ? unitName(type.unit, lang).trim() : null,
      controls,
    }
  })
}

/** What a browser sends; a field sent once may come as a plain string. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** What the form would send if nobody changed anything. */
export function formValuesOf(clause: Clause, lang: Lang): Record<string, readonly string[]> {
  const controls = editableFields(clause, lang).flatMap((field) => field.controls)
  return Object.fromEntries(controls.map(({ name, value }) => [name, sent(value)]))
}

/** A box that is not ticked sends nothing. */
const sent = (value: string | readonly string[]) => (typeof value === 'string' ? (value === '' ? [] : [value]) : value)

export type EditFault = { field: string; reason: EditReason }
export type EditResult = { clause: Clause } | { faults: EditFault[] }

/** The clause with what was typed, or every fault beside the field in which it was typed. */
export function parseEdit(clause: Clause, form: FormValues, currency: string): EditResult {
  const faults: EditFault[] = []
  const rules = clause.rules.map((rule) => {
    const parameters: Record<string, unknown> = {}
    for (const key of keysOf(rule)) parameters[key] = parameterOf(key).value.read(readerOf(form, key), currency)
    const edited = v.safeParse(ruleSchema, { kind: rule.kind, parameters })
    if (edited.success) return edited.output
    faults.push(...edited.issues.map((issue) => faultOf(issue, rule, form)))
    return rule
  })
  return faults.length > 0 ? { faults: firstOfEach(faults) } : { clause: { ...clause, rules } }
}

const keysOf = (rule: Rule) => Object.keys(parametersOf(rule)) as ParameterKey[]
const fieldName = (key: string, control: string) => (control === '' ? key : `${key}.${control}`)

function valueIn({ rules }: Clause, key: ParameterKey): unknown {
  return rules.map(parametersOf).find((values) => Object.hasOwn(values, key))?.[key]
}

function readerOf(form: FormValues, key: ParameterKey): Reader {
  return (name) => {
    const value = form[fieldName(key, name)]
    if (value === undefined) return []
    return typeof value === 'string' ? [value] : value
  }
}

function faultOf(issue: v.BaseIssue<unknown>, rule: Rule, form: FormValues): EditFault {
  const path = (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)))
  const key = keysOf(rule).find((one) => one === path[1]) ?? keysOf(rule)[0]!
  return { field: fieldName(key, controlAt(key, path.slice(2), readerOf(form, key))), reason: reasonOf(issue.message) }
}

function controlAt(key: ParameterKey, path: Path, form: Reader): string {
  const type = parameterOf(key).value
  return type.controlAt ? type.controlAt(path, form) : path.join('.')
}

const reasonOf = (message: string): EditReason => editReasons.find((reason) => reason === message) ?? 'invalid'

/** One fault a field: the first thing to put right. */
const firstOfEach = (faults: readonly EditFault[]) =>
  faults.filter(({ field }, index) => faults.findIndex((one) => one.field === field) === index)
