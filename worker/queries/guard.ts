import { and, eq, exists, isNull, type SQL, sql } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import { members } from '#schema/tenant/member.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Forbidden } from '#tenants/errors.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { Actor, TenantDb, TenantScope } from '#tenants/scope.ts'
import { commit, type NewEvent, type Subject } from './event.ts'
import { statement } from './statement.ts'

/**
 * Fails the whole batch unless `condition` holds inside it: what was true when it was loaded may have changed since.
 * (Two rows with one key, where the condition does not hold, break a unique index.)
 */
export const writeGuard = (condition: SQL): Statement => statement(guarding(condition))

/** The same as text, for what is prepared. */
export const guarding = (condition: SQL) =>
  sql`insert into ${attempts} (key, count, expires_at)
    select 'guard', 0, 0 from (select 1 union all select 2) where not (${condition})`

export const isGuardViolation = (error: unknown) => isUniqueViolation(error, 'attempts.key')

/** `commit` by a member who still has, inside the batch, the role that was checked when the request began (I-14). */
export async function commitAs(
  scope: TenantScope,
  subject: Subject,
  event: NewEvent,
  writes: readonly Statement[],
): Promise<void> {
  try {
    await commit(scope, subject, event, [writeGuard(isStill(scope.db, scope.actor)), ...writes])
  } catch (error) {
    throw isGuardViolation(error) ? new Forbidden('role_changed') : error
  }
}

const isStill = (db: TenantDb, { id, role }: Actor) =>
  exists(
    db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.id, id), eq(members.role, role), isNull(members.disabledAt))),
  )
