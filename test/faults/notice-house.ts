import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Native from 'libsql'
import { identity } from '#schema/tenant/identity.ts'
import { openDatabaseHouse } from '#tenants/local/server.ts'
import { migrateControlPlane, migrateTenant } from '#tenants/migrate.ts'
import { openControlPlane, openNewTenantDb, type Wire } from '#tenants/open.ts'
import { write } from '#tenants/round-trip.ts'
import { companySeed } from '#worker/operations/company-seed.ts'
import { fetchFrom } from './notice-wire.ts'

export type Where = { url: string; token: string }
export type Zone = (typeof zones)[number]
/** One without summer time, two with, and one whose clocks move by half an hour. */
export const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'] as const

/** The real database server in this process, and databases that are copied instead of made: a world begins in milliseconds. */
export type House = Awaited<ReturnType<typeof openHouse>>

export async function openHouse() {
  const memory = '/dev/shm'
  const dir = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), 'aftercare-faults-'))
  const platformToken = crypto.randomUUID()
  const server = openDatabaseHouse({ dir, platformToken })
  /** No answer takes so long that the machine's own slowness becomes a fault. */
  const wire: Wire = { fetch: fetchFrom(server), timeoutMs: 60_000 }
  const fileOf = (name: string) => join(dir, 'databases', `${name}.db`)
  const ask = async (method: string, path: string, body?: object) => {
    const url = `/v1/organizations/local/databases${path}`
    const call = { method, url, host: '', bearer: platformToken, label: undefined, onHangUp: () => {} }
    return (await server.reply({ ...call, body: async () => body })) as { jwt?: string }
  }
  const mintToken = async (name: string) => (await ask('POST', `/${name}/auth/tokens`, {})).jwt ?? ''
  const urlOf = (name: string) => `http://databases.local/${name}/`
  const make = async (name: string, from?: string): Promise<Where> => {
    await ask('POST', '', { name, group: 'default' })
    if (from) copyFileSync(from, fileOf(name))
    return { url: urlOf(name), token: await mintToken(name) }
  }
  const snapshot = (name: string, to: string) => {
    const file = join(dir, `${to}.copy`)
    rmSync(file, { force: true })
    const native = new Native(fileOf(name), { timeout: 1_000 })
    native.exec(`vacuum into '${file}'`)
    native.close()
    return file
  }
  const register = await registerTemplate(wire, await make('register'), () => snapshot('register', 'register'))
  const companies = new Map<Zone, string>()
  for (const [at, zone] of zones.entries()) {
    await companyTemplate(wire, await make(`company-${at}`), zone)
    companies.set(zone, snapshot(`company-${at}`, `company-${at}`))
  }
  return {
    ...{ wire, make, snapshot, mintToken, urlOf, register, companies },
    block: (name: string, blocked: boolean) =>
      ask('PATCH', `/${name}/configuration`, { block_reads: blocked, block_writes: blocked }),
    remove: (name: string) => ask('DELETE', `/${name}`),
    forget: (file: string) => rmSync(file, { force: true }),
    async close() {
      server.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function registerTemplate(wire: Wire, { url, token }: Where, copy: () => string) {
  await migrateControlPlane(openControlPlane(url, token, wire))
  return copy()
}

export const templateTenant = 'template'

async function companyTemplate(wire: Wire, { url, token }: Where, timeZone: Zone) {
  const db = openNewTenantDb(url, token, wire)
  const at = new Date('2026-01-01T00:00:00Z')
  const country = {
    'Asia/Shanghai': 'CN',
    'America/New_York': 'US',
    'Europe/Berlin': 'DE',
    'Australia/Lord_Howe': 'AU',
  }
  const company = {
    ...{ name: 'Evergreen', country: country[timeZone], timeZone, currency: 'EUR', packId: 'TP-MFG' as const },
    languages: ['en' as const],
  }
  const owner = { name: 'Ada', email: 'owner@evergreen.example', lang: 'en' as const, passwordHash: '' }
  await migrateTenant(db)
  await write(db, [
    db.insert(identity).values({ tenantId: templateTenant, generation: 1, createdAt: at }),
    ...companySeed('apac')(db, { tenantId: templateTenant, ownerId: 'owner', at, company, owner }),
  ])
}
