import type { Lang } from '#rules/lang.ts'
import { fieldReasons } from '#web/words/field.ts'
import { reportReasons } from '#web/words/report.ts'

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
