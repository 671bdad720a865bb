import * as v from 'valibot'
import type { InLangs, Lang } from '#rules/lang.ts'
import {
  inLangs,
  keyOf,
  listed,
  nothing,
  quantity,
  type Unit,
  unitName,
  type Vocabulary,
  wordsOf,
} from '#rules/policy-words.ts'

/** Why what was typed beside a clause cannot be taken. */
export const editReasons = [
  'required',
  'not_a_number',
  'not_whole',
  'too_fine',
  'too_small',
  'too_large',
  'too_long',
  'not_a_choice',
  'empty',
  'duplicate',
  'not_a_time',
  'ends_before_start',
  'overlap',
  'unknown_time_zone',
  'not_100',
  'not_whole_days',
  'invalid',
] as const
export type EditReason = (typeof editReasons)[number]

export const because = (reason: EditReason) => reason

export type Option = { value: string; label: string }

/** One input of a parameter's form. Its name follows the parameter's key; '' is the only or main one. */
export type Control = {
  name: string
  label: string
  input: 'number' | 'checkbox' | 'select' | 'checkboxes' | 'text' | 'time' | 'hidden'
  value: string | readonly string[]
  unit?: string
  min?: number
  max?: number
  step?: number
  /** Choices of a select; suggestions of a text, which may also hold a name of the company's own. */
  options?: readonly Option[]
}

export type Reader = (name: string) => readonly string[]
export type Path = readonly (string | number)[]

/** What a parameter can hold: its check, its words in a sentence, and the form that changes it. */
export type ValueType<T> = {
  shape: 'number' | 'boolean' | 'enum' | 'list' | 'map' | 'week' | 'window' | 'time' | 'zone' | 'money' | 'rows'
  unit?: Unit
  schema: v.GenericSchema<T>
  words: (value: T, lang: Lang) => string
  controls: (value: T, lang: Lang) => Control[]
  /** What the form holds, not yet checked. New amounts are in the company's currency. */
  read: (form: Reader, currency: string) => unknown
  /** The control in which a fault at this place of the value was typed. */
  controlAt?: (path: Path, form: Reader) => string
}

type Bounds = { min: number; max: number; step?: number }

export const numberIn = ({ min, max, step = 1 }: Bounds) =>
  v.pipe(
    v.number((issue) => because(issue.input === undefined ? 'required' : 'not_a_number')),
    v.minValue(min, because('too_small')),
    v.maxValue(max, because('too_large')),
    v.check(
      (value) => Number.isInteger(Number((value / step).toPrecision(12))),
      because(step === 1 ? 'not_whole' : 'too_fine'),
    ),
  )

/** Full-width digits are digits too. */
export function numberFrom(typed: string | undefined): number | undefined {
  const text = (typed ?? '').normalize('NFKC').trim()
  return text === '' ? undefined : Number(text)
}

export function amount({ unit, ...bounds }: Bounds & { unit: Unit }): ValueType<number> {
  return {
    shape: 'number',
    unit,
    schema: numberIn(bounds),
    words: (value, lang) => quantity(value, unit, lang),
    controls: (value, lang) => [
      { name: '', label: '', input: 'number', value: String(value), unit: unitName(unit, lang).trim(), ...bounds },
    ],
    read: (form) => numberFrom(form('')[0]),
  }
}

/** A duty that is on or off; both cases have their own words in the sentence. */
export function yesNo(yes: InLangs, no: InLangs): ValueType<boolean> {
  return {
    shape: 'boolean',
    schema: v.boolean(because('required')),
    words: (value, lang) => (value ? yes : no)[lang],
    controls: (value, lang) => [
      {
        name: '',
        label: yes[lang],
        input: 'checkbox',
        value: value ? 'yes' : '',
        options: [{ value: 'yes', label: yes[lang] }],
      },
    ],
    read: (form) => form('').includes('yes'),
  }
}

