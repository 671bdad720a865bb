import {
  type DirectoryMemory,
  directoryLimits,
  forgetKeys,
  type LogLine,
  lookUp,
  newDirectoryMemory,
  type Question,
  type SharedCache,
} from './directory-layer.ts'
import { findTenantBySlug, findTenantRow, findVerifiedHostname, openToken, sealToken, tenantOf } from './register.ts'
import { read } from './round-trip.ts'
import type { ControlPlaneDb, Tenant } from './scope.ts'
import type { Vault } from './vault.ts'

export type DirectoryParts = {
  /** Opened anew for every look-up: a client belongs to one request. */
  controlPlane(): ControlPlaneDb
  vault: Vault
  /** `aftercare.example`, without port. */
  baseHost: string
  now(): Date
  shared?: SharedCache | undefined
  memory?: DirectoryMemory
  log?(line: LogLine): void
  limits?: Partial<typeof directoryLimits>
}

export type Directory = {
  /** `host` in its one spelling: lower case, no port, no trailing dot. */
  byHost(host: string): Promise<Tenant | undefined>
  byId(id: string): Promise<Tenant | undefined>
  forget(tenant: { id: string; host: string }): Promise<void>
}

/** Host → tenant and id → tenant. Nobody, unless active or suspended and, with a host name of its own, verified. */
export function makeDirectory(parts: DirectoryParts): Directory {
  const { baseHost, memory = newDirectoryMemory(), log = () => {} } = parts
  const limits = { ...directoryLimits, ...parts.limits }
  const layers = { memory, shared: parts.shared, now: () => parts.now().getTime(), log, limits }
  const byId = (id: string) =>
    lookUp(
      layers,
      tenantQuestion(parts, `id:${id}`, (db) => findTenantRow(db, id)),
    )
  return {
    byId,
    async byHost(host) {
      const slug = slugOfHost(host, baseHost)
      if (slug)
        return lookUp(
          layers,
          tenantQuestion(parts, `slug:${slug}`, (db) => findTenantBySlug(db, slug)),
        )
      if (!isForeignHost(host, baseHost)) return undefined
      const id = await lookUp(layers, hostnameQuestion(parts, host))
      return id === undefined ? undefined : byId(id)
    },
    forget: ({ id, host }) => forgetKeys(layers, [`id:${id}`, `slug:${slugOfHost(host, baseHost) ?? ''}`]),
  }
}

function slugOfHost(host: string, baseHost: string): string | undefined {
  if (!host.endsWith(`.${baseHost}`)) return undefined
  const label = host.slice(0, -baseHost.length - 1)
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? label : undefined
}

const isForeignHost = (host: string, baseHost: string) =>
  host !== baseHost &&
  !host.endsWith(`.${baseHost}`) &&
  host.length <= 253 &&
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host)

type FindRow = (db: ControlPlaneDb) => ReturnType<typeof findTenantRow>

/** In the shared cache the token is sealed, and bound to its tenant and database. */
function tenantQuestion(parts: DirectoryParts, key: string, find: FindRow): Question<Tenant> {
  const { vault, baseHost } = parts
  return {
    key,
    async ask() {
      const db = parts.controlPlane()
      const [rows] = await read(db, [find(db)])
      return rows[0] && tenantOf(rows[0], vault, baseHost)
    },
    async pack({ token, ...rest }) {
      return { ...rest, sealed: await sealToken(vault, rest, token) }
    },
    async unpack(packed) {
      const { sealed, ...rest } = packed as Omit<Tenant, 'token'> & { sealed: string }
      if (key !== `id:${rest.id}` && key !== `slug:${rest.slug}`) throw new Error('cached under another key')
      return { ...rest, token: await openToken(vault, rest, sealed) }
    },
  }
}

function hostnameQuestion(parts: DirectoryParts, hostname: string): Question<string> {
  return {
    key: `hostname:${hostname}`,
    async ask() {
      const db = parts.controlPlane()
      const [rows] = await read(db, [findVerifiedHostname(db, hostname)])
      return rows[0]?.tenantId
    },
    pack: async (id) => id,
    unpack: async (id) => String(id),
  }
}
