import { env } from 'cloudflare:test'
import type { PackId } from '#rules/packs/pack-values.ts'
import { type Role, roles } from '#rules/role.ts'
import { identity } from '#schema/tenant/identity.ts'
import { members } from '#schema/tenant/member.ts'
import { newId } from '#tenants/id.ts'
import { openControlPlane, openNewTenantDb, openTenantDb, type Wire } from '#tenants/open.ts'
import { write } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { makeVault } from '#tenants/vault.ts'
import { createApp } from '#worker/app.tsx'
import { companySeed } from '#worker/operations/company-seed.ts'
import { startSession } from '#worker/operations/session.ts'
import type { LogEntry, MailAnswer, OutgoingMail, Platform } from '#worker/platform/platform.ts'
import { makeControlPlane, makeDatabase, makeTenantDatabase, patientMs } from './databases.ts'

const vaultKeys = `1:${btoa('0123456789abcdef0123456789abcdef')}`
const wireTo = (calls: string[], line?: Wire): Wire => ({
  timeoutMs: line?.timeoutMs ?? patientMs,
  fetch: (input, init) => {
    calls.push(new URL(input instanceof Request ? input.url : String(input)).pathname)
    return (line?.fetch ?? fetch)(input, init)
  },
})

export type Product = Awaited<ReturnType<typeof startProduct>>

/**
 * The real app on real databases inside workerd. Only what is outside the process is ours: the clock, the mail's other
 * end, who rings. `calls` counts round trips to databases; empty it before what you count.
 */
export async function startProduct({
  now = new Date('2026-05-01T01:00:00Z'),
  changes = {} as Partial<Platform>,
  line = undefined as Wire | undefined,
} = {}) {
  const clock = { now }
  const calls: string[] = []
  const wire = wireTo(calls, line)
  /** For what is not under test: nothing breaks on it. */
  const direct = wireTo(calls)
  const tenants = new Map<string, Tenant>()
  const sent: OutgoingMail[] = []
  const logs: LogEntry[] = []
  const rung: string[] = []
  const mailAnswers: MailAnswer[] = []
  const register = await makeControlPlane()
  const controlPlane = () => openControlPlane(register.url, register.token, wire)

  const platform: Platform = {
    now: () => clock.now,
    hosts: { scheme: 'https', base: 'localhost', files: 'files.localhost', port: '' },
    dataRegion: 'apac',
    tenants: {
      byHost: async (host) => tenants.get(host),
      byId: async (id) => [...tenants.values()].find((tenant) => tenant.id === id),
      forget: async () => {},
    },
    controlPlane,
    openDb: (tenant) => openTenantDb(tenant, wire),
    databases: {
      create: async (name) => ({ url: (await makeDatabase(name)).url }),
      mintToken: async () => '',
      block: async () => {},
      remove: async () => {},
      openNew: (url, token) => openNewTenantDb(url, token, direct),
    },
    files: bucketFiles(env.FILES),
    mail: {
      send: async (mail) => {
        const answer = mailAnswers.shift() ?? { outcome: 'sent', providerId: `p-${sent.length}` }
        if (answer.outcome === 'sent' || answer.outcome === 'lost') sent.push(mail)
        return answer
      },
    },
    vault: makeVault(vaultKeys),
    ring: async (tenantId) => void rung.push(tenantId),
    ringControlPlane: async () => void rung.push('control-plane'),
    addressOf: (request) => request.headers.get('cf-connecting-ip') ?? '127.0.0.1',
    log: (entry) => void logs.push(entry),
    ...changes,
  }
  const app = createApp(platform)
  const browser = browserOf(app, clock)

  return {
    app,
    platform,
    clock,
    calls,
    sent,
    logs,
    rung,
    mailAnswers,
    tenants,
    ...browser,
    /** Another company, with its database, its published policy and a member of each role. */
    company: (slug: string, changes: Partial<CompanySeed> = {}) =>
      addCompany({ platform, tenants, direct }, slug, clock.now, changes),
    db: (tenant: Tenant): TenantDb => openTenantDb(tenant, direct),
  }
}

