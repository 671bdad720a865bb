import type { Tenant } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'

/**
 * The secret of a customer's tracking link. Derived, not stored: every later message can carry the same link, and a
 * stolen database holds only its hash.
 */
export const trackingToken = (vault: Vault, tenant: Tenant, requestId: string) =>
  vault.mac('tracking link', `${tenant.id} ${requestId}`)
