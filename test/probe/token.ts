import { openNewTenantDb } from '#tenants/open.ts'
import type { Tenant } from '#tenants/scope.ts'
import { newSession } from '#worker/queries/lucia.ts'
import { chiSquare } from './statistic.ts'

export type TokenStudy = { tokens: number; repeated: number; shortest: number; chiSquare: number; p: number }

/** Secrets of sessions, as they stand in cookies. Nothing is stored. */
export async function studyTokens(tokens: number): Promise<TokenStudy> {
  const seen = new Set<string>()
  const counts = Array<number>(256).fill(0)
  let shortest = Number.POSITIVE_INFINITY
  for (let made = 0; made < tokens; made++) {
    const secret = await newSecretInCookie()
    const bytes = Buffer.from(secret, 'base64url')
    seen.add(secret)
    shortest = Math.min(shortest, bytes.length * 8)
    for (const byte of bytes) counts[byte]!++
  }
  const { value, p } = chiSquare(counts)
  return { tokens, repeated: tokens - seen.size, shortest, chiSquare: value, p }
}

const unused = { fetch: () => Promise.reject(new Error('nothing is stored')), timeoutMs: 1 } as const
const db = openNewTenantDb('http://127.0.0.1:9/', 'none', unused)

async function newSecretInCookie(): Promise<string> {
  const scope = { tenant: {} as Tenant, db, now: new Date(0) }
  const { cookie } = await newSession(scope, { id: 'm', role: 'agent' }, 'probe')
  return cookie.match(/^__Host-session=([\w-]+);/)![1]!
}
