import type { TenantRow } from '#schema/control-plane/tenant.ts'
import { NotFound } from './errors.ts'
import { findTenantBySlug, sealToken, writeTenant } from './register.ts'
import { read, write } from './round-trip.ts'
import type { ControlPlaneDb } from './scope.ts'
import type { Vault } from './vault.ts'

/** What the operator may do to a company. Every act may be repeated; one cut short is finished by asking again. */
export type Custody = {
  controlPlane: ControlPlaneDb
  databases: {
    block(name: string, blocked: boolean): Promise<void>
    invalidateTokens(name: string): Promise<void>
    mintToken(name: string): Promise<string>
  }
  vault: Vault
  baseHost: string
  now(): Date
  /** Isolates that remember the company forget it within a minute by themselves. */
  forget(tenant: { id: string; host: string }): Promise<void>
}

/** Its pages say that they are paused, and its database refuses, whatever a cache still believes. */
export async function suspendTenant(custody: Custody, slug: string): Promise<TenantRow> {
  const row = await findServed(custody, slug)
  const suspendedAt = row.suspendedAt ?? custody.now()
  await change(custody, row, { status: 'suspended', suspendedAt })
  await custody.databases.block(row.databaseName, true)
  return { ...row, status: 'suspended', suspendedAt }
}

export async function resumeTenant(custody: Custody, slug: string): Promise<TenantRow> {
  const row = await findServed(custody, slug)
  await custody.databases.block(row.databaseName, false)
  await change(custody, row, { status: 'active', suspendedAt: null })
  return { ...row, status: 'active', suspendedAt: null }
}

/**
 * A new token for its database; every older one stops working. Isolates that remember the old one get refusals until
 * they ask again.
 */
export async function rotateToken(custody: Custody, slug: string): Promise<TenantRow> {
  const row = await findServed(custody, slug)
  await custody.databases.invalidateTokens(row.databaseName)
  const token = await custody.databases.mintToken(row.databaseName)
  await change(custody, row, { sealedToken: await sealToken(custody.vault, row, token) })
  return row
}

async function findServed({ controlPlane }: Custody, slug: string): Promise<TenantRow> {
  const [[row]] = await read(controlPlane, [findTenantBySlug(controlPlane, slug)])
  if (row?.status !== 'active' && row?.status !== 'suspended') throw new NotFound(`company ${slug}`)
  return row
}

async function change({ controlPlane, forget, baseHost }: Custody, row: TenantRow, columns: Partial<TenantRow>) {
  await write(controlPlane, [writeTenant(controlPlane, row.id, columns)], { repeatable: true })
  await forget({ id: row.id, host: `${row.slug}.${baseHost}` })
}
