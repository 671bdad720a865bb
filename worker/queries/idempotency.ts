import { eq } from 'drizzle-orm'
import { idempotencyKeys } from '#schema/tenant/idempotency.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewIdempotency = typeof idempotencyKeys.$inferInsert

export const findIdempotency = (db: TenantDb, key: string) =>
  db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).limit(1)

/** In the batch that it guards: a second time, the batch fails and stores nothing. */
export const writeIdempotency = (db: TenantDb, row: NewIdempotency) => db.insert(idempotencyKeys).values(row)

/** What the batch would have stored is stored: whoever sent it first has the answer. */
export const isStoredAlready = (error: unknown) => isUniqueViolation(error, 'idempotency_keys.key')
