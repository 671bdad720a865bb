import type { HtmlEscapedString } from 'hono/utils/html'

/**
 * Pages that look the same for everybody, kept as text around the few words that differ (nonce, keys). Only what anybody
 * may see is kept, never a page that carries what somebody typed; whatever is shown is part of the stamp.
 */
const pages = new Map<string, Kept>()
type Kept = { stamp: string; until: number; texts: string[]; blanks: string[] }

const mostPages = 400

export type KeptPage<Blank extends string> = {
  /** Which page of whom, in which language and variant. */
  key: string
  /** The same for as long as the page would come out the same. */
  stamp: string
  /** When it would not, because time went on. */
  until?: Date | null | undefined
  now: Date
  fill: Record<Blank, string>
  render: (blanks: Record<Blank, string>) => HtmlEscapedString | Promise<HtmlEscapedString>
}

export async function keptPage<Blank extends string>({ key, stamp, until, now, fill, render }: KeptPage<Blank>) {
  const known = pages.get(key)
  if (known && known.stamp === stamp && now.getTime() < known.until) return filled(known, fill)
  const names = Object.keys(fill) as Blank[]
  const mark = markOf()
  const blanks = Object.fromEntries(names.map((name, index) => [name, `${mark}${index}z`])) as Record<Blank, string>
  const page = String(await render(blanks))
  const made = cut(page, mark, names, stamp, until?.getTime() ?? Number.POSITIVE_INFINITY)
  pages.delete(key)
  pages.set(key, made)
  if (pages.size > mostPages) pages.delete(pages.keys().next().value as string)
  return filled(made, fill)
}

function cut(page: string, mark: string, names: string[], stamp: string, until: number): Kept {
  const pieces = page.split(new RegExp(`${mark}(\\d)z`))
  return {
    stamp,
    until,
    texts: pieces.filter((_, index) => index % 2 === 0),
    blanks: pieces.filter((_, index) => index % 2 === 1).map((index) => names[Number(index)]!),
  }
}

function filled({ texts, blanks }: Kept, fill: Record<string, string>): string {
  let page = texts[0]!
  for (const [index, name] of blanks.entries()) page += fill[name]! + texts[index + 1]!
  return page
}

let mark = ''

/** Made by chance in each isolate: nothing that anybody types can be taken for a blank. */
function markOf() {
  mark ||= `k${crypto.randomUUID().replaceAll('-', '')}`
  return mark
}
