/** Texts as people leave them in tables, made what they meant; doing it twice changes nothing. */

/** Letters, digits and spaces become narrow; Chinese punctuation stays. Without what cannot be seen. */
export function plainText(typed: string, hasLines: boolean): string {
  const narrow = typed
    .normalize('NFC')
    .replace(/[Ａ-Ｚａ-ｚ０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - wideOffset))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]/g, ' ')
    .replace(invisible, '')
  if (!hasLines) return narrow.replace(/\s+/g, ' ').trim()
  return narrow
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const wideOffset = 'Ａ'.charCodeAt(0) - 'A'.charCodeAt(0)
/** Byte order marks, zero-width spaces and soft hyphens of copied texts; joiners of emoji and scripts stay. */
const invisible = /[\ufeff\u200b\u2060\u00ad]/g

/** Everything narrow, as programs compare it; the apostrophe that forces a text in spreadsheets is no part of it. */
export const plainCode = (typed: string) => plainText(typed.normalize('NFKC'), false).replace(/^'+/, '').trim()

/** What people write for "nothing" where a date, a number or a phone would stand. */
export const isNothing = (code: string) =>
  /^(?:[-–—/\\.]+|无|没有|暂无|未知|不详|空|n\/?a|none|null|nil|unknown|tbd)?$/i.test(code)

/** Control characters and what a wrong encoding leaves behind cannot be stored. */
export const isStorable = (text: string) => !/(?![\t\n])[\p{Cc}\p{Cs}\ufffd]/u.test(text)