type CompanySeed = { name: string; country: string; timeZone: string; packId: PackId; currency: string }

type Ground = { platform: Platform; tenants: Map<string, Tenant>; direct: Wire }

async function addCompany(
  { platform, tenants, direct }: Ground,
  slug: string,
  now: Date,
  changes: Partial<CompanySeed>,
) {
  const { url, token, name } = await makeTenantDatabase(slug)
  const tenant: Tenant = {
    ...{ id: newId(now), slug, host: `${slug}.localhost`, status: 'active' as const, generation: 1 },
    ...{ databaseName: name, databaseUrl: url, token },
  }
  const db = openNewTenantDb(url, token, direct)
  const staff = roles.map((role) => memberRow(slug, role, now))
  const [owner, ...others] = staff as [(typeof staff)[number], ...typeof staff]
  const company = {
    ...{ name: `${slug} 服务`, country: 'CN', timeZone: 'Asia/Shanghai', packId: 'TP-HAS' as const, currency: 'CNY' },
    languages: ['zh-CN' as const, 'en' as const],
    ...changes,
  }
  const newcomer = { tenantId: tenant.id, company, ownerId: owner.id, owner: { ...owner, passwordHash: '' }, at: now }
  const { lang, name: ownerName, email } = owner
  await write(db, [
    db.insert(identity).values({ tenantId: tenant.id, createdAt: now }),
    ...companySeed(platform.dataRegion)(db, { ...newcomer, owner: { lang, name: ownerName, email, passwordHash: '' } }),
    db.insert(members).values(others),
  ])
  tenants.set(tenant.host, tenant)
  const opened = openTenantDb(tenant, direct)
  const memberOf = (role: Role) => staff.find((member) => member.role === role)!
  /** The cookie of a member who has just signed in. */
  const cookieOf = async (role: Role, at = platform.now()) => {
    const scope = { tenant, db: opened, now: at }
    const { cookie } = await startSession(scope, memberOf(role), { device: 'Chromium' }, { by: 'password' })
    return cookie.split(';')[0]!
  }
  return { tenant, host: tenant.host, db: opened, memberOf, cookieOf }
}

const memberRow = (slug: string, role: Role, now: Date) => ({
  ...{ id: newId(now), name: `${slug} ${role}`, email: `${role}@${slug}.example`, role, lang: 'en' as const },
  ...{ createdAt: now, joinedAt: now, emailVerifiedAt: now },
})

function browserOf(app: ReturnType<typeof createApp>, _clock: { now: Date }) {
  const send = async (host: string, path: string, init: RequestInit & { cookie?: string } = {}) => {
    const { cookie, ...rest } = init
    const headers = new Headers(rest.headers)
    if (cookie) headers.set('cookie', cookie)
    const request = new Request(`https://${host}${path}`, { redirect: 'manual', ...rest, headers })
    return app.fetch(request, {})
  }
  return {
    send,
    get: (host: string, path: string, cookie = '') => send(host, path, { cookie }),
    /** A form sent from a page of the same host. */
    post: (host: string, path: string, fields: Record<string, string> | FormData, cookie = '') =>
      send(host, path, {
        method: 'POST',
        cookie,
        headers: { origin: `https://${host}` },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
  }
}

const bucketFiles = (bucket: R2Bucket): Platform['files'] => ({
  put: async (key, bytes, type) => void (await bucket.put(key, bytes, { httpMetadata: { contentType: type } })),
  get: async (key) => {
    const object = await bucket.get(key)
    return object
      ? { bytes: object.body, type: object.httpMetadata?.contentType ?? 'application/octet-stream' }
      : undefined
  },
  remove: (keys) => bucket.delete(keys),
})

declare global {
  namespace Cloudflare {
    interface Env {
      FILES: R2Bucket
      TENANTS: KVNamespace
    }
  }
}
