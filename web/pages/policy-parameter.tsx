import type { Child } from 'hono/jsx'
import type { Lang } from '#rules/lang.ts'
import { type ParameterKey, type ParameterValue, parameterOf } from '#rules/parameter.ts'
import type { EditableField, FormValues } from '#rules/policy-form.ts'
import type { Control } from '#rules/policy-value.ts'
import { Checkboxes, RadioCards } from '../ui/choice.tsx'
import { Field, fieldId, Select } from '../ui/field.tsx'
import { draftWords } from '../words/policy-draft.ts'
import { SuggestField } from './policy-suggest.tsx'

export type ParameterForm = {
  lang: Lang
  /** What was posted and refused; beats what the clause says. */
  posted: FormValues | null
  /** In words, by the name of the input. */
  errors: Record<string, string>
}

/** One parameter beside the clause that shows it: a number, a choice, a table, with the inputs that its type asks for. */
export const ParameterField = ({ field, ...form }: ParameterForm & { field: EditableField }) => (
  <div
    class="parameter"
    data-parameter={field.key}
    data-shape={field.shape}
    data-unit={parameterOf(field.key).value.unit}
  >
    {field.controls
      .filter(({ input }) => input === 'hidden')
      .map(({ name, value }) => (
        <input type="hidden" name={name} value={String(typedIn(form.posted, name, value))} />
      ))}
    <Inputs {...{ field, ...form }} />
  </div>
)

/** What a refused input is called away from its group: "到场时限，市区". */
export const parameterLabels = (fields: readonly EditableField[], lang: Lang): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ key, name, controls }) => [
      [key, name],
      ...controls.map((one) => [
        one.name,
        one.label === name ? name : `${name}${lang === 'zh-CN' ? '，' : ', '}${one.label}`,
      ]),
    ]),
  )

type Props = ParameterForm & { field: EditableField }

const Inputs = ({ field, ...form }: Props) => {
  const shown = field.controls.filter(({ input }) => input !== 'hidden')
  const [first] = shown
  if (!first) return null
  if (first.input === 'checkbox') return <YesNo {...{ field, control: first, ...form }} />
  if (shown.length === 1) return <OneInput {...{ control: { ...first, label: field.name }, ...form }} />
  if (first.input === 'checkboxes') return <OpenList {...{ shown, ...form }} />
  return (
    <fieldset class="field parameter-group" id={fieldId(field.key)}>
      <legend class="label">{field.name}</legend>
      <GroupHint {...{ field, lang: form.lang }} />
      {isRows(field, shown) ? <Rows {...{ field, shown, ...form }} /> : <Grid {...{ field, shown, ...form }} />}
    </fieldset>
  )
}

/** Boxes that are a group of their own, with the parameter's name above them, and a field for names not among them. */
const OpenList = ({ shown, ...form }: ParameterForm & { shown: readonly Control[] }) => (
  <div class="parameter-list">
    {shown.map((control) => (
      <OneInput {...{ control, ...form }} />
    ))}
  </div>
)

const GroupHint = ({ field, lang }: { field: EditableField; lang: Lang }) => {
  const hint = field.shape === 'week' ? draftWords[lang].weekHint : null
  return hint ? <p class="hint">{hint}</p> : null
}

/** Both cases in the words of the sentence: nobody has to guess what an empty box means. */
const YesNo = ({ field, control, lang, posted, errors }: Props & { control: Control }) => {
  const { words } = parameterOf(field.key).value
  const chosen = typedIn(posted, control.name, control.value)
  return (
    <RadioCards
      {...{ lang, name: control.name, label: field.name, error: errors[control.name] }}
      value={chosen === 'yes' ? 'yes' : 'no'}
      options={[
        { value: 'yes', label: words(true as ParameterValue<ParameterKey>, lang) },
        { value: 'no', label: words(false as ParameterValue<ParameterKey>, lang) },
      ]}
    />
  )
}

const isRows = ({ key }: EditableField, shown: readonly Control[]) =>
  shown.every(({ name }) => /^\.\d+\./.test(name.slice(key.length)))

/** A row for each item and a blank one for one more. */
const Rows = ({ field, shown, ...form }: Props & { shown: readonly Control[] }) => {
  const t = draftWords[form.lang]
  const rows = rowsOf(field.key, shown)
  const last = Math.max(...rows.keys())
  return (
    <>
      <p class="hint">{t.rowHint}</p>
      {[...rows].map(([index, controls]) => (
        <fieldset class="parameter-row">
          <legend class={index === last ? 'hint' : 'visually-hidden'}>
            {index === last ? t.newRow : t.row(index + 1)}
          </legend>
          {controls.map((control) => (
            <OneInput {...{ control: named(control, controls, field.name, form.lang), ...form }} />
          ))}
        </fieldset>
      ))}
    </>
  )
}

function rowsOf(key: string, shown: readonly Control[]): Map<number, Control[]> {
  const rows = new Map<number, Control[]>()
  for (const control of shown) {
    const index = Number.parseInt(control.name.slice(key.length + 1), 10)
    rows.set(index, [...(rows.get(index) ?? []), control])
  }
  return rows
}

/** The amount beside a name of the company's own has that name as its label; a blank row has none yet. */
const named = (control: Control, controls: readonly Control[], unnamed: string, lang: Lang): Control =>
  control.label !== unnamed ? control : { ...control, label: draftWords[lang].cell(controls.indexOf(control) === 0) }

const Grid = ({ field, shown, ...form }: Props & { shown: readonly Control[] }) => (
  <div class={`parameter-grid grid-${field.shape}`}>
    {shown.map((control) => (
      <OneInput {...{ control: control.label ? control : { ...control, label: field.name }, ...form }} />
    ))}
  </div>
)

const OneInput = ({ control, lang, posted, errors }: ParameterForm & { control: Control }): Child => {
  const { name, label, input, options = [], unit } = control
  const value = typedIn(posted, name, control.value)
  const common = { lang, name, label, error: errors[name], optional: undefined }
  if (input === 'checkboxes')
    return <Checkboxes {...common} options={options} chosen={typeof value === 'string' ? [value] : value} />
  if (input === 'select') return <Select {...common} value={String(value)} options={options} empty={false} />
  if (input === 'text' && options.length > 0) return <SuggestField {...{ ...common, options }} value={String(value)} />
  if (input === 'number')
    return <Field {...common} value={String(value)} inputmode="decimal" width="short" {...(unit ? { unit } : {})} />
  return <Field {...common} value={String(value)} />
}

function typedIn(posted: FormValues | null, name: string, otherwise: string | readonly string[]) {
  if (!posted) return otherwise
  return posted[name] ?? (typeof otherwise === 'string' ? '' : [])
}
