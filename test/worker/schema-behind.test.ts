import { expect, test } from 'vitest'
import { migrations } from '#schema/migrations/tenant/index.ts'
import { identity } from '#schema/tenant/identity.ts'
import { policyAcknowledgements } from '#schema/tenant/policy-acknowledgement.ts'
import { newId } from '#tenants/id.ts'
import { openNewTenantDb, openTenantDb } from '#tenants/open.ts'
import { read } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { makeDatabase } from '../databases.ts'

const wire = { timeoutMs: 30_000, fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init) }

/** A database as the code before `name` left it. */
async function databaseBefore(name: string): Promise<Tenant> {
  const { url, token, name: databaseName } = await makeDatabase('behind')
  const { $client } = openNewTenantDb(url, token, wire)
  const older = migrations.filter((migration) => migration.name < name)
  await $client.execute('create table applied_migrations (name text primary key not null) strict')
  for (const { name: applied, sql } of older)
    await $client.migrate([
      { sql: 'insert into applied_migrations values (?)', args: [applied] },
      ...sql.split('--> statement-breakpoint').filter((step) => step.trim() !== ''),
    ])
  const now = new Date('2026-01-12T09:00:00+08:00')
  const tenant = { id: newId(now), slug: 'behind', host: 'behind.localhost', status: 'active' as const, generation: 1 }
  const db = openNewTenantDb(url, token, wire)
  await db.insert(identity).values({ tenantId: tenant.id, createdAt: now })
  return { ...tenant, databaseName, databaseUrl: url, token }
}

test('a database behind this code is brought up to date by the first question, also one for a table it does not have', async () => {
  const db = openTenantDb(await databaseBefore('0005'), wire)
  expect(await read(db, [db.select().from(policyAcknowledgements)])).toEqual([[]])
})

test('a table that no schema has is still a mistake', async () => {
  const tenant = await databaseBefore('~')
  const db = openTenantDb(tenant, wire)
  await openNewTenantDb(tenant.databaseUrl, tenant.token, wire).$client.execute('drop table policy_acknowledgements')
  await expect(read(db, [db.select().from(policyAcknowledgements)])).rejects.toThrow()
})
