import { Suspended, Unavailable } from './errors.ts'

/** What a database's failure means. Over HTTP there are base codes only, so the texts tell. */

/** Somebody else is writing: nothing of this was done. */
export const isBusy = (error: unknown) => said(error, /SQLITE_BUSY|database is locked/)

/** No answer, or one that does not say what happened. The client wraps what fetch threw. */
export const isLost = (error: unknown) =>
  !isRefused(error) &&
  said(
    error,
    /TimeoutError|AbortError|fetch failed|network|ECONN|socket|SERVER_ERROR|HTTP status 5|STREAM_EXPIRED|STREAM_CLOSED|HRANA_/i,
  )

/** The token is not good any more (rotated), or never was. */
const isRefused = (error: unknown) => said(error, /HTTP status 40[13]/)

/** The operator suspended the company: the database itself says so (house.md › Tenancy). */
const isBlocked = (error: unknown) => said(error, /\bBLOCKED\b/)

/**
 * What the rest of the product is told; anything else is a bug and stays as it is. `mayHaveHappened`: this call, or one
 * before it, may have stored something.
 */
export function meaningOf(error: unknown, { mayHaveHappened }: { mayHaveHappened: boolean }): unknown {
  if (isBlocked(error)) return new Suspended('blocked at the database', { cause: error })
  const isUnavailable = isRefused(error) || isBusy(error) || isLost(error)
  return isUnavailable ? new Unavailable('database', mayHaveHappened, error) : error
}

/** Unique violations name the index's columns: `members.email`. */
export const isUniqueViolation = (error: unknown, columns = ''): boolean =>
  texts(error).some((text) => text.includes(`UNIQUE constraint failed: ${columns}`))

/** The schema is older than what was asked: a table or a column of it is not there yet. */
export const isBehindSchema = (error: unknown) => said(error, /no such (table|column)/)

const said = (error: unknown, pattern: RegExp) => texts(error).some((text) => pattern.test(text))

function texts(error: unknown): string[] {
  const seen: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    seen.push(`${at.name} ${code} ${at.message}`)
  }
  return seen
}
