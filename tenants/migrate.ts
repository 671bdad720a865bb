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
  // An empty database is filled in one go: a sign-up does not wait for as many round trips as there are migrations.
  const batches = applied.size === 0 && pending.length > 0 ? [pending] : pending.map((one) => [one])
  const done: string[] = []
  for (const batch of batches) if (await apply(db, batch)) done.push(...batch.map(({ name }) => name))
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

/** One atomic batch; false when somebody else applied the same first. */
async function apply(db: Database, migrations: readonly Migration[]): Promise<boolean> {
  try {
    await db.$client.migrate(migrations.flatMap(stepsOf))
    return true
  } catch (error) {
    const applied = await appliedNames(db)
    if (migrations.every(({ name }) => applied.has(name))) return false
    throw error
  }
}

const stepsOf = ({ name, sql }: Migration) => [
  { sql: 'insert into applied_migrations values (?)', args: [name] },
  ...sql
    .split('--> statement-breakpoint')
    .map((step) => step.trim())
    .filter(Boolean),
]
