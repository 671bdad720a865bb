import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { hostnames, slugTombstones, type TenantRow, tenants } from '#schema/control-plane/tenant.ts'
import type { ControlPlaneDb, Tenant } from './scope.ts'
import type { Vault } from './vault.ts'

/** Statements on the register of tenants that the doors themselves need. Zero or one row each. */
export const findTenantBySlug = (db: ControlPlaneDb, slug: string) =>
  db.select().from(tenants).where(eq(tenants.slug, slug)).limit(1)

export const findTenantRow = (db: ControlPlaneDb, id: string) =>
  db.select().from(tenants).where(eq(tenants.id, id)).limit(1)

/** A company's own host name counts only once it has been verified (T-07). */
export const findVerifiedHostname = (db: ControlPlaneDb, hostname: string) =>
  db
    .select({ tenantId: hostnames.tenantId })
    .from(hostnames)
    .where(and(eq(hostnames.hostname, hostname), isNotNull(hostnames.verifiedAt)))
    .limit(1)

export const listTenantRows = (db: ControlPlaneDb) => db.select().from(tenants).orderBy(tenants.slug)

export const listTombstones = (db: ControlPlaneDb, slugs: readonly string[]) =>
  db
    .select({ slug: slugTombstones.slug })
    .from(slugTombstones)
    .where(inArray(slugTombstones.slug, [...slugs]))

export const writeTenant = (db: ControlPlaneDb, id: string, columns: Partial<TenantRow>) =>
  db.update(tenants).set(columns).where(eq(tenants.id, id))

type Named = { id: string; databaseName: string }

/** A token moved to another row, of the register or of a cache, does not open there. */
const binding = ({ id, databaseName }: Named) => `token of ${databaseName} for ${id}`

export const sealToken = (vault: Vault, tenant: Named, token: string) => vault.seal(token, binding(tenant))
export const openToken = (vault: Vault, tenant: Named, sealed: string) => vault.open(sealed, binding(tenant))

/** What a request needs of the row; undefined as long as, or when no longer, anybody is served there. */
export async function tenantOf(row: TenantRow, vault: Vault, baseHost: string): Promise<Tenant | undefined> {
  const { id, slug, status, databaseName, databaseUrl, sealedToken, generation } = row
  if ((status !== 'active' && status !== 'suspended') || !databaseUrl || !sealedToken) return undefined
  const token = await openToken(vault, row, sealedToken)
  const host = `${slug}.${baseHost}`
  const restored = row.restoredAt ? { restoredAtMs: row.restoredAt.getTime() } : {}
  return { id, slug, host, status, databaseName, databaseUrl, token, generation, ...restored }
}
