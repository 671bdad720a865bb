import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, instant, json } from '../columns.ts'

export const tenantStatuses = ['provisioning', 'active', 'suspended', 'retired'] as const

/** Who is a tenant and where its database is. Nothing of a tenant's business. */
export const tenants = sqliteTable(
  'tenants',
  {
    id: id(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    status: text('status', { enum: tenantStatuses }).notNull(),
    databaseName: text('database_name').notNull(),
    databaseUrl: text('database_url'),
    /** AES-GCM, bound to the tenant and its database. */
    sealedToken: text('sealed_token'),
    schemaVersion: text('schema_version'),
    /** Raised by a restore. */
    generation: integer('generation').notNull().default(1),
    /** When it was last restored: what fell due before may have been sent by what was lost. */
    restoredAt: instant('restored_at'),
    createdAt: instant('created_at').notNull(),
    publishedAt: instant('published_at'),
    suspendedAt: instant('suspended_at'),
    /** A hint: when the tenant next has something to do. */
    nextDueAt: instant('next_due_at'),
    hasSchedule: flag('has_schedule').notNull().default(false),
    sweptAt: instant('swept_at'),
  },
  (table) => [
    uniqueIndex('tenants_slug').on(table.slug),
    index('tenants_due').on(table.status, table.nextDueAt),
    index('tenants_swept').on(table.status, table.hasSchedule, table.sweptAt),
  ],
)
export type TenantRow = typeof tenants.$inferSelect

/** A company's own host name; served only once verified. */
export const hostnames = sqliteTable(
  'hostnames',
  {
    hostname: text('hostname').primaryKey(),
    tenantId: text('tenant_id').notNull(),
    verifiedAt: instant('verified_at'),
    /** What the name's own DNS has to say; public, and random so that nobody says it by chance. */
    challenge: text('challenge'),
    addedAt: instant('added_at'),
  },
  (table) => [index('hostnames_by_tenant').on(table.tenantId)],
)
export type HostnameRow = typeof hostnames.$inferSelect

/** A slug that was ever used is never given out again. */
export const slugTombstones = sqliteTable('slug_tombstones', {
  slug: text('slug').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  at: instant('at').notNull(),
})

/** Which companies an e-mail address belongs to, by keyed hash: for "find my company's address". */
export const memberAddresses = sqliteTable(
  'member_addresses',
  {
    id: id(),
    emailHash: text('email_hash').notNull(),
    tenantId: text('tenant_id').notNull(),
  },
  (table) => [uniqueIndex('member_addresses_once').on(table.emailHash, table.tenantId)],
)

export const signUpSteps = [
  'reserved',
  'database_created',
  'token_minted',
  'migrated',
  'seeded',
  'published',
  'undone',
] as const
export type SignUpStep = (typeof signUpSteps)[number]

/** The saga of one sign-up. What it holds of the owner is sealed, and erased when the tenant is published. */
export const signUps = sqliteTable(
  'sign_ups',
  {
    id: id(),
    idempotencyKey: text('idempotency_key').notNull(),
    tenantId: text('tenant_id').notNull(),
    slug: text('slug').notNull(),
    step: text('step', { enum: signUpSteps }).notNull(),
    details: json<Record<string, unknown>>('details').notNull(),
    /** Sealed: the owner's name, e-mail and password hash. */
    owner: text('owner'),
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: instant('lease_until'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('sign_ups_key').on(table.idempotencyKey),
    uniqueIndex('sign_ups_tenant').on(table.tenantId),
    index('sign_ups_unfinished').on(table.finishedAt, table.createdAt),
  ],
)
export type SignUp = typeof signUps.$inferSelect

/** When a scheduled tick was last seen. */
export const ticks = sqliteTable('ticks', {
  name: text('name').primaryKey(),
  at: instant('at').notNull(),
})

/** A doorbell that nobody could answer: shown to the operator; the sweep rings again whatever it says. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: id(),
    /** Null: the control plane's own bell, or one that could not be read. */
    tenantId: text('tenant_id'),
    body: text('body').notNull(),
    attempts: integer('attempts').notNull(),
    at: instant('at').notNull(),
    seenAt: instant('seen_at'),
  },
  (table) => [index('dead_letters_by_time').on(table.seenAt, table.at)],
)
