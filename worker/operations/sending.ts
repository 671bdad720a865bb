import { Conflict } from '#tenants/errors.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'

/** One form, filled in one way. Sent again after a lost answer it is the same; filled in otherwise it is another. */
export type Sending = { key: string; purpose: string; contentHash: string }

/** `formKey`: made for one rendering of the form; a post without one is never the same as another. */
export async function sendingOf(
  { actor }: TenantScope,
  purpose: string,
  formKey: string | undefined,
  content: string,
): Promise<Sending> {
  const contentHash = await hashOf(content)
  return { purpose, contentHash, key: await hashOf(`${purpose} ${actor.id} ${formKey || newSecret()} ${contentHash}`) }
}

/** Runs `store`, whose batch the statement belongs into. False when the same sending is stored, then or at this moment. */
export async function storeOnce(
  { db, now }: TenantScope,
  sending: Sending,
  subjectId: string,
  store: (guard: Statement) => Promise<void>,
): Promise<boolean> {
  try {
    await store(writeIdempotency(db, { ...sending, subjectId, answer: {}, at: now }))
    return true
  } catch (error) {
    const isRace = error instanceof Conflict && (await read(db, [findIdempotency(db, sending.key)]))[0].length > 0
    if (isRace || isStoredAlready(error)) return false
    throw error
  }
}
