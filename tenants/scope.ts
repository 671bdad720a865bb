import type { Client } from '@libsql/client/web'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Role } from '#rules/role.ts'

export type Tenant = {
  id: string
  slug: string
  /** Canonical, lower case, without port: what links in mails carry. */
  host: string
  status: 'active' | 'suspended'
  databaseName: string
  databaseUrl: string
  token: string
  /** Raised by a restore. */
  generation: number
  /** When it was last restored; a number, since a tenant is kept as JSON too. */
  restoredAtMs?: number
}

export type Actor = { id: string; role: Role; name: string; email: string; lang: 'zh-CN' | 'en' }

declare const tenantOnly: unique symbol
declare const controlPlaneOnly: unique symbol

/** A database opened for one HTTP request or one job; never kept in module scope. */
export type Database = LibSQLDatabase<Record<string, never>> & { $client: Client }

/** One tenant's database. Only tenants/open.ts makes one, so no other database fits where it is asked for. */
export type TenantDb = Database & { readonly [tenantOnly]: true }

/** The register of tenants. Nothing of a tenant's business is in it. */
export type ControlPlaneDb = Database & { readonly [controlPlaneOnly]: true }

/** Which tenant, when: enough for what the public may do. */
export type PublicScope = { tenant: Tenant; db: TenantDb; now: Date }

/** Who acts, in which tenant, at what instant: the first argument of every operation. */
export type TenantScope = PublicScope & { actor: Actor }
