import type { InStatement } from '@libsql/client/web'
import type { BatchItem } from 'drizzle-orm/batch'
import { Unavailable } from './errors.ts'
import { identityQueries, proveTenant, unproved } from './identity.ts'
import { migrateTenant } from './migrate.ts'
import type { Database, TenantDb } from './scope.ts'

type Query = BatchItem<'sqlite'>
type Rows<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
/** What drizzle builds and a write batch runs. */
export type Statement = { toSQL(): { sql: string; params: unknown[] } }

const tries = 3

/** Sends queries as one round trip and answers their rows in the same order. Repeated when no answer came. */
export async function read<const Q extends readonly Query[]>(db: Database, queries: Q): Promise<Rows<Q>> {
  const tenant = unproved(db)
  if (!tenant) return (await batch(db, queries)) as Rows<Q>

  const [rows, applied, ...results] = await batch(db, [...identityQueries(db), ...queries])
  const { behind } = proveTenant(tenant, rows as { tenantId: string }[], applied as { name: string }[])
  if (!behind) return results as unknown as Rows<Q>
  await migrateTenant(db as TenantDb)
  return read(db, queries)
}

const batch = (db: Database, queries: readonly Query[]): Promise<unknown[]> =>
  persist(() => db.batch(queries as [Query, ...Query[]]) as Promise<unknown[]>, isTransient)

/**
 * Runs statements as one atomic batch in one round trip. `repeatable`: a guard row among them makes it safe to send
 * the batch again when no answer came; without it, a lost answer is thrown as `Unavailable` that may have happened.
 */
export async function write(db: Database, statements: readonly Statement[], { repeatable = false } = {}) {
  if (unproved(db)) await read(db, [])
  const built = statements.map(toStatement)
  return persist(
    () => db.$client.batch(built, 'write'),
    (error) => isBusy(error) || (repeatable && isLost(error)),
  )
}

export const toStatement = (statement: Statement): InStatement => {
  const { sql, params } = statement.toSQL()
  return { sql, args: params as never[] }
}

async function persist<T>(run: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt < tries && again(error)) {
        await pause(2 ** attempt * 15)
        continue
      }
      throw isTransient(error) ? new Unavailable('database', !isBusy(error), error) : error
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())))

const isTransient = (error: unknown) => isBusy(error) || isLost(error)

const isBusy = (error: unknown) => messages(error).some((text) => /SQLITE_BUSY|database is locked/.test(text))

/** No answer, or one that does not say what happened. The client wraps what fetch threw. */
const isLost = (error: unknown) =>
  messages(error).some((text) =>
    /TimeoutError|AbortError|fetch failed|Network|network|ECONN|socket|SERVER_ERROR|HTTP status 5|STREAM_EXPIRED|STREAM_CLOSED|HRANA_/i.test(
      text,
    ),
  )

/** Unique violations arrive over HTTP with a base code only: the text names the index's columns. */
export const isUniqueViolation = (error: unknown, columns: string): boolean =>
  messages(error).some((text) => text.includes(`UNIQUE constraint failed: ${columns}`))

function messages(error: unknown): string[] {
  const seen: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    seen.push(`${at.name} ${code} ${at.message}`)
  }
  return seen
}
