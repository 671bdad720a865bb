import { allow, type Decision, refuse } from '#rules/decision.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { TooMany } from '#tenants/errors.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Platform } from '../platform/platform.ts'
import { writeSpentProof } from '../queries/report.ts'
import { listSignUpTries, writeSignUpTry } from '../queries/sign-up.ts'
import { provenWork, signUpAsking } from './proof-of-work.ts'

const hour = 3_600
/** Every sign-up makes a database that costs money. */
const limits = {
  'sign-up network': { most: 10, proofFrom: 5, windowSeconds: 24 * hour },
  'sign-up email': { most: 5, windowSeconds: 24 * hour },
  'sign-up everybody': { most: 300, proofFrom: 60, harderFrom: 150, windowSeconds: hour },
  'find network': { most: 10, windowSeconds: hour },
} as const satisfies Record<string, Limit>
export type SignUpLimit = keyof typeof limits

/** From `proofFrom` on a proof of work is asked for, from `harderFrom` on a harder one; after `most` there is a wait. */
type Limit = { most: number; proofFrom?: number; harderFrom?: number; windowSeconds: number }
export type CountedTry = Limit & { key: string }

export type Pressure = 'none' | 'proof' | 'harder'

/** How many come in just now, from this network and altogether. */
export async function signUpPressure(platform: Platform, network: string): Promise<Pressure> {
  const counted = [
    await countedTry(platform, 'sign-up network', network),
    await countedTry(platform, 'sign-up everybody', 'all'),
  ]
  return pressureOf(await triesBefore(platform, counted), counted)
}

/** `who`: a network, an e-mail address, or everybody together. */
export async function countedTry(platform: Platform, limit: SignUpLimit, who: string): Promise<CountedTry> {
  const mac = await platform.vault.mac('attempt', `${limit} ${who}`)
  return { key: `${limit}:${mac}`, ...limits[limit] }
}

export const writeCountedTry = (
  db: ReturnType<Platform['controlPlane']>,
  { key, windowSeconds }: CountedTry,
  now: Date,
) => writeSignUpTry(db, key, now, windowSeconds)

/**
 * Counts under each limit. `TooMany` when one of them is used up; refused while many come in and no work was done for
 * this one: neither counts, so that nobody can close the door for others. A proof counts once. No answer from the
 * database is a refusal too.
 */
export async function countSignUpTries(
  platform: Platform,
  counted: readonly CountedTry[],
  payload = '',
): Promise<Decision<true, 'proof'>> {
  const db = platform.controlPlane()
  const now = platform.now()
  const proof = payload ? await provenWork(signUpAsking(platform), payload) : undefined
  const before = await triesBefore(platform, counted)
  throwIfOver(before, counted, now)
  if (!proof && pressureOf(before, counted) !== 'none') return refuse('proof')
  try {
    const spent = proof ? [writeSpentProof(db, proof.key, proof.until)] : []
    await write(db, [...spent, ...counted.map((one) => writeCountedTry(db, one, now))])
  } catch (error) {
    if (proof && isUniqueViolation(error, 'attempts.key')) return refuse('proof')
    throw error
  }
  const together = await refuseTooMany(db, counted, now)
  return !proof && pressureOf(together, counted) !== 'none' ? refuse('proof') : allow(true)
}

type Tried = { key: string; count: number; expiresAt: Date }

/** Those that still count, without this one. */
async function triesBefore(platform: Platform, counted: readonly CountedTry[]): Promise<Tried[]> {
  const db = platform.controlPlane()
  const [rows] = await read(db, [listSignUpTries(db, keysOf(counted))])
  return rows.filter(({ expiresAt }) => expiresAt > platform.now())
}

function pressureOf(before: readonly Tried[], counted: readonly CountedTry[]): Pressure {
  const reached = (limit: 'proofFrom' | 'harderFrom') =>
    counted.some((one) => (before.find(({ key }) => key === one.key)?.count ?? 0) >= (one[limit] ?? Infinity))
  if (reached('harderFrom')) return 'harder'
  return reached('proofFrom') ? 'proof' : 'none'
}

/** Once this one is counted; answers the tries before it. */
export async function refuseTooMany(
  db: ReturnType<Platform['controlPlane']>,
  counted: readonly CountedTry[],
  now: Date,
): Promise<Tried[]> {
  const [rows] = await read(db, [listSignUpTries(db, keysOf(counted))])
  const before = rows.map((row) => ({ ...row, count: row.count - 1 }))
  throwIfOver(before, counted, now)
  return before
}

function throwIfOver(before: readonly Tried[], counted: readonly CountedTry[], now: Date) {
  const waits = before
    .filter((row) => row.count >= (counted.find(({ key }) => key === row.key)?.most ?? Infinity))
    .map((row) => Math.ceil((row.expiresAt.getTime() - now.getTime()) / 1_000))
  if (waits.length > 0) throw new TooMany(Math.max(1, ...waits))
}

const keysOf = (counted: readonly CountedTry[]) => counted.map(({ key }) => key)
