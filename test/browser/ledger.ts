import { localTimeOf } from '#rules/day.ts'
import { companies } from '#schema/tenant/company.ts'
import { write } from '#tenants/round-trip.ts'
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

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Pacific/Auckland']

/** Puts a company where it is day, whatever the hour of the test: what its customers are told rests at night. */
export const moveToDay = (slug: string) =>
  insideOf(slug, async ({ db }) => {
    const hourIn = (timeZone: string) => localTimeOf(new Date(), timeZone).getUTCHours()
    const timeZone = zones.find((zone) => hourIn(zone) >= 9 && hourIn(zone) < 19)!
    await write(db, [db.update(companies).set({ timeZone })])
  })
