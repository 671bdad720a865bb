import { migrations as controlPlaneMigrations } from '#schema/migrations/control-plane/index.ts'
import { migrations as tenantMigrations } from '#schema/migrations/tenant/index.ts'
import type { ControlPlaneDb, Database, TenantDb } from './scope.ts'

type Migration = { name: string; sql: string }

/** Brings one tenant's database to the newest schema. Answers the names applied now; none when it was up to date. */
export const migrateTenant = (db: TenantDb) => migrate(db, tenantMigrations)
export const migrateControlPlane = (db: ControlPlaneDb) => migrate(db, controlPlaneMigrations)

async function migrate(db: Database, migrations: readonly Migration[]): Promise<string[]> {
  const applied = await appliedNames(db)
  const pending = migrations.filter(({ name }) => !applied.has(name))
  const done: string[] = []
  for (const migration of pending) if (await apply(db, migration)) done.push(migration.name)
  return done
}

async function appliedNames(db: Database): Promise<Set<string>> {
  const [, result] = await db.$client.batch(
    [
      'create table if not exists applied_migrations (name text primary key not null) strict',
      'select name from applied_migrations',
    ],
    'write',
  )
  return new Set(result!.rows.map((row) => String(row.name)))
}

/** One atomic batch; false when somebody else applied the same migration first. */
async function apply(db: Database, { name, sql }: Migration): Promise<boolean> {
  const steps = sql.split('--> statement-breakpoint').map((step) => step.trim())
  try {
    await db.$client.migrate([
      { sql: 'insert into applied_migrations values (?)', args: [name] },
      ...steps.filter(Boolean),
    ])
    return true
  } catch (error) {
    if ((await appliedNames(db)).has(name)) return false
    throw error
  }
}
