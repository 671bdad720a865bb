import { makeDirectory } from '#tenants/directory.ts'
import { openControlPlane, openNewTenantDb, openTenantDb, type Wire } from '#tenants/open.ts'
import { tursoPlatform } from '#tenants/turso.ts'
import { makeVault } from '#tenants/vault.ts'
import { addressOf } from './address.ts'
import { type Env, readSettings, type Settings } from './env.ts'
import { bucketFiles } from './files.ts'
import { log } from './log.ts'
import { smtpMail } from './mail.ts'
import { openInternet } from './outside.ts'
import type { Databases, Mail, Platform } from './platform.ts'

/** Throws `Misconfigured`, which names what is missing, short or a default. */
export function productionPlatform(env: Env): Platform {
  const settings = readSettings(env)
  const wire = wireOf(settings)
  const vault = makeVault(settings.VAULT_KEYS)
  const now = () => new Date()
  const controlPlane = () => openControlPlane(settings.CONTROL_PLANE_URL, settings.CONTROL_PLANE_TOKEN, wire)
  return {
    now,
    hosts: {
      scheme: settings.SCHEME,
      base: settings.BASE_HOST,
      files: settings.FILES_HOST,
      port: settings.PUBLIC_PORT,
    },
    dataRegion: settings.DATA_REGION,
    operatorEmail: settings.OPERATOR_EMAIL,
    tenants: makeDirectory({ controlPlane, vault, baseHost: settings.BASE_HOST, now, shared: env.TENANTS, log }),
    controlPlane,
    openDb: (tenant) => openTenantDb(tenant, wire),
    databases: tursoDatabases(settings, wire),
    files: bucketFiles(env.FILES),
    mail: mailOf(settings),
    outside: openInternet(settings.DNS_URL),
    vault,
    async ring(tenantId) {
      await env.DOORBELL.send({ tenantId })
    },
    async ringControlPlane() {
      await env.DOORBELL.send({ controlPlane: true })
    },
    addressOf,
    log,
  }
}

function mailOf(settings: Settings): Mail {
  const { SMTP_USER: user, SMTP_PASSWORD: password } = settings
  return smtpMail({
    host: settings.SMTP_HOST,
    port: Number(settings.SMTP_PORT),
    security: settings.SMTP_SECURITY,
    ...(user && password ? { login: { user, password } } : {}),
    from: settings.MAIL_FROM,
    domain: settings.BASE_HOST,
  })
}

/** The server on this machine takes another port at every start, while stored URLs keep the port they were made with. */
function wireOf(settings: Settings): Wire {
  const timeoutMs = Number(settings.DATABASE_TIMEOUT_MS)
  const origin = settings.DATABASE_ORIGIN
  if (!origin) return { timeoutMs, fetch: (input, init) => fetch(input, init) }
  const here = (url: string) => origin + new URL(url).pathname
  return {
    timeoutMs,
    fetch: (input, init) =>
      input instanceof Request ? fetch(new Request(here(input.url), input), init) : fetch(here(String(input)), init),
  }
}

function tursoDatabases(settings: Settings, wire: Wire): Databases {
  const turso = tursoPlatform(
    {
      apiUrl: settings.TURSO_API_URL,
      organization: settings.TURSO_ORGANIZATION,
      group: settings.TURSO_GROUP,
      token: settings.TURSO_PLATFORM_TOKEN,
      databaseUrl: settings.TURSO_DATABASE_URL,
    },
    { fetch: (url, init) => fetch(url, init) },
  )
  return {
    create: (name) => turso.createDatabase(name),
    mintToken: (name) => turso.mintToken(name),
    block: (name, blocked) => turso.configure(name, { blockReads: blocked, blockWrites: blocked }),
    remove: (name) => turso.deleteDatabase(name),
    openNew: (url, token) => openNewTenantDb(url, token, wire),
  }
}
