import type { Tenant } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'

/**
 * The secret in the code on a machine. Derived, not stored: a label can be printed again, and a stolen database holds only
 * its hash (decision 14).
 */
export const labelToken = (vault: Vault, tenant: Pick<Tenant, 'id'>, assetId: string) =>
  vault.mac('asset label', `${tenant.id} ${assetId}`)

/** Whoever makes a machine keeps this with it: the code on its label is looked up by it. */
export const labelHashOf = async (vault: Vault, tenant: Pick<Tenant, 'id'>, assetId: string) =>
  hashOf(await labelToken(vault, tenant, assetId))
