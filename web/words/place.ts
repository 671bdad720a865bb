import { countryCodes, currencyChoices, zoneChoices } from '#rules/country.ts'
import type { Lang } from './lang.ts'

type Option = { value: string; label: string }

const made = new Map<string, Option[]>()

/** Made once a language: hundreds of names, asked of ICU. */
function once(key: string, make: () => Option[]): Option[] {
  const options = made.get(key) ?? make()
  made.set(key, options)
  return options
}

/** Sorted as a reader of the language looks for them. */
export const countryOptions = (lang: Lang): Option[] =>
  once(`country ${lang}`, () => {
    const names = new Intl.DisplayNames(lang, { type: 'region' })
    return sorted(
      countryCodes().map((value) => ({ value, label: names.of(value) ?? value })),
      lang,
    )
  })

export const currencyOptions = (lang: Lang): Option[] =>
  once(`currency ${lang}`, () => {
    const names = new Intl.DisplayNames(lang, { type: 'currency' })
    return currencyChoices.map((value) => ({ value, label: names.of(value) ?? value }))
  })

/** "Eastern Time, New York", "纽约时间". */
export const zoneOptions = (lang: Lang): Option[] =>
  once(`zone ${lang}`, () =>
    sorted(
      zoneChoices.map((value) => ({ value, label: zoneWords(value, lang) })),
      lang,
    ),
  )

export function zoneWords(timeZone: string, lang: Lang): string {
  if (lang === 'zh-CN') return nameOf(timeZone, lang, 'shortGeneric')
  const city = (timeZone.split('/').at(-1) ?? '').replaceAll('_', ' ')
  const name = nameOf(timeZone, lang, 'longGeneric')
  return name.includes(city) ? name : `${city}: ${name}`
}

const nameOf = (timeZone: string, lang: Lang, timeZoneName: 'shortGeneric' | 'longGeneric') =>
  new Intl.DateTimeFormat(lang, { timeZone, timeZoneName })
    .formatToParts(new Date(0))
    .find((part) => part.type === 'timeZoneName')?.value ?? timeZone

const sorted = (options: Option[], lang: Lang) => {
  const collator = new Intl.Collator(lang)
  return options.sort((a, b) => collator.compare(a.label, b.label))
}
