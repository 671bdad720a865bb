import type { Context } from 'hono'
import * as v from 'valibot'

/** Why a field was refused; web/words/field.ts has the words. A schema's messages are these. */
export type FieldErrors = Record<string, string>
/** What was typed, to be shown again; files are not among it. */
export type Typed = Record<string, string>
/** What was ticked of several, by the field's name. */
export type Lists = Record<string, string[]>

export type Posted<T> =
  | { ok: true; values: T; typed: Typed }
  | { ok: false; errors: FieldErrors; typed: Typed; lists: Lists }

export class BodyTooLarge extends Error {}

/**
 * Reads a posted form once, refuses fields that its schema does not name, fields sent twice, and bodies over the limit.
 * `idempotencyKey` and the like are ordinary fields of the schema. Empty texts arrive as ''.
 */
export async function parseForm<Schema extends v.GenericSchema>(
  c: Pick<Context, 'req'>,
  schema: Schema,
  { maxBytes = 256 * 1024 } = {},
): Promise<Posted<v.InferOutput<Schema>>> {
  const fields = await readFields(c, maxBytes)
  const parsed = v.safeParse(schema, fields.all)
  const typed = textsOf(fields.all)
  const lists = listsOf(fields.all)
  if (fields.repeated.length > 0) return { ok: false, typed, lists, errors: { [fields.repeated[0]!]: 'repeated' } }
  if (parsed.success) return { ok: true, values: parsed.output, typed }
  return { ok: false, typed, lists, errors: errorsOf(parsed.issues) }
}

type Fields = { all: Record<string, unknown>; repeated: string[] }

async function readFields(c: Pick<Context, 'req'>, maxBytes: number): Promise<Fields> {
  const body = await limitedBody(c.req.raw, maxBytes)
  const form = await new Response(body, { headers: { 'content-type': c.req.header('content-type') ?? '' } })
    .formData()
    .catch(() => new FormData())
  const all: Record<string, unknown> = Object.create(null)
  const repeated: string[] = []
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name)
    const many = name.endsWith('[]')
    if (!many && values.length > 1 && values.every((value) => typeof value === 'string')) repeated.push(name)
    if (many) all[name.slice(0, -2)] = values
    else all[name] = values.length > 1 ? values : normal(values[0])
  }
  return { all: { ...all }, repeated }
}

/** Browsers send CRLF in text areas; the length a person sees counts LF once. */
const normal = (value: unknown) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value)

export async function limitedBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new BodyTooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const textsOf = (all: Record<string, unknown>): Typed =>
  Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))

const listsOf = (all: Record<string, unknown>): Lists =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, values]) =>
      Array.isArray(values) ? [[name, values.filter((one) => typeof one === 'string')]] : [],
    ),
  )

function errorsOf(issues: v.BaseIssue<unknown>[]): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of issues) {
    const field = String(issue.path?.[0]?.key ?? 'form')
    const reason = issue.type === 'strict_object' ? missingOrUnknown(issue) : issue.message
    errors[field] ??= reason
  }
  return errors
}

const missingOrUnknown = (issue: v.BaseIssue<unknown>) => (issue.expected === 'never' ? 'unknown' : 'required')
