import type { Tenant, TenantDb } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import { withPlatform } from '#worker/local/demo-platform.ts'
import { openFolder } from '#worker/local/folder.ts'
import { running } from './visitor.ts'

type Inside = { db: TenantDb; tenant: Tenant; vault: Vault }

/** What only time or a provider's silence would bring about is written into the running product's own database. */
export async function insideOf<T>(slug: string, work: (inside: Inside) => Promise<T>): Promise<T> {
  return withPlatform(openFolder(running.folder), async (platform) => {
    const tenant = await platform.tenants.byHost(`${slug}.localhost`)
    if (!tenant) throw new Error(`there is no company ${slug}`)
    return work({ db: platform.openDb(tenant), tenant, vault: platform.vault })
  })
}
