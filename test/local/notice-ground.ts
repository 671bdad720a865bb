import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lang } from '#rules/lang.ts'
import type { PackId } from '#rules/packs/pack-values.ts'
import { tenants as tenantRows } from '#schema/control-plane/tenant.ts'
import { companies } from '#schema/tenant/company.ts'
import { identity } from '#schema/tenant/identity.ts'
import { startDatabaseServer } from '#tenants/local/server.ts'
import type { StatementEntry } from '#tenants/local/statistics.ts'
import { migrateControlPlane, migrateTenant } from '#tenants/migrate.ts'
import type { Newcomer } from '#tenants/newcomer.ts'
import { openControlPlane, openNewTenantDb, openTenantDb, type Wire } from '#tenants/open.ts'
import { write } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { makeVault } from '#tenants/vault.ts'
import { companySeed } from '#worker/operations/company-seed.ts'
import type { LogEntry, MailAnswer, OutgoingMail, Platform } from '#worker/platform/platform.ts'

export type Ground = Awaited<ReturnType<typeof startGround>>

/** Real databases behind a platform whose clock, mail and bells the test holds. `mishap` may lose a question or its answer. */
export async function startGround({ statistics = false } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'aftercare-notice-'))
  const platformToken = crypto.randomUUID()
  const server = await startDatabaseServer({ dir, port: 0, platformToken, statistics })
  const clock = { now: new Date('2026-05-01T01:00:00Z') }
  const sent: OutgoingMail[] = []
  const logs: LogEntry[] = []
  const rung: string[] = []
  const removed: string[] = []
  const mail = { answer: (): MailAnswer | Promise<MailAnswer> => ({ outcome: 'sent', providerId: `p${sent.length}` }) }
  const mishap = { before: (): void => {}, after: (): void => {} }
  const wire: Wire = {
    timeoutMs: 4_000,
    async fetch(input, init) {
      mishap.before()
      const answer = await fetch(input, init)
      mishap.after()
      return answer
    },
  }
  const makeDatabase = async (name: string) => {
    const ask = async (path: string, body: object) => {
      const answer = await fetch(`${server.url}/v1/organizations/local/databases${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${platformToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { jwt: string }
    }
    await ask('', { name, group: 'default' })
    return { url: `${server.url}/${name}/`, token: (await ask(`/${name}/auth/tokens`, {})).jwt }
  }
  const register = await makeDatabase('control-plane')
  const controlPlane = () => openControlPlane(register.url, register.token, wire)
  await migrateControlPlane(controlPlane())
  const known = new Map<string, Tenant>()

  const platform: Platform = {
    now: () => clock.now,
    hosts: { scheme: 'https', base: 'aftercare.example', files: 'files.aftercare.example', port: '' },
    dataRegion: 'apac',
    tenants: {
      byHost: async () => undefined,
      byId: async (id) => known.get(id),
      forget: async () => {},
    },
    controlPlane,
    openDb: (tenant) => openTenantDb(tenant, wire),
    databases: {
      create: async (name) => makeDatabase(name),
      mintToken: async () => '',
      block: async () => {},
      remove: async () => {},
      openNew: (url, token) => openNewTenantDb(url, token, wire),
    },
    files: {
      put: async () => {},
      get: async () => undefined,
      remove: async (keys) => void removed.push(...keys),
    },
    mail: {
      async send(letter) {
        const answer = await mail.answer()
        if (answer.outcome === 'sent' || answer.outcome === 'lost') sent.push(letter)
        return answer
      },
    },
    vault: makeVault(`1:${btoa('0123456789abcdef0123456789abcdef')}`),
    ring: async (id) => void rung.push(id),
    ringControlPlane: async () => void rung.push('control-plane'),
    addressOf: () => '127.0.0.1',
    log: (entry) => void logs.push(entry),
  }

  return {
    ...{ platform, clock, sent, logs, rung, removed, mail, mishap },
    statistics: statisticsOf(server.url, platformToken),
    later: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    },
    /** With a pack, its service policy is in force from the first moment. */
    addCompany: async (slug: string, packId?: PackId) => {
      const tenant = await addCompany(platform, await makeDatabase(slug), slug, clock.now, packId)
      known.set(tenant.id, tenant)
      return tenant
    },
    async stop() {
      await server.close()
      await rm(dir, { recursive: true })
    },
  }
}

async function addCompany(
  platform: Platform,
  database: { url: string; token: string },
  slug: string,
  now: Date,
  packId?: PackId,
) {
  const tenant: Tenant = {
    id: `tenant-${slug}`,
    slug,
    host: `${slug}.aftercare.example`,
    status: 'active',
    databaseName: slug,
    databaseUrl: database.url,
    token: database.token,
    generation: 1,
  }
  const fresh = platform.databases.openNew(database.url, database.token)
  await migrateTenant(fresh)
  await write(fresh, [
    fresh.insert(identity).values({ tenantId: tenant.id, generation: 1, createdAt: now }),
    ...(packId ? companySeed('apac')(fresh, newcomerOf(tenant, packId, now)) : [bareCompany(fresh, now)]),
  ])
  const db = platform.controlPlane()
  const row = { id: tenant.id, slug, name: slug, status: 'active' as const, databaseName: slug, createdAt: now }
  await write(db, [db.insert(tenantRows).values(row)])
  return tenant
}

const company = {
  ...{ name: '长青设备', country: 'CN', timeZone: 'Asia/Shanghai', currency: 'CNY' },
  languages: ['zh-CN', 'en'] satisfies Lang[] as Lang[],
}

const bareCompany = (db: TenantDb, createdAt: Date) =>
  db.insert(companies).values({
    ...company,
    ...{ id: 'company', packId: 'equipment', email: 'hello@changqing.example', checklist: {}, createdAt },
  })

const newcomerOf = ({ id: tenantId }: Tenant, packId: PackId, at: Date): Newcomer => ({
  ...{ tenantId, ownerId: 'owner', at },
  company: { ...company, packId },
  owner: { name: '陈总', email: 'owner@changqing.example', lang: 'zh-CN', passwordHash: '' },
})

/** What each database was asked since it was last cleared. */
function statisticsOf(url: string, platformToken: string) {
  const ask = async (path: string, method: string) => {
    const answer = await fetch(`${url}/admin/${path}`, {
      method,
      headers: { authorization: `Bearer ${platformToken}` },
    })
    return (await answer.json()) as { statements?: StatementEntry[] }
  }
  return {
    clear: (database: string) => ask(`statistics?db=${database}`, 'DELETE'),
    of: async (database: string) => (await ask(`statements?db=${database}`, 'GET')).statements ?? [],
  }
}
