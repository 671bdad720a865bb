import type { Child } from 'hono/jsx'
import {
  describedBy,
  errorOf,
  FieldError,
  type FieldProps,
  fieldId,
  Hint,
  LabelText,
  type Option,
  typedOf,
} from './field.tsx'

type RadioProps = Omit<FieldProps, 'width'> & {
  options: readonly Option[]
  /** Side by side where there is room; for two or three short ones. */
  row?: boolean | undefined
  /** Side by side on a phone too; for words that are. */
  short?: boolean | undefined
}

/** Few choices, all in sight. The first one carries the field's id, so the error summary leads to it. */
export function RadioCards(props: RadioProps) {
  const chosen = typedOf(props)
  return (
    <fieldset class="field" aria-describedby={describedBy(props)}>
      <legend class="label">
        <LabelText {...props} />
      </legend>
      <Hint {...props} />
      <FieldError {...props} />
      <div class={`choices${props.row ? ' choices-row' : ''}${props.short ? ' choices-short' : ''}`}>
        {props.options.map((option, index) => (
          <Choice id={optionId(props.name, index)} label={option.label} hint={option.hint}>
            <input
              type="radio"
              class="check"
              id={optionId(props.name, index)}
              name={props.name}
              value={option.value}
              checked={option.value === chosen}
              required={!props.optional}
              aria-invalid={errorOf(props) ? 'true' : undefined}
            />
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

type CheckboxesProps = Omit<FieldProps, 'value' | 'width'> & {
  options: readonly Option[]
  chosen?: readonly string[] | undefined
}

/** Several of several; posted as `name[]`. */
export function Checkboxes(props: CheckboxesProps) {
  return (
    <fieldset class="field" aria-describedby={describedBy(props)}>
      <legend class="label">
        <LabelText {...props} />
      </legend>
      <Hint {...props} />
      <FieldError {...props} />
      <div class="choices">
        {props.options.map((option, index) => (
          <Choice id={optionId(props.name, index)} label={option.label} hint={option.hint}>
            <input
              type="checkbox"
              class="check"
              id={optionId(props.name, index)}
              name={`${props.name}[]`}
              value={option.value}
              checked={props.chosen?.includes(option.value) ?? false}
              aria-invalid={errorOf(props) ? 'true' : undefined}
            />
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

type CheckboxProps = Omit<FieldProps, 'value' | 'width'> & { value?: string; checked?: boolean | undefined }

/** One yes or no. Never ticked beforehand where it means consent. */
export function Checkbox(props: CheckboxProps) {
  const { value = 'yes', form, name } = props
  const checked = form && Object.keys(form.typed).length > 0 ? form.typed[name] === value : props.checked
  return (
    <div class="field">
      <FieldError {...props} />
      <Choice plain id={fieldId(name)} label={props.label} hint={props.hint}>
        <input
          type="checkbox"
          class="check"
          id={fieldId(name)}
          name={name}
          value={value}
          checked={checked}
          required={!props.optional}
          aria-invalid={errorOf(props) ? 'true' : undefined}
          aria-describedby={errorOf(props) ? `${fieldId(name)}-error` : undefined}
        />
      </Choice>
    </div>
  )
}

type ChoiceProps = { id: string; label: Child; hint?: Child; plain?: boolean; children?: Child }

const Choice = ({ id, label, hint, plain, children }: ChoiceProps) => (
  <label for={id} class={plain ? 'choice choice-plain' : 'choice'}>
    {children}
    <span class="choice-text">
      {label}
      {hint && <span class="hint">{hint}</span>}
    </span>
  </label>
)

const optionId = (name: string, index: number) => (index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`)
