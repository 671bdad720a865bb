/**
 * A forward reader of the XML that spreadsheets are made of: elements and their text, prefixes left out. It knows no documents'
 * own entities and opens no others, so nothing can expand; a DOCTYPE ends the reading as damaged.
 */
export type XmlReader = {
  /** To the next start or end of an element; false at the end of the document, and where it is damaged. */
  next(): boolean
  readonly isDamaged: boolean
  readonly name: string
  readonly part: 'start' | 'end' | 'empty'
  /** Between the part before and this one. */
  readonly text: string
  attribute(name: string): string | undefined
}

const chunkBytes = 256 * 1024
/** Longer than the longest cell; what grows further is no spreadsheet. */
const longestPiece = 1024 * 1024

export function readXml(bytes: Uint8Array): XmlReader {
  return new ChunkedReader(bytes)
}

/** Turns bytes into text a piece at a time: a sheet's text as a whole would not fit beside its bytes. */
class ChunkedReader implements XmlReader {
  isDamaged = false
  name = ''
  part: 'start' | 'end' | 'empty' = 'start'
  text = ''
  readonly #bytes: Uint8Array
  readonly #decoder: TextDecoder
  #read = 0
  #window = ''
  #at = 0
  #attributes = ''

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    this.#decoder = new TextDecoder(isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8')
  }

  next(): boolean {
    let text = ''
    while (!this.isDamaged) {
      const open = this.#find('<', this.#at)
      if (open < 0) return false
      text += unescaped(this.#window.slice(this.#at, open))
      this.#at = open
      const literal = this.#literal()
      if (literal !== null) {
        text += literal
        continue
      }
      const close = this.#find('>', this.#at)
      if (close < 0) return this.#damaged()
      const inside = this.#window.slice(this.#at + 1, close)
      this.#at = close + 1
      if (inside.startsWith('?')) continue
      if (inside.startsWith('!')) return this.#damaged()
      this.text = text
      this.#take(inside)
      return true
    }
    return false
  }

  attribute(name: string): string | undefined {
    const found = attributePattern(name).exec(this.#attributes)
    const value = found?.[1] ?? found?.[2]
    return value === undefined ? undefined : unescaped(value)
  }

  #damaged(): false {
    this.isDamaged = true
    return false
  }

  /** A comment is nothing, a CDATA section its text; null: an element. */
  #literal(): string | null {
    if (this.#starts('<!--')) {
      this.#past('-->', 4)
      return ''
    }
    if (this.#starts('<![CDATA[')) return this.#past(']]>', 9) ?? ''
    return null
  }

  #starts(mark: string): boolean {
    while (this.#window.length - this.#at < mark.length && this.#load());
    return this.#window.startsWith(mark, this.#at)
  }

  #past(mark: string, opening: number): string | null {
    const end = this.#find(mark, this.#at + opening)
    if (end < 0) {
      this.isDamaged = true
      return null
    }
    const inside = this.#window.slice(this.#at + opening, end)
    this.#at = end + mark.length
    return inside
  }

  #take(inside: string): void {
    const isEnd = inside.charCodeAt(0) === slash
    const isEmpty = inside.charCodeAt(inside.length - 1) === slash
    const body = isEnd ? inside.slice(1) : isEmpty ? inside.slice(0, -1) : inside
    const gap = body.search(/\s/)
    const name = gap < 0 ? body : body.slice(0, gap)
    const colon = name.indexOf(':')
    this.name = colon < 0 ? name : name.slice(colon + 1)
    this.#attributes = gap < 0 ? '' : body.slice(gap)
    this.part = isEnd ? 'end' : isEmpty ? 'empty' : 'start'
  }

  /** Loads until the mark is in sight; moves what has been read out of the window. */
  #find(mark: string, from: number): number {
    let start = from
    for (;;) {
      const found = this.#window.indexOf(mark, start)
      if (found >= 0) return found
      const behind = Math.max(start, this.#window.length - mark.length + 1) - this.#at
      if (!this.#load()) return -1
      start = this.#at + behind
    }
  }

  #load(): boolean {
    if (this.#read >= this.#bytes.length) return false
    if (this.#window.length - this.#at > longestPiece) return this.#damaged()
    const next = this.#bytes.subarray(this.#read, this.#read + chunkBytes)
    this.#read += next.length
    const isLast = this.#read >= this.#bytes.length
    this.#window = this.#window.slice(this.#at) + this.#decoder.decode(next, { stream: !isLast })
    this.#at = 0
    return true
  }
}

const slash = 47

const patterns = new Map<string, RegExp>()

function attributePattern(name: string): RegExp {
  const known = patterns.get(name)
  if (known) return known
  const made = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, made)
  return made
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
