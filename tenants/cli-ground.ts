import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OperatorGround } from './cli-command.ts'
import { CliTrouble } from './cli-trouble.ts'
import { dnsOverHttps } from './dns.ts'
import { openControlPlane, openTenantDb, type Wire } from './open.ts'
import { tursoPlatform } from './turso.ts'
import { makeVault } from './vault.ts'

type Settings = {
  vaultKeys: string
  baseHost: string
  register: { url: string; token: string }
  turso: { apiUrl: string; organization: string; group: string; token: string; databaseUrl: string }
  wire: Wire
  close(): Promise<void>
}

/** In production the settings stand in the environment, as the Worker's do; otherwise it is the product in `.data`. */
export async function openOperatorGround(): Promise<OperatorGround & { close(): Promise<void> }> {
  const settings = process.env.CONTROL_PLANE_URL ? fromEnvironment(process.env) : await fromThisMachine()
  const turso = tursoPlatform(settings.turso, { fetch: (url, init) => fetch(url, init) })
  const { wire, register } = settings
  return {
    controlPlane: openControlPlane(register.url, register.token, wire),
    databases: {
      create: (name) => turso.createDatabase(name),
      mintToken: (name) => turso.mintToken(name),
      block: (name, blocked) => turso.configure(name, { blockReads: blocked, blockWrites: blocked }),
      remove: (name) => turso.deleteDatabase(name),
      invalidateTokens: (name) => turso.invalidateTokens(name),
    },
    openDb: (tenant) => openTenantDb(tenant, wire),
    vault: makeVault(settings.vaultKeys),
    baseHost: settings.baseHost,
    ownHosts: [settings.baseHost, process.env.FILES_HOST ?? `files.${settings.baseHost}`],
    findTexts: dnsOverHttps(process.env.DNS_URL ?? 'https://cloudflare-dns.com/dns-query', { fetch }),
    now: () => new Date(),
    forget: ({ id, host }) => forgetShared(process.env, [`id:${id}`, `slug:${host.split('.')[0]}`]),
    forgetHostname: (hostname) => forgetShared(process.env, [`hostname:${hostname}`]),
    close: settings.close,
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv): Settings {
  const needed = ['VAULT_KEYS', 'BASE_HOST', 'CONTROL_PLANE_URL', 'CONTROL_PLANE_TOKEN', 'TURSO_ORGANIZATION']
  const missing = [...needed, 'TURSO_GROUP', 'TURSO_PLATFORM_TOKEN'].filter((name) => !env[name])
  if (missing.length > 0) throw new CliTrouble(`These settings are missing: ${missing.join(', ')}.`)
  const of = (name: string) => env[name] ?? ''
  return {
    vaultKeys: of('VAULT_KEYS'),
    baseHost: of('BASE_HOST'),
    register: { url: of('CONTROL_PLANE_URL'), token: of('CONTROL_PLANE_TOKEN') },
    turso: {
      apiUrl: env.TURSO_API_URL ?? 'https://api.turso.tech',
      organization: of('TURSO_ORGANIZATION'),
      group: of('TURSO_GROUP'),
      token: of('TURSO_PLATFORM_TOKEN'),
      databaseUrl: env.TURSO_DATABASE_URL ?? 'libsql://{hostname}',
    },
    wire: { fetch: (input, init) => fetch(input, init), timeoutMs: 20_000 },
    close: async () => {},
  }
}

/** The database server of the running product; without one, its own for as long as the command takes. */
async function fromThisMachine(): Promise<Settings> {
  const folder = process.env.AFTERCARE_DATA ?? join(import.meta.dirname, '..', '.data')
  const secrets = readJson<{ vaultKeys: string; platformToken: string }>(join(folder, 'secrets.json'))
  if (!secrets) throw new CliTrouble(`There is no product in ${folder} yet: start it once with "npm start".`)
  const server = (await runningServer(folder)) ?? (await ownServer(folder, secrets.platformToken))
  const turso = {
    ...{ apiUrl: server.url, organization: 'local', group: 'default', token: secrets.platformToken },
    databaseUrl: 'http://{hostname}/',
  }
  const register = tursoPlatform(turso, { fetch: (url, init) => fetch(url, init) })
  const token = await register.mintToken('control-plane').catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  const vaultKeys = secrets.vaultKeys
  const wire = wireTo(server.url)
  return {
    ...{ vaultKeys, turso, wire, baseHost: 'localhost', close: server.close },
    register: { url: `${server.url}/control-plane/`, token },
  }
}

/** Stored addresses keep the port that the server had then. */
const wireTo = (origin: string): Wire => ({
  timeoutMs: 20_000,
  fetch: (input, init) =>
    input instanceof Request
      ? fetch(new Request(origin + new URL(input.url).pathname, input), init)
      : fetch(origin + new URL(String(input)).pathname, init),
})

async function runningServer(folder: string) {
  const running = readJson<{ databaseUrl: string }>(join(folder, 'run.json'))
  if (!running?.databaseUrl) return undefined
  const answer = await fetch(`${running.databaseUrl}/health`).catch(() => undefined)
  return answer?.ok ? { url: running.databaseUrl, close: async () => {} } : undefined
}

async function ownServer(folder: string, platformToken: string) {
  const { startDatabaseServer } = await import('./local/server.ts')
  return startDatabaseServer({ dir: join(folder, 'databases'), port: 0, platformToken })
}

function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}

/** Workers KV from outside the Worker; without the three settings its entries grow old by themselves. */
async function forgetShared(env: NodeJS.ProcessEnv, keys: readonly string[]) {
  const { CLOUDFLARE_ACCOUNT_ID: account, CLOUDFLARE_API_TOKEN: token, TENANTS_NAMESPACE_ID: namespace } = env
  if (!account || !token || !namespace) return
  const values = `https://api.cloudflare.com/client/v4/accounts/${account}/storage/kv/namespaces/${namespace}/values`
  for (const key of keys) {
    const init = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } }
    const answer = await fetch(`${values}/${encodeURIComponent(key)}`, init)
    if (!answer.ok && answer.status !== 404) throw new CliTrouble(`Workers KV did not forget ${key}: ${answer.status}`)
  }
}
