import { createClient } from '@libsql/client/web'
import { drizzle } from 'drizzle-orm/libsql/web'
import { expectTenant } from './identity.ts'
import type { ControlPlaneDb, Database, Tenant, TenantDb } from './scope.ts'

/** How a database is reached: the fetch to use, and how long to wait for an answer. */
export type Wire = { fetch: typeof fetch; timeoutMs: number }

/** The only door to a tenant's data. Its first batch also proves whose database it is. */
export function openTenantDb(tenant: Tenant, wire: Wire): TenantDb {
  const db = open(tenant.databaseUrl, tenant.token, wire) as TenantDb
  expectTenant(db, tenant)
  return db
}

/** A tenant's database before it carries an identity: for provisioning and its migrations only. */
export const openNewTenantDb = (url: string, token: string, wire: Wire) => open(url, token, wire) as TenantDb

/** The only door to the register of tenants. */
export const openControlPlane = (url: string, token: string, wire: Wire) => open(url, token, wire) as ControlPlaneDb

function open(url: string, authToken: string, wire: Wire): Database {
  const timed = (request: Request) => wire.fetch(request, { signal: AbortSignal.timeout(wire.timeoutMs) })
  const client = createClient({ url, authToken, fetch: timed })
  return drizzle(client) as unknown as Database
}
