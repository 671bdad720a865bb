import type { Child } from 'hono/jsx'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { fieldId } from './field.tsx'
import { Icon } from './icon.tsx'

type FormProps = {
  action: string
  /** Random, made for this rendering of the form: the same key twice is one request. */
  idempotencyKey?: string | undefined
  hidden?: Record<string, string> | undefined
  /** For files. */
  multipart?: boolean | undefined
  id?: string | undefined
  label?: string | undefined
  children?: Child
}

/** The server checks; the browser's own bubbles, in the browser's own language, are switched off. With the `busy-form` island it is sent once. */
export const Form = ({ action, idempotencyKey, hidden, multipart, id, label, children }: FormProps) => (
  <busy-form>
    <form
      class="form"
      method="post"
      action={action}
      id={id}
      aria-label={label}
      novalidate
      enctype={multipart ? 'multipart/form-data' : undefined}
    >
      {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  </busy-form>
)

type SummaryProps = {
  lang: Lang
  errors: Record<string, string>
  /** Of the fields: beside one "fill this in" is enough, in a list it takes the field's name. */
  labels?: Record<string, string> | undefined
  /** What still stands in the form; a password or a code never does. */
  kept?: 'all' | 'but_password' | 'but_file' | 'none' | undefined
}

/** Above the form of a refused post. Errors are texts by field name; a `form` error belongs to no field. */
export function ErrorSummary({ lang, errors, labels = {}, kept = 'all' }: SummaryProps) {
  const entries = Object.entries(errors).map(([name, text]) => [name, named(text, labels[name], lang)] as const)
  if (entries.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus id="errors">
      <h2>{uiWords[lang].errorSummary(entries.length)}</h2>
      <ul>
        {entries.map(([name, text]) => (
          <li>{name === 'form' ? text : <a href={`#${fieldId(name)}`}>{text}</a>}</li>
        ))}
      </ul>
      <p class="muted">
        <small>{uiWords[lang].errorKept[kept]}</small>
      </p>
    </div>
  )
}

const named = (text: string, label: string | undefined, lang: Lang) =>
  label === undefined ? text : uiWords[lang].inSummary(label.replace(/[？?]/, ''), text)

type SearchProps = {
  lang: Lang
  action: string
  label: string
  value?: string | undefined
  hidden?: Record<string, string>
}

export const SearchForm = ({ lang, action, label, value, hidden }: SearchProps) => (
  <search>
    <form class="search" action={action}>
      {Object.entries(hidden ?? {}).map(([name, text]) => (
        <input type="hidden" name={name} value={text} />
      ))}
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name="q"
        value={value}
        aria-label={`${uiWords[lang].search}${lang === 'zh-CN' ? '：' : ': '}${label}`}
        placeholder={label}
        enterkeyhint="search"
      />
      <button type="submit" class="visually-hidden">
        {uiWords[lang].search}
      </button>
    </form>
  </search>
)
