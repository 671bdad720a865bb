import type { Lang } from '#rules/lang.ts'
import type { FormState } from '#web/ui/field.tsx'
import { type FieldReason, fieldReasons } from '#web/words/field.ts'
import { reportReasons } from '#web/words/report.ts'

type InWords = {
  /** What the form says in words of its own, before the usual ones. */
  own?: Record<string, string>
  /** Said of a reason that has no words. */
  fallback?: FieldReason
  /** Fields that nobody sees: what is wrong with them is said above the form. */
  unseen?: readonly string[]
}

/** A refused form as typed, each reason in words beside its field. */
export function formInWords(
  { typed, errors }: FormState,
  lang: Lang,
  { own = {}, fallback = 'unknown', unseen = [] }: InWords = {},
): FormState {
  const texts: Record<string, string> = { ...fieldReasons[lang], ...own }
  const said = Object.entries(errors).map(([field, reason]) => [
    unseen.includes(field) ? 'form' : field,
    texts[reason] ?? fieldReasons[lang][fallback],
  ])
  return { typed, errors: Object.fromEntries(said) }
}

/** Reasons in words, in the order of the form; what belongs to no field of it is said above it. */
export function errorTexts(
  errors: Record<string, string>,
  lang: Lang,
  fields: readonly string[],
): Record<string, string> {
  const texts: Record<string, string> = { ...fieldReasons[lang], ...reportReasons[lang] }
  const said: [string, string][] = fields.flatMap((field) =>
    errors[field] ? [[field, texts[errors[field]] ?? texts.text!]] : [],
  )
  const other = Object.entries(errors).find(([field]) => !fields.includes(field))
  return Object.fromEntries(other ? [...said, ['form', texts[other[1]] ?? texts.unknown!]] : said)
}
