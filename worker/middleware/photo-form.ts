import type { Context } from 'hono'
import * as v from 'valibot'
import { photoLimits } from '#rules/photo.ts'
import { type FieldErrors, parseForm, type Typed } from './form.ts'

/** Pictures, their multipart frames, and what is typed beside them. */
const maxBytes = photoLimits.bytesTogether + 512 * 1024

export type PhotoForm<T> = {
  /** As the schema reads it; where a field was refused, what it reads of an empty one. */
  values: T
  errors: FieldErrors
  typed: Typed
  files: File[]
  /** Kept pictures to drop. */
  removed: string[]
}

/**
 * A form with pictures. A refused field refuses no picture: fields are checked one by one, so that everything else of
 * the form is still at hand. Fields that nobody asked for are refused under `form`.
 */
export async function parsePhotoForm<const E extends v.ObjectEntries>(
  c: Pick<Context, 'req'>,
  entries: E,
): Promise<PhotoForm<v.InferOutput<v.ObjectSchema<E, undefined>>>> {
  const posted = await parseForm(c, v.record(v.string(), v.unknown()), { maxBytes })
  const all: Record<string, unknown> = posted.ok ? posted.values : posted.typed
  const errors: FieldErrors = posted.ok ? {} : { form: 'repeated' }
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(entries)) {
    const read = v.safeParse(schema, all[name])
    values[name] = read.success ? read.output : v.parse(schema, undefined)
    if (!read.success) errors[name] = read.issues[0].message
  }
  const { photos, removed, ...fields } = all
  const names = [...Object.keys(fields), ...Object.keys(posted.typed).filter((name) => !texts.has(name))]
  if (names.some((name) => !Object.hasOwn(entries, name))) errors.form ??= 'unknown'
  const files = filesIn(photos)
  const ids = textsIn(removed)
  if (!files || !ids) errors.form ??= 'unknown'
  return {
    values: values as v.InferOutput<v.ObjectSchema<E, undefined>>,
    errors,
    typed: posted.typed,
    files: files ?? [],
    removed: ids ?? [],
  }
}

/** Where pictures are said to be, an empty text stands for none. */
const texts = new Set(['photos', 'removed'])

/** An empty control sends one nameless file of nothing. */
function filesIn(sent: unknown): File[] | undefined {
  const all = sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]
  if (!all.every((one) => one instanceof File || one === '')) return undefined
  return all.filter((one): one is File => one instanceof File && (one.size > 0 || one.name !== ''))
}

const mostRemoved = 20

function textsIn(sent: unknown): string[] | undefined {
  if (sent === undefined) return []
  const isFine =
    Array.isArray(sent) && sent.length <= mostRemoved && sent.every((one) => /^[0-9A-Z]{26}$/.test(String(one)))
  return isFine ? sent.map(String) : undefined
}
