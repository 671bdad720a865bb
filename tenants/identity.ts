import { desc } from 'drizzle-orm'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { migrations } from '#schema/migrations/tenant/index.ts'
import { identity } from '#schema/tenant/identity.ts'
import { TenantMismatch } from './errors.ts'
import type { Database, Tenant } from './scope.ts'

export const appliedMigrations = sqliteTable('applied_migrations', { name: text('name').primaryKey() })

/** Whose database it must be, until this isolate has seen that it is. */
const expected = new WeakMap<Database, Tenant>()
/** Tenant and database this isolate has seen to belong together, with a schema that is not behind. */
const proved = new Set<string>()

const pair = (tenant: Tenant) => `${tenant.id} ${tenant.databaseUrl}`

export const expectTenant = (db: Database, tenant: Tenant) => void expected.set(db, tenant)

/** The tenant still to be proved before anything of this database is shown, or undefined. */
export function unproved(db: Database): Tenant | undefined {
  const tenant = expected.get(db)
  return tenant && !proved.has(pair(tenant)) ? tenant : undefined
}

/** Two small queries that ride in the first batch. */
export const identityQueries = (db: Database) =>
  [
    db.select({ tenantId: identity.tenantId }).from(identity).limit(2),
    db.select().from(appliedMigrations).orderBy(desc(appliedMigrations.name)).limit(1),
  ] as const

/** Throws when the database is another tenant's; says whether its schema is behind this code. */
export function proveTenant(tenant: Tenant, rows: { tenantId: string }[], applied: { name: string }[]) {
  if (rows.length !== 1 || rows[0]!.tenantId !== tenant.id) throw new TenantMismatch(`tenant ${tenant.id}`)
  const behind = (applied[0]?.name ?? '') < migrations.at(-1)!.name
  if (!behind) proved.add(pair(tenant))
  return { behind }
}
