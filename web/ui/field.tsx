import type { Child } from 'hono/jsx'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { Icon } from './icon.tsx'

/** What came back from a refused post: what was typed and, already in words, what is wrong with it. */
export type FormState = { typed: Record<string, string>; errors: Record<string, string> }

export type FieldProps = {
  lang: Lang
  name: string
  label: Child
  hint?: Child
  /** A text in the person's language; beats the form's. */
  error?: string | undefined
  /** What stands in the field at first; what was typed beats it. */
  value?: string | undefined
  form?: FormState | undefined
  /** Fields are required unless they say this. */
  optional?: boolean | undefined
  width?: 'short' | 'medium' | undefined
}

type InputProps = FieldProps & {
  type?: 'text' | 'tel' | 'email' | 'number' | 'date' | 'time' | 'datetime-local' | 'password' | 'url' | 'search'
  autocomplete?: string | undefined
  inputmode?: 'text' | 'tel' | 'email' | 'numeric' | 'decimal' | 'url' | 'search' | undefined
  placeholder?: string | undefined
  maxlength?: number | undefined
  min?: string | number | undefined
  max?: string | number | undefined
  step?: string | number | undefined
  pattern?: string | undefined
  readonly?: boolean | undefined
  autofocus?: boolean | undefined
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined
  /** A unit after the field, or a prefix before it. */
  unit?: string | undefined
  prefix?: string | undefined
}

export const fieldId = (name: string) => `f-${name.replace(/[^\w-]/g, '-')}`

export function Field(props: InputProps) {
  const { lang, name, label, hint, error, value, form, optional, width, type = 'text', unit, prefix, ...rest } = props
  const keyboard = type === 'tel' || type === 'email' || type === 'url' ? type : undefined
  const input = (
    <input
      {...controlProps(props)}
      type={type}
      inputmode={type === 'number' ? 'decimal' : keyboard}
      {...rest}
      {...(type !== 'password' && { value: typedOf(props) })}
    />
  )
  return (
    <FieldFrame {...props}>
      {unit || prefix ? (
        <div class="affix">
          {prefix && <span>{prefix}</span>}
          {input}
          {unit && <span>{unit}</span>}
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

type TextareaProps = FieldProps & {
  rows?: number | undefined
  maxlength?: number | undefined
  placeholder?: string | undefined
  autocomplete?: string | undefined
}

export function Textarea(props: TextareaProps) {
  const { rows = 4, maxlength, placeholder, autocomplete } = props
  return (
    <FieldFrame {...props}>
      <textarea {...controlProps(props)} {...{ rows, maxlength, placeholder, autocomplete }}>
        {leadingNewlineKept(typedOf(props) ?? '')}
      </textarea>
    </FieldFrame>
  )
}

export type Option = { value: string; label: string; hint?: string | undefined }

type SelectProps = FieldProps & {
  options: readonly Option[]
  /** The first, empty line; `false` leaves it out. */
  empty?: string | false | undefined
  autocomplete?: string | undefined
}

export function Select(props: SelectProps) {
  const chosen = typedOf(props) ?? ''
  const { empty = uiWords[props.lang].choose } = props
  return (
    <FieldFrame {...props}>
      <span class={props.width ? `select input-${props.width}` : 'select'}>
        <select {...controlProps(props)} autocomplete={props.autocomplete}>
          {empty !== false && <option value="">{empty}</option>}
          {props.options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </span>
    </FieldFrame>
  )
}

type FileProps = FieldProps & {
  accept?: string | undefined
  multiple?: boolean | undefined
  capture?: 'environment' | 'user' | undefined
  /** What the button says instead of "Choose a file". */
  button?: string | undefined
}

/**
 * With the `file-field` island the control speaks our words; without it the browser's own. A browser never gives a file
 * back to a refused form: the page shows what was kept beside it.
 */
export function FileField(props: FileProps) {
  const { accept, multiple, capture, button } = props
  const { class: look, ...control } = controlProps(props)
  const t = uiWords[props.lang].file
  return (
    <FieldFrame {...props}>
      <file-field data-none={t.none} data-many={t.many}>
        <input {...control} type="file" class={`${look} file`} {...{ accept, multiple, capture }} />
        <span class="file-face" aria-hidden="true" hidden>
          <span class="button button-quiet">
            <Icon name={accept?.startsWith('image') ? 'camera' : 'file'} />
            <span>{button ?? t.choose}</span>
          </span>
          <span class="file-names">{t.none}</span>
        </span>
      </file-field>
    </FieldFrame>
  )
}

export const typedOf = ({ name, value, form }: FieldProps) => form?.typed[name] ?? value

export const errorOf = ({ name, error, form }: FieldProps) => error ?? form?.errors[name]

/** Ids of hint and error, for aria-describedby. */
export function describedBy(props: FieldProps): string | undefined {
  const id = fieldId(props.name)
  return [props.hint && `${id}-hint`, errorOf(props) && `${id}-error`].filter(Boolean).join(' ') || undefined
}

export const Hint = (props: FieldProps) =>
  props.hint ? (
    <p class="hint" id={`${fieldId(props.name)}-hint`}>
      {props.hint}
    </p>
  ) : null

export function FieldError(props: FieldProps) {
  const error = errorOf(props)
  if (!error) return null
  return (
    <p class="error" id={`${fieldId(props.name)}-error`}>
      <Icon name="alert" />
      <span>{error}</span>
    </p>
  )
}

export const LabelText = ({ lang, label, optional }: FieldProps) => (
  <>
    {label}
    {optional && <span class="muted">{uiWords[lang].optional}</span>}
  </>
)

const FieldFrame = ({ children, ...props }: FieldProps & { children?: Child }) => (
  <div class="field">
    <label class="label" for={fieldId(props.name)}>
      <LabelText {...props} />
    </label>
    <Hint {...props} />
    <FieldError {...props} />
    {children}
  </div>
)

function controlProps(props: FieldProps) {
  return {
    id: fieldId(props.name),
    name: props.name,
    class: props.width ? `input input-${props.width}` : 'input',
    required: !props.optional,
    'aria-invalid': errorOf(props) ? 'true' : undefined,
    'aria-describedby': describedBy(props),
  }
}

/** HTML drops one newline at the start of a textarea. */
const leadingNewlineKept = (text: string) => (text.startsWith('\n') ? `\n${text}` : text)
