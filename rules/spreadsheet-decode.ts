/** Text of a table, by byte order mark, then by what is valid; null where it is no text. Excel in China writes GB18030. */
export function decodeTable(bytes: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return isText(text) ? text : null
}

export type TableEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

export function encodingOf(bytes: Uint8Array): TableEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = unmarkedUtf16(bytes)
  if (wide) return wide
  if (isValid(bytes, 'utf-8')) return 'utf-8'
  if (isWestern(bytes)) return 'windows-1252'
  return isValid(bytes, 'gb18030') ? 'gb18030' : 'windows-1252'
}

const sampleBytes = 64 * 1024

/** Delimiters, digits and line ends are half zeros in UTF-16, and no other encoding has zeros at all. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let evenZeros = 0
  let oddZeros = 0
  const end = Math.min(bytes.length, sampleBytes)
  for (let at = 0; at < end; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) evenZeros++
    else oddZeros++
  }
  if (bytes.length % 2 === 1 || Math.max(evenZeros, oddZeros) < end / 40) return null
  if (evenZeros === 0) return 'utf-16le'
  return oddZeros === 0 ? 'utf-16be' : null
}

function isValid(bytes: Uint8Array, encoding: TableEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** An accented letter stands alone among plain ones; a Chinese character takes two bytes, and seldom stands alone. */
function isWestern(bytes: Uint8Array): boolean {
  let alone = 0
  let together = 0
  let run = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at]! >= 0x80) run++
    else {
      if (run === 1) alone++
      together += run >> 1
      run = 0
    }
  }
  return alone > together
}

/** Control characters beside tab and line ends come from pictures and programs. */
const isText = (text: string) => !/(?![\t\n\v\f\r])\p{Cc}/u.test(text)
