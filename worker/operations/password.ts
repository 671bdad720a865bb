import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Unavailable } from '#tenants/errors.ts'

/**
 * `$scrypt$v=1,ln=15,r=8,p=3$salt$hash`. The password's UTF-8 bytes exactly as they came: nothing trimmed, folded or
 * normalised. Throws `Unavailable` (503) when this isolate already hashes as much as it should.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await hashing(password, salt, current)
  return `$scrypt$${parametersText(current)}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

export type Verdict = { right: boolean /** Hashed with parameters of the past: hash anew. */; stale: boolean }

/** Without a stored hash the same work is done, and the answer is no: nobody learns who exists from the time it takes. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<Verdict> {
  const known = stored ? parseHash(stored) : undefined
  const { parameters, salt, hash } = known ?? { parameters: current, salt: Buffer.alloc(16), hash: Buffer.alloc(32) }
  const given = await hashing(password, salt, parameters)
  const right = timingSafeEqual(given, hash) && known !== undefined
  return { right, stale: right && parametersText(parameters) !== parametersText(current) }
}

type Parameters = { version: number; log2N: number; r: number; p: number }

const current: Parameters = { version: 1, log2N: 15, r: 8, p: 3 }
const parametersText = ({ version, log2N, r, p }: Parameters) => `v=${version},ln=${log2N},r=${r},p=${p}`

function parseHash(stored: string) {
  const [, version, log2N, r, p, salt, hash] =
    stored.match(/^\$scrypt\$v=(\d+),ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]{43})$/) ?? []
  if (!salt || !hash || Number(log2N) > 17) throw new Error('a stored password hash cannot be read')
  const parameters = { version: Number(version), log2N: Number(log2N), r: Number(r), p: Number(p) }
  return { parameters, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
}

/** Each takes some 0.2 s of the thread that all requests of an isolate share. */
export const mostHashesAtOnce = 4
const givenUpAfterMs = 10_000
const underWay = new Map<symbol, number>()

/** Counts and refuses; never waits for another request. A request that was cut off loses its place by itself. */
async function hashing(password: string, salt: Uint8Array, parameters: Parameters): Promise<Buffer> {
  const now = Date.now()
  for (const [place, since] of underWay) if (now - since > givenUpAfterMs) underWay.delete(place)
  if (underWay.size >= mostHashesAtOnce) throw new Unavailable('password hashing', false)
  const place = Symbol()
  underWay.set(place, now)
  try {
    await letOthersArrive()
    return await derive(password, salt, parameters)
  } finally {
    underWay.delete(place)
  }
}

/** scrypt blocks the thread in workerd: without this turn, those who wait would never be seen and counted. */
const letOthersArrive = () => new Promise((resolve) => setTimeout(resolve, 0))

const derive = (password: string, salt: Uint8Array, { log2N, r, p }: Parameters) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(
      Buffer.from(password, 'utf8'),
      salt,
      32,
      { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 128 + 2 ** 20 * 16 },
      (error, hash) => (error ? reject(error) : resolve(hash)),
    ),
  )
