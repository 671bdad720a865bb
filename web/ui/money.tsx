import type { Lang } from '#web/words/lang.ts'

/** Minor units of a currency (fen, cents) as the reader's language writes them. */
export const Money = ({ minor, currency, lang }: { minor: number; currency: string; lang: Lang }) => (
  <>{moneyWords(minor, currency, lang)}</>
)

export function moneyWords(minor: number, currency: string, lang: Lang): string {
  const format = new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
