import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { DatabaseRecord } from './registry.ts'

export type Access = 'full-access' | 'read-only'

/** Why a token opens nothing, in sqld's words. */
export type TokenRefusal = 'The JWT is invalid' | 'The JWT has expired'

interface Claims {
  db: string
  id: string
  generation: number
  a: 'rw' | 'ro'
  exp?: number
}

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')

/** The key every database token is signed with. Made on the first start; whoever reads it can open every database. */
export function readTokenSecret(file: string): Buffer {
  if (!existsSync(file)) {
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, randomBytes(32).toString('base64url'))
    fsyncSync(descriptor)
    closeSync(descriptor)
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (secret.length < 32) throw new Error(`The token secret in ${file} is damaged`)
  return secret
}

/** Good for this database only, until the expiry or the next rotation. */
export function mintDatabaseToken(secret: Buffer, record: DatabaseRecord, access: Access, expiresAt?: Date): string {
  const claims: Claims = {
    db: record.name,
    id: record.id,
    generation: record.tokenGeneration,
    a: access === 'read-only' ? 'ro' : 'rw',
    ...(expiresAt ? { exp: Math.floor(expiresAt.getTime() / 1000) } : {}),
  }
  const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${signed}.${signatureOf(secret, signed).toString('base64url')}`
}

/** Verifies each token's signature once: the same few come with every request. What the claims allow is asked anew each time. */
export class TokenCheck {
  readonly #secret: Buffer
  readonly #verified = new Map<string, Claims>()

  constructor(secret: Buffer) {
    this.#secret = secret
  }

  check(record: DatabaseRecord | undefined, token: string, now: Date): { access: Access } | { refused: TokenRefusal } {
    const claims = this.#verified.get(token) ?? this.#verify(token)
    const current =
      claims && record?.name === claims.db && record.id === claims.id && record.tokenGeneration === claims.generation
    if (!current) return { refused: 'The JWT is invalid' }
    if (claims.exp !== undefined && claims.exp * 1000 <= now.getTime()) return { refused: 'The JWT has expired' }
    return { access: claims.a === 'rw' ? 'full-access' : 'read-only' }
  }

  #verify(token: string): Claims | undefined {
    const end = token.lastIndexOf('.')
    const signed = token.slice(0, Math.max(end, 0))
    const given = Buffer.from(token.slice(end + 1), 'base64url')
    const expected = signatureOf(this.#secret, signed)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
    const claims = claimsOf(signed)
    this.#verified.set(token, claims)
    if (this.#verified.size > VERIFIED_TOKENS) this.#verified.delete(this.#verified.keys().next().value ?? '')
    return claims
  }
}

const VERIFIED_TOKENS = 500

/** Only ever called on what this server signed itself. */
function claimsOf(signed: string): Claims {
  return JSON.parse(Buffer.from(signed.slice(signed.indexOf('.') + 1), 'base64url').toString('utf8'))
}

function signatureOf(secret: Buffer, signed: string): Buffer {
  return createHmac('sha256', secret).update(signed).digest()
}

/** `never`, or a sum such as `2w1d30m`; undefined where the text is neither. */
export function expiryOf(text: string, now: Date): { expiresAt?: Date } | undefined {
  if (text === 'never') return {}
  if (!/^(?:\d{1,6}[wdhms])+$/.test(text)) return undefined
  let seconds = 0
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/g)) seconds += Number(count) * (SECONDS[unit ?? ''] ?? 0)
  return { expiresAt: new Date(now.getTime() + seconds * 1000) }
}

const SECONDS: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 }
