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
} from '../ui/field.tsx'

/** One of these words, or a name of the company's own. */
export const SuggestField = (props: FieldProps & { options: readonly Option[] }) => (
  <div class="field">
    <label class="label" for={fieldId(props.name)}>
      <LabelText {...props} />
    </label>
    <Hint {...props} />
    <FieldError {...props} />
    <input
      class="input"
      type="text"
      id={fieldId(props.name)}
      name={props.name}
      value={typedOf(props)}
      list={`${fieldId(props.name)}-list`}
      autocomplete="off"
      aria-invalid={errorOf(props) ? 'true' : undefined}
      aria-describedby={describedBy(props)}
    />
    <datalist id={`${fieldId(props.name)}-list`}>
      {props.options.map(({ label }) => (
        <option value={label} />
      ))}
    </datalist>
  </div>
)
