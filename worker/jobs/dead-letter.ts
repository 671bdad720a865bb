import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import type { Platform } from '../platform/platform.ts'
import { writeDeadLetter } from '../queries/dead-letter.ts'

/** As wrangler.toml names it. */
export const deadLetterQueue = 'aftercare-dead-letters'

const mostBytes = 1_000

/** What nobody could answer, kept for the operator (`npm run tenants -- dead-letters`). The same message is kept once. */
export async function keepDeadLetters(platform: Platform, batch: Pick<MessageBatch<unknown>, 'messages'>) {
  const db = platform.controlPlane()
  const now = platform.now()
  for (const { id, body, attempts } of batch.messages) {
    const tenantId = tenantIn(body)
    const text = (JSON.stringify(body) ?? 'undefined').slice(0, mostBytes)
    platform.log({ level: 'error', event: 'doorbell.dead', attempts, ...(tenantId ? { tenantId } : {}) })
    const letter = { id: id || newId(now), tenantId: tenantId ?? null, body: text, attempts, at: now }
    await write(db, [writeDeadLetter(db, letter)], { repeatable: true })
  }
  for (const message of batch.messages) message.ack()
}

const tenantIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'tenantId' in body && typeof body.tenantId === 'string'
    ? body.tenantId
    : undefined