export const optionsOf = (vocabulary: Vocabulary, lang: Lang): Option[] =>
  Object.entries(vocabulary).map(([value, words]) => ({ value, label: words[lang] }))

export const keyIn = <K extends string>(vocabulary: Vocabulary<K>) =>
  v.picklist(Object.keys(vocabulary) as K[], because('not_a_choice'))

/** A known key or a name of the company's own; the separators of a list cannot be part of a name. */
export const nameSchema = v.pipe(
  v.string(because('required')),
  v.nonEmpty(because('required')),
  v.maxLength(40, because('too_long')),
  v.regex(/^[^{}\r\n,\uff0c\u3001;\uff1b]+$/u, because('invalid')),
)

export function choice<K extends string>(vocabulary: Vocabulary<K>): ValueType<K> {
  return {
    shape: 'enum',
    schema: keyIn(vocabulary),
    words: (value, lang) => wordsOf(vocabulary, value, lang),
    controls: (value, lang) => [{ name: '', label: '', input: 'select', value, options: optionsOf(vocabulary, lang) }],
    read: (form) => form('')[0],
  }
}

/** How a name is called in the middle of a sentence. */
export type Called = (key: string, lang: Lang) => string

/** One of these, or a name of the company's own. */
export function openChoice(vocabulary: Vocabulary, called?: Called): ValueType<string> {
  return {
    shape: 'enum',
    schema: nameSchema,
    words: called ?? ((value, lang) => wordsOf(vocabulary, value, lang)),
    controls: (value, lang) => [
      {
        name: '',
        label: '',
        input: 'text',
        value: wordsOf(vocabulary, value, lang),
        options: optionsOf(vocabulary, lang),
      },
    ],
    read: (form) => keyOf(vocabulary, form('')[0] ?? ''),
  }
}

type Several = { min?: number; empty?: InLangs }

const unlike = (values: readonly string[]) => new Set(values).size === values.length

export const choices = <K extends string>(vocabulary: Vocabulary<K>, several: Several = {}): ValueType<K[]> =>
  listOf(vocabulary, keyIn(vocabulary), several)

export function openChoices(vocabulary: Vocabulary, several: Several = {}): ValueType<string[]> {
  const closed = listOf<string>(vocabulary, nameSchema, several)
  return {
    ...closed,
    controls: (value, lang) => [
      ...closed.controls(value, lang),
      { name: 'own', label: ownLabel[lang], input: 'text', value: '' },
    ],
    read: (form) => [...form(''), ...namesIn(form('own')[0]).map((name) => keyOf(vocabulary, name))],
  }
}

const ownLabel = inLangs('自定（用顿号隔开）', 'Your own (separated by commas)')
const namesIn = (typed = '') =>
  typed
    .split(/[,\uff0c\u3001;\uff1b]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** The order chosen is the order read: a ladder of sanctions is a list too. */
function listOf<K extends string>(
  vocabulary: Vocabulary,
  item: v.GenericSchema<K>,
  { min = 1, empty = nothing }: Several,
): ValueType<K[]> {
  return {
    shape: 'list',
    schema: v.pipe(
      v.array(item),
      v.minLength<K[], number, EditReason>(min, because('empty')),
      v.check<K[], EditReason>(unlike, because('duplicate')),
    ),
    words: (value, lang) =>
      value.length === 0
        ? empty[lang]
        : listed(
            value.map((key) => wordsOf(vocabulary, key, lang)),
            lang,
          ),
    controls: (value, lang) => {
      const chosen = value.map((key) => ({ value: key, label: wordsOf(vocabulary, key, lang) }))
      const rest = optionsOf(vocabulary, lang).filter((option) => !value.some((key) => key === option.value))
      return [{ name: '', label: '', input: 'checkboxes', value, options: [...chosen, ...rest] }]
    },
    read: (form) => [...form('')],
    controlAt: () => '',
  }
}
