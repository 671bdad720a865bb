import { inject } from 'vitest'
import { members } from '#schema/tenant/member.ts'
import type { ProvisionGround } from '#tenants/newcomer.ts'
import { openControlPlane, openNewTenantDb, type Wire } from '#tenants/open.ts'
import type { SignUpWish } from '#tenants/sign-up.ts'
import { tursoPlatform } from '#tenants/turso.ts'
import { makeVault } from '#tenants/vault.ts'
import type { Databases } from '#worker/platform/platform.ts'
import { makeControlPlane } from '../databases.ts'

export const vault = makeVault(`1:${btoa('0123456789abcdef0123456789abcdef')}`)

export const wireTo = (before: (url: string) => void = () => {}): Wire => ({
  timeoutMs: 4_000,
  fetch: (input, init) => {
    before(input instanceof Request ? input.url : String(input))
    return fetch(input, init)
  },
})

/** The run's own database server, reached as Turso is. */
export function realDatabases(wire = wireTo()): Databases & { invalidateTokens(name: string): Promise<void> } {
  const { url, platformToken } = inject('databaseServer')
  const turso = tursoPlatform(
    {
      ...{ apiUrl: url, organization: 'local', group: 'default', token: platformToken },
      databaseUrl: 'http://{hostname}/',
    },
    { fetch: (to, init) => wire.fetch(to, init) },
  )
  return {
    create: (name) => turso.createDatabase(name),
    mintToken: (name) => turso.mintToken(name),
    block: (name, blocked) => turso.configure(name, { blockReads: blocked, blockWrites: blocked }),
    remove: (name) => turso.deleteDatabase(name),
    openNew: (to, token) => openNewTenantDb(to, token, wire),
    invalidateTokens: (name) => turso.invalidateTokens(name),
  }
}

/** A register of its own; `over`: the same one, reached over another line. */
export async function newGround() {
  const register = await makeControlPlane()
  const clock = { now: new Date('2026-05-01T01:00:00Z') }
  const over = (wire: Wire): ProvisionGround => ({
    controlPlane: openControlPlane(register.url, register.token, wire),
    databases: realDatabases(wire),
    vault,
    now: () => clock.now,
    seed: (db, { ownerId, owner, at }) => [
      db.insert(members).values({ id: ownerId, ...owner, role: 'owner', version: 1, createdAt: at, joinedAt: at }),
    ],
  })
  return { ground: over(wireTo()), clock, over }
}

export const wishFor = (slug: string, changes: Partial<SignUpWish> = {}): SignUpWish => ({
  key: crypto.randomUUID(),
  slug,
  emailHash: `hash of ${slug}`,
  company: {
    ...{ name: `${slug} 服务`, country: 'CN', timeZone: 'Asia/Shanghai', currency: 'CNY', packId: 'TP-GEN' },
    languages: ['zh-CN', 'en'],
  },
  owner: { name: '王芳', email: `owner@${slug}.example`, lang: 'zh-CN', passwordHash: '$scrypt$…' },
  ...changes,
})
