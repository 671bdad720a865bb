import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { type HostnameRow, hostnames, slugTombstones, type TenantRow, tenants } from '#schema/control-plane/tenant.ts'
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

export const findHostname = (db: ControlPlaneDb, hostname: string) =>
  db.select().from(hostnames).where(eq(hostnames.hostname, hostname)).limit(1)

/** All of them, for the operator: a company has one or two. */
export const listHostnames = (db: ControlPlaneDb) => db.select().from(hostnames).orderBy(hostnames.hostname)

export const listHostnamesOf = (db: ControlPlaneDb, tenantId: string) =>
  db.select().from(hostnames).where(eq(hostnames.tenantId, tenantId)).orderBy(hostnames.hostname).limit(20)

/** Whoever has it keeps it, and the challenge that was made first stays. */
export const writeHostname = (db: ControlPlaneDb, row: HostnameRow) =>
  db
    .insert(hostnames)
    .values(row)
    .onConflictDoUpdate({
      target: hostnames.hostname,
      set: { challenge: row.challenge, addedAt: row.addedAt },
      setWhere: and(eq(hostnames.tenantId, row.tenantId), isNull(hostnames.challenge))!,
    })

/** Only against the challenge that was answered. */
export const writeHostnameVerified = (db: ControlPlaneDb, hostname: string, challenge: string, at: Date) =>
  db
    .update(hostnames)
    .set({ verifiedAt: at })
    .where(and(eq(hostnames.hostname, hostname), eq(hostnames.challenge, challenge)))

export const writeHostnameRemoval = (db: ControlPlaneDb, hostname: string, tenantId: string) =>
  db.delete(hostnames).where(and(eq(hostnames.hostname, hostname), eq(hostnames.tenantId, tenantId)))

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
