import { and, eq, exists, isNull, lte, or, sql } from 'drizzle-orm'
import { type SignUp, type SignUpStep, signUps, type TenantRow, tenants } from '#schema/control-plane/tenant.ts'
import type { Journey, ProvisionGround } from './newcomer.ts'
import { findTenantRow } from './register.ts'
import { read, type Statement, write } from './round-trip.ts'
import type { ControlPlaneDb } from './scope.ts'

/** Another run has this sign-up now, or it has come to its end. */
export class LeaseLost extends Error {}

/** Longer than any single step; after it the sign-up is anybody's. */
export const leaseMs = 30_000

export const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs)

type Recorded = { signUp?: Partial<SignUp>; tenant?: Partial<TenantRow>; also?: readonly Statement[] }

/**
 * Writes down that a step is done and prolongs the lease; all or nothing, and only while the lease is this run's:
 * whoever takes the lease raises `attempt`. Safe to send again when no answer came.
 */
export async function record(ground: ProvisionGround, journey: Journey, step: SignUpStep, columns: Recorded) {
  const db = ground.controlPlane
  const { id, attempt } = journey.signUp
  const signUp = { step, leaseUntil: leaseFrom(ground.now()), failure: null, ...columns.signUp }
  const mine = and(eq(signUps.id, id), eq(signUps.attempt, attempt), eq(signUps.step, journey.signUp.step))
  const statements: Statement[] = [
    db
      .update(signUps)
      .set(signUp)
      .where(and(mine, isNull(signUps.finishedAt))),
  ]
  if (columns.tenant) statements.push(writeTenantIf(db, journey.tenant.id, columns.tenant, recorded(db, journey, step)))
  statements.push(...(columns.also ?? []))
  const [changed] = await write(db, statements, { repeatable: true })
  if (changed!.rowsAffected === 0) await assertRecorded(ground, journey, step)
  return { signUp: { ...journey.signUp, ...signUp }, tenant: { ...journey.tenant, ...columns.tenant } }
}

/** True for statements that follow in the batch of a step that was recorded by this run. */
export const recorded = (db: ControlPlaneDb, { signUp: { id, attempt } }: Journey, step: SignUpStep) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(signUps)
      .where(and(eq(signUps.id, id), eq(signUps.attempt, attempt), eq(signUps.step, step))),
  )

const writeTenantIf = (db: ControlPlaneDb, id: string, columns: Partial<TenantRow>, held: ReturnType<typeof exists>) =>
  db
    .update(tenants)
    .set(columns)
    .where(and(eq(tenants.id, id), eq(tenants.status, 'provisioning'), held))

async function assertRecorded(ground: ProvisionGround, { signUp, tenant }: Journey, step: SignUpStep) {
  const [rows] = await read(ground.controlPlane, [findSignUp(ground.controlPlane, signUp.id)])
  const stored = rows[0]
  if (stored?.step === step && stored.attempt === signUp.attempt) return
  if (stored?.step === 'undone') await ground.databases.remove(tenant.databaseName)
  throw new LeaseLost()
}

export const findSignUp = (db: ControlPlaneDb, id: string) =>
  db.select().from(signUps).where(eq(signUps.id, id)).limit(1)

export const findSignUpByKey = (db: ControlPlaneDb, key: string) =>
  db.select().from(signUps).where(eq(signUps.idempotencyKey, key)).limit(1)

/** Unfinished and nobody's, the oldest first. */
export const listLeftSignUps = (db: ControlPlaneDb, now: Date, limit: number) =>
  db
    .select()
    .from(signUps)
    .where(and(isNull(signUps.finishedAt), or(isNull(signUps.leaseUntil), lte(signUps.leaseUntil, now))))
    .orderBy(signUps.createdAt)
    .limit(limit)

/** The sign-up with a lease of this run, or undefined when another run has it or it is finished. */
export async function takeLease(ground: ProvisionGround, seen: SignUp): Promise<Journey | undefined> {
  const db = ground.controlPlane
  const now = ground.now()
  const lease = { attempt: seen.attempt + 1, leaseUntil: leaseFrom(now) }
  const free = or(isNull(signUps.leaseUntil), lte(signUps.leaseUntil, now))
  const asSeen = and(eq(signUps.id, seen.id), eq(signUps.attempt, seen.attempt), isNull(signUps.finishedAt), free)
  const [taken] = await write(db, [db.update(signUps).set(lease).where(asSeen)])
  if (taken!.rowsAffected === 0) return undefined
  const [signUp, tenant] = await read(db, [findSignUp(db, seen.id), findTenantRow(db, seen.tenantId)])
  return signUp[0] && tenant[0] ? { signUp: signUp[0], tenant: tenant[0] } : undefined
}

/** Gives the lease back for a while, longer after every attempt. */
export async function postpone(ground: ProvisionGround, { signUp }: Journey, failure: string) {
  const pauseMs = Math.min(5_000 * 2 ** signUp.attempt, 600_000)
  const leaseUntil = new Date(ground.now().getTime() + pauseMs)
  const mine = and(eq(signUps.id, signUp.id), eq(signUps.attempt, signUp.attempt), isNull(signUps.finishedAt))
  const note = ground.controlPlane.update(signUps).set({ failure, leaseUntil }).where(mine)
  await write(ground.controlPlane, [note], { repeatable: true })
}
