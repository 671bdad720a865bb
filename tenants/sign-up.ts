import type { SignUp, TenantRow } from '#schema/control-plane/tenant.ts'
import { signUps, tenants } from '#schema/control-plane/tenant.ts'
import { isUniqueViolation } from './database-error.ts'
import { Unavailable } from './errors.ts'
import { newId } from './id.ts'
import type { Journey, NewCompany, NewOwner, ProvisionGround, SignUpDetails } from './newcomer.ts'
import { findSignUpByKey, leaseFrom } from './provision-record.ts'
import { ownerBinding } from './provision-step.ts'
import { findTenantRow } from './register.ts'
import { read, write } from './round-trip.ts'
import { findTakenSlugs, writeTombstones } from './slug.ts'
import { hashOf } from './vault.ts'

/** `key`: random, made for one rendering of the form. */
export type SignUpWish = { key: string; slug: string; company: NewCompany; owner: NewOwner; emailHash: string }

export type Reservation =
  /** With the lease: this run is to go on with it. */
  | { outcome: 'reserved'; journey: Journey }
  /** The same form was sent before. */
  | { outcome: 'repeated'; signUp: SignUp }
  | { outcome: 'refused'; reason: 'taken' | 'too_similar' }

/** The first step: address, register row and saga in one batch. Never two companies for one key. */
export async function reserveSignUp(ground: ProvisionGround, wish: SignUpWish): Promise<Reservation> {
  const db = ground.controlPlane
  const journey = await newJourney(ground, wish)
  const { signUp, tenant } = journey
  try {
    const rows = [
      db.insert(signUps).values(signUp),
      writeTombstones(db, wish.slug, tenant.id, signUp.createdAt),
      db.insert(tenants).values(tenant),
    ]
    await write(db, rows, { repeatable: true })
    return { outcome: 'reserved', journey }
  } catch (error) {
    const slugRefused = ['slug_tombstones.slug', 'tenants.slug'].some((column) => isUniqueViolation(error, column))
    if (!slugRefused && !isUniqueViolation(error, 'sign_ups.')) throw error
    return stored(ground, wish, journey)
  }
}

/** Refused by a key that is there already: this run's own, after a lost answer; an earlier post's; or the slug's. */
async function stored(ground: ProvisionGround, wish: SignUpWish, own: Journey): Promise<Reservation> {
  const signUp = await findByKey(ground, own.signUp.idempotencyKey)
  if (signUp?.id === own.signUp.id) return { outcome: 'reserved', journey: own }
  if (signUp) return { outcome: 'repeated', signUp }
  const taken = await findTakenSlugs(ground.controlPlane, [wish.slug])
  const reason = taken.get(wish.slug)
  if (!reason) throw new Unavailable('register', false)
  return { outcome: 'refused', reason }
}

async function newJourney(ground: ProvisionGround, wish: SignUpWish): Promise<Journey> {
  const now = ground.now()
  const [id, tenantId, key] = [newId(now), newId(now), await hashOf(wish.key)]
  const { company, emailHash } = wish
  const details: SignUpDetails = { company, ownerId: newId(now), emailHash, browser: key }
  const signUp: SignUp = {
    ...{ id, tenantId, details, idempotencyKey: key, slug: wish.slug },
    owner: await ground.vault.seal(JSON.stringify(wish.owner), ownerBinding(id)),
    ...{ step: 'reserved', attempt: 1, leaseUntil: leaseFrom(now), failure: null, createdAt: now, finishedAt: null },
  }
  return { signUp, tenant: newTenantRow(signUp, company.name) }
}

const newTenantRow = ({ tenantId, slug, createdAt }: SignUp, name: string): TenantRow => ({
  ...{ id: tenantId, slug, name, status: 'provisioning', createdAt },
  /** Of the id, not of the slug: nobody who learns a slug learns where its database is. */
  databaseName: `t-${tenantId.toLowerCase()}`,
  ...{ databaseUrl: null, sealedToken: null, schemaVersion: null, generation: 1, restoredAt: null },
  ...{ publishedAt: null, suspendedAt: null, nextDueAt: null, hasSchedule: false, sweptAt: null },
})

/** The sign-up that this form's key already made, if any. */
export const findSignUpOfKey = async (ground: Pick<ProvisionGround, 'controlPlane'>, key: string) =>
  findByKey(ground, await hashOf(key))

async function findByKey({ controlPlane }: Pick<ProvisionGround, 'controlPlane'>, hash: string) {
  const [rows] = await read(controlPlane, [findSignUpByKey(controlPlane, hash)])
  return rows[0]
}

export async function findTenantOf({ controlPlane }: Pick<ProvisionGround, 'controlPlane'>, signUp: SignUp) {
  const [rows] = await read(controlPlane, [findTenantRow(controlPlane, signUp.tenantId)])
  return rows[0]
}
