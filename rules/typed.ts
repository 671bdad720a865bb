import * as v from 'valibot'
import { type Day, isDay } from '#rules/day.ts'

/** Schemas of what people type into forms; their messages are reasons that web/words/field.ts has words for. */

/** Nothing that a screen, a mail or a database chokes on; letters of every script, emoji and direction marks are welcome. */
const isStorable = (typed: string) => !/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(typed)

/** At most `max` characters, without what surrounds them. */
export const typedText = (max: number) =>
  v.pipe(v.string('text'), v.check(isStorable, 'text'), v.trim(), v.maxLength(max, 'too_long'))

export const requiredText = (max: number) => v.pipe(typedText(max), v.minLength(1, 'required'))

/** Nothing typed is nothing said. */
export const optionalText = (max: number) => v.optional(typedText(max), '')

/** 256 random bits, made for one rendering of a form. */
export const formKey = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'unknown'))

/** A date and time of the company's own zone, as `datetime-local` sends it; empty where it may be. */
export const localTime = v.optional(
  v.pipe(v.string('date'), v.regex(/^$|^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'date')),
  '',
)

/** A day as `date` sends it; empty where it may be. */
export const optionalDay = v.optional(
  v.custom<Day | ''>((typed) => typed === '' || (typeof typed === 'string' && isDay(typed)), 'date'),
  '',
)
