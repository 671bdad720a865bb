import type { Context } from 'hono'

/** Where lists say how far they have been turned. */
const places = ['after', 'at', 'before']

/** The first page of the list that the address asks for; null on the first page itself. */
export function firstPageHref(c: Context): string | null {
  const { pathname, searchParams } = new URL(c.req.url)
  if (!places.some((name) => searchParams.has(name))) return null
  for (const name of places) searchParams.delete(name)
  const rest = searchParams.toString()
  return rest ? `${pathname}?${rest}` : pathname
}
