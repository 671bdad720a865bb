import { TooMany } from '#tenants/errors.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Platform } from '../platform/platform.ts'
import { listSignUpTries, writeSignUpTry } from '../queries/sign-up.ts'

const hour = 3_600
/** Every sign-up makes a database that costs money. */
const limits = {
  'sign-up network': { most: 10, windowSeconds: 24 * hour },
  'sign-up email': { most: 5, windowSeconds: 24 * hour },
  'sign-up everybody': { most: 300, windowSeconds: hour },
  'find network': { most: 10, windowSeconds: hour },
} as const
export type SignUpLimit = keyof typeof limits

export type CountedTry = { key: string; most: number; windowSeconds: number }

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

/** Counts under each limit; `TooMany` when one of them is used up. No answer from the database is a refusal too. */
export async function countSignUpTries(platform: Platform, counted: readonly CountedTry[]) {
  const db = platform.controlPlane()
  const now = platform.now()
  await write(
    db,
    counted.map((one) => writeCountedTry(db, one, now)),
  )
  await refuseTooMany(db, counted, now)
}

export async function refuseTooMany(
  db: ReturnType<Platform['controlPlane']>,
  counted: readonly CountedTry[],
  now: Date,
) {
  const keys = counted.map(({ key }) => key)
  const [rows] = await read(db, [listSignUpTries(db, keys)])
  const waits = rows
    .filter((row) => row.count > (counted.find(({ key }) => key === row.key)?.most ?? 0))
    .map((row) => Math.ceil((row.expiresAt.getTime() - now.getTime()) / 1_000))
  if (waits.length > 0) throw new TooMany(Math.max(1, ...waits))
}
