import { eq, type SQLWrapper } from 'drizzle-orm'
import { idempotencyKeys } from '#schema/tenant/idempotency.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { preparedInsert } from '#tenants/prepared-insert.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewIdempotency = typeof idempotencyKeys.$inferInsert

export const findIdempotency = (db: TenantDb, key: string | SQLWrapper) =>
  db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).limit(1)

/** In the batch that it guards: a second time, the batch fails and stores nothing. */
export const writeIdempotency = preparedInsert(idempotencyKeys)

/** What the batch would have stored is stored: whoever sent it first has the answer. */
export const isStoredAlready = (error: unknown) => isUniqueViolation(error, 'idempotency_keys.key')
