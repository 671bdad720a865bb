import { Conflict, NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { writeLabelHashes } from '../queries/asset-label.ts'
import { listLabelAssets } from '../queries/asset-list.ts'
import { commitAs } from '../queries/guard.ts'
import type { AssetScope } from './asset-change.ts'

/**
 * The secret in the code on a machine. Derived, not stored: a label can be printed again, and a stolen database holds only
 * its hash (decision 14).
 */
export const labelToken = (vault: Vault, tenant: Pick<Tenant, 'id'>, assetId: string) =>
  vault.mac('asset label', `${tenant.id} ${assetId}`)

/** Whoever makes a machine keeps this with it: the code on its label is looked up by it. */
export const labelHashOf = async (vault: Vault, tenant: Pick<Tenant, 'id'>, assetId: string) =>
  hashOf(await labelToken(vault, tenant, assetId))

/** So many labels at once: four sheets and a bit. */
export const mostLabels = 120

/** Whoever prints makes sure that the codes will be known. The same form sent twice is one printing. */
export async function prepareLabels(scope: AssetScope & { vault: Vault }, ids: readonly string[]): Promise<string[]> {
  const { db, tenant, vault, key } = scope
  const [found] = await read(db, [listLabelAssets(db, ids.slice(0, mostLabels))])
  if (found.length === 0) throw new NotFound('machine')
  const known = found.map(({ id }) => id)
  const missing = found.filter(({ labelHash }) => labelHash === null)
  const labels = await Promise.all(
    missing.map(async ({ id }) => ({ id, labelHash: await labelHashOf(vault, tenant, id) })),
  )
  const event = { name: 'asset.labels_printed', detail: { count: found.length } }
  try {
    await commitAs(
      scope,
      { id: `labels:${key}`, version: 0 },
      event,
      labels.length > 0 ? [writeLabelHashes(labels)] : [],
    )
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  return known
}
