import type { InStatement } from '@libsql/client/web'
import { isBehindSchema, isBusy, isLost, isUniqueViolation, meaningOf } from './database-error.ts'
import { identityQueries, proveTenant, unproved } from './identity.ts'
import { migrateTenant } from './migrate.ts'
import { type Query, sendableOf, statementOf } from './prepared.ts'
import type { Database, Tenant, TenantDb } from './scope.ts'

type Rows<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
/** What drizzle builds and a write batch runs. */
export type Statement = { toSQL(): { sql: string; params: unknown[] } }

const tries = 3

/** Those that something was written to, or perhaps: nobody is told any more that nothing was stored. */
const written = new WeakSet<Database>()

/** Sends queries as one round trip and answers their rows in the same order. Repeated when no answer came. */
export async function read<const Q extends readonly Query[]>(db: Database, queries: Q): Promise<Rows<Q>> {
  const tenant = unproved(db)
  if (!tenant) return (await batch(db, queries)) as Rows<Q>

  const [rows, applied, ...results] = await firstBatch(db, tenant, queries)
  const { behind } = proveTenant(tenant, rows as { tenantId: string }[], applied as { name: string }[])
  if (!behind) return results as unknown as Rows<Q>
  await migrateTenant(db as TenantDb)
  return read(db, queries)
}

/** What asks for a table that an older schema does not have yet fails as a whole: the identity alone tells. */
async function firstBatch(db: Database, tenant: Tenant, queries: readonly Query[]): Promise<unknown[]> {
  try {
    return await batch(db, [...identityQueries(db), ...queries])
  } catch (error) {
    if (!isBehindSchema(error)) throw error
    const [rows, applied] = await batch(db, identityQueries(db))
    const { behind } = proveTenant(tenant, rows as { tenantId: string }[], applied as { name: string }[])
    if (!behind) throw error
    return [rows, applied]
  }
}

const batch = (db: Database, queries: readonly Query[]): Promise<unknown[]> =>
  persist(() => send(db, queries), {
    again: (error) => isBusy(error) || isLost(error),
    doubtful: () => written.has(db),
  })

/** One query needs no transaction around it. */
async function send({ $client }: Database, queries: readonly Query[]): Promise<unknown[]> {
  const sent = queries.map(sendableOf)
  const statements = sent.map(statementOf)
  const [only] = statements
  const results = only && statements.length === 1 ? [await $client.execute(only)] : await $client.batch(statements)
  return results.map((result, at) => sent[at]!.rowsIn(result))
}

/**
 * Runs statements as one atomic batch in one round trip. `repeatable`: a guard row among them makes it safe to send
 * the batch again when no answer came; without it, a lost answer is thrown as `Unavailable` that may have happened. A
 * guard row that is there already may be this batch's own: it arrived twice, and the second answer came.
 */
export async function write(db: Database, statements: readonly Statement[], { repeatable = false } = {}) {
  if (unproved(db)) await read(db, [])
  const built = statements.map(toStatement)
  const again = (error: unknown) => isBusy(error) || (repeatable && isLost(error))
  const doubtful = (error: unknown) => {
    if (isLost(error) || (repeatable && isUniqueViolation(error))) written.add(db)
    return written.has(db)
  }
  const results = await persist(() => db.$client.batch(built, 'write'), { again, doubtful })
  written.add(db)
  return results
}

export const toStatement = (statement: Statement): InStatement => {
  const { sql, params } = statement.toSQL()
  return { sql, args: params as never[] }
}

/** `doubtful`: asked at every failure, whether something of this request may be stored. */
type Persistence = { again: (error: unknown) => boolean; doubtful: (error: unknown) => boolean }

async function persist<T>(run: () => Promise<T>, { again, doubtful }: Persistence): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const mayHaveHappened = doubtful(error)
      if (attempt === tries || !again(error)) throw meaningOf(error, { mayHaveHappened })
      await pause(2 ** attempt * 15)
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())))
