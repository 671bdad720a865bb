import type { BatchItem } from 'drizzle-orm/batch'
import { type LimitName, limits, networkOf, retryAfterSeconds } from '#rules/attempt.ts'
import { TooMany } from '#tenants/errors.ts'
import { unproved } from '#tenants/identity.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import type { Platform } from '../platform/platform.ts'
import { type Counted, listAttempts, writeTry } from '../queries/attempt.ts'

/** A tenant's scope, and what is outside the process. */
export type Reached = PublicScope & { platform: Platform }

/**
 * Counts a try under each of the limits, and reads, in one round trip. `TooMany` when one of them has to wait; no answer
 * from the database is `Unavailable`: never allowed because it could not be counted.
 */
export async function countTries<const Q extends readonly BatchItem<'sqlite'>[]>(
  scope: Reached,
  counted: readonly Counted[],
  queries: Q,
): Promise<Awaited<ReturnType<typeof read<Q>>>> {
  const { db, now } = scope
  if (unproved(db)) await read(db, [])
  const tries = counted.map((one) => writeTry(db, one, now))
  const results: unknown[] = await read(db, [...tries, listAttempts(db, counted), ...queries] as BatchItem<'sqlite'>[])
  const [through, rest] = [results.slice(0, counted.length) as unknown[][], results.slice(counted.length)]
  const [rows, ...answers] = rest as [{ key: string; count: number; expiresAt: Date }[], ...unknown[]]
  const waits = counted
    .filter((_, index) => through[index]!.length === 0)
    .map(({ key, limit }) => retryAfterSeconds(limits[limit], rows.find((row) => row.key === key)!, now))
  if (waits.length > 0) throw new TooMany(Math.max(1, ...waits))
  return answers as Awaited<ReturnType<typeof read<Q>>>
}

/** Whom a limit counts, as a keyed hash: no address lies in the table in the clear. */
export async function countedFor(scope: Reached, limit: LimitName, who: string): Promise<Counted> {
  const mac = await scope.platform.vault.mac('attempt', `${scope.tenant.id} ${limit} ${who}`)
  return { limit, key: `${limit}:${mac}` }
}

export const countedForNetwork = (scope: Reached, limit: LimitName, address: string) =>
  countedFor(scope, limit, networkOf(address))
