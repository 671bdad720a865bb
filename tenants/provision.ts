import { and, eq } from 'drizzle-orm'
import { type SignUp, slugTombstones, tenants } from '#schema/control-plane/tenant.ts'
import type { Journey, ProvisionGround } from './newcomer.ts'
import { LeaseLost, listLeftSignUps, postpone, record, recorded, takeLease } from './provision-record.ts'
import { nextStep } from './provision-step.ts'
import { read } from './round-trip.ts'

/** Some four hours with the growing pauses between attempts; then what was begun is undone. */
export const mostAttempts = 30

export type Outcome =
  | { outcome: 'published' | 'undone'; journey: Journey }
  /** To be gone on with later; by `postponed` until its pause is over, by `elsewhere` by another run. */
  | { outcome: 'postponed' | 'elsewhere'; failure: string }

/** Goes on with a sign-up of which this run has the lease; what fails is noted and left for later. */
export async function proceed(ground: ProvisionGround, journey: Journey): Promise<Outcome> {
  try {
    if (journey.signUp.attempt <= mostAttempts) return { outcome: 'published', journey: await advance(ground, journey) }
    return { outcome: 'undone', journey: await undo(ground, journey) }
  } catch (error) {
    if (error instanceof LeaseLost) return { outcome: 'elsewhere', failure: 'lease lost' }
    const failure = failureOf(error)
    await postpone(ground, journey, failure).catch(() => {})
    return { outcome: 'postponed', failure }
  }
}

/**
 * Goes on until the company is published. Throws what went wrong on the way: nothing is lost, any run with a lease
 * goes on from the last step that was recorded. Throws `LeaseLost` when another run has taken over.
 */
async function advance(ground: ProvisionGround, from: Journey): Promise<Journey> {
  let journey = from
  while (journey.signUp.finishedAt === null) journey = await nextStep(ground, journey)
  if (journey.signUp.step !== 'published') throw new LeaseLost()
  return journey
}

/** Goes on with one sign-up now, unless another run has it. */
export async function resumeSignUp(ground: ProvisionGround, signUp: SignUp): Promise<Outcome> {
  const journey = await takeLease(ground, signUp)
  return journey ? proceed(ground, journey) : { outcome: 'elsewhere', failure: 'leased' }
}

/** The reaper: finishes or undoes what was left in the middle, the oldest first. Safe to run at any time, twice too. */
export async function finishSignUps(ground: ProvisionGround, { limit = 5 } = {}): Promise<Outcome[]> {
  const [left] = await read(ground.controlPlane, [listLeftSignUps(ground.controlPlane, ground.now(), limit)])
  const outcomes: Outcome[] = []
  for (const signUp of left) outcomes.push(await resumeSignUp(ground, signUp))
  return outcomes
}

/** Nothing was ever served under this address, so it is free again (docs/decisions/0007). The key may be used again too. */
export async function undo(ground: ProvisionGround, journey: Journey): Promise<Journey> {
  const db = ground.controlPlane
  const { id, tenantId } = journey.signUp
  await ground.databases.remove(journey.tenant.databaseName)
  const undone = recorded(db, journey, 'undone')
  return record(ground, journey, 'undone', {
    signUp: { owner: null, finishedAt: ground.now(), leaseUntil: null, idempotencyKey: `undone ${id}` },
    also: [
      db.delete(slugTombstones).where(and(eq(slugTombstones.tenantId, tenantId), undone)),
      db.delete(tenants).where(and(eq(tenants.id, tenantId), eq(tenants.status, 'provisioning'), undone)),
    ],
  })
}

/** A kind, never a message: messages can carry addresses and tokens. */
const failureOf = (error: unknown) =>
  error instanceof Error ? [error.name, 'failure' in error ? String(error.failure) : ''].join(' ').trim() : 'unknown'
