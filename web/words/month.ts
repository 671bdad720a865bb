import type { Lang } from './lang.ts'

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-05` → "May" / "5月"; long: "May 2026" / "2026年5月". */
export function monthWords(month: string, lang: Lang, length: 'short' | 'long'): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  if (lang === 'en') return length === 'short' ? english[number - 1]! : `${english[number - 1]} ${year}`
  return length === 'short' ? `${number}月` : `${year}年${number}月`
}
