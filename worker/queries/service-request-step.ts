import { and, asc, eq, isNotNull, isNull, type SQLWrapper } from 'drizzle-orm'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { decisions, type NewDecision } from '#schema/tenant/decision.ts'
import { members } from '#schema/tenant/member.ts'
import { clauses } from '#schema/tenant/policy.ts'
import {
  type ClockRow,
  clocks,
  messages,
  pauses,
  type ServiceRequest,
  serviceRequests,
} from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { customerIdOf, findTierOfRequest } from './customer.ts'
import { listRecentKeys } from './event.ts'
import { writeFewRows } from './row-batch.ts'

/** A service request with its clocks and its pauses. */
export const requestWithClocks = (db: TenantDb, id: string) =>
  [findRequest(db, { id }), listClocks(db, { id }), listPauses(db, { id })] as const

const findRequest = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db.select().from(serviceRequests).where(eq(serviceRequests.id, id)).limit(1),
)
const listClocks = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db.select().from(clocks).where(eq(clocks.requestId, id)),
)
const listPauses = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db.select().from(pauses).where(eq(pauses.requestId, id)).orderBy(asc(pauses.from)),
)

/** The version of the policy that a request began under, as a value inside another query. */
export const policyVersionOf = (db: TenantDb, id: string | SQLWrapper) =>
  db.select({ id: serviceRequests.policyVersionId }).from(serviceRequests).where(eq(serviceRequests.id, id))

/** All that a step needs, for one round trip: the request, its policy's clauses, own days, who can be sent. */
export const stepQueries = (db: TenantDb, id: string) =>
  [
    ...requestWithClocks(db, id),
    db
      .select()
      .from(clauses)
      .where(eq(clauses.versionId, policyVersionOf(db, id)))
      .orderBy(asc(clauses.position)),
    db.select().from(calendarDays),
    db
      .select({ id: members.id, role: members.role, emailVerifiedAt: members.emailVerifiedAt })
      .from(members)
      .where(and(isNull(members.disabledAt), isNotNull(members.joinedAt)))
      .limit(500),
    listRecentKeys(db, id),
    findTierOfRequest(db, id),
  ] as const

/** A write is built here and run by `commit`, together with its event. */
export const writeServiceRequest = (
  db: TenantDb,
  request: Pick<ServiceRequest, 'id' | 'version'>,
  columns: Partial<ServiceRequest>,
) =>
  db
    .update(serviceRequests)
    .set({ ...columns, version: request.version + 1 })
    .where(eq(serviceRequests.id, request.id))

/** Whoever called: known before, or written a statement earlier. */
export const writeCustomerOfCaller = (db: TenantDb, { id, phoneKey }: Pick<ServiceRequest, 'id' | 'phoneKey'>) =>
  db
    .update(serviceRequests)
    .set({ customerId: customerIdOf(db, phoneKey) })
    .where(eq(serviceRequests.id, id))

export const writeClock = (db: TenantDb, clock: ClockRow, columns: Partial<ClockRow>) =>
  db.update(clocks).set(columns).where(eq(clocks.id, clock.id))

export const writePause = (db: TenantDb, pause: typeof pauses.$inferInsert) => db.insert(pauses).values(pause)

export const writePauseEnd = (db: TenantDb, requestId: string, until: Date) =>
  db
    .update(pauses)
    .set({ until })
    .where(and(eq(pauses.requestId, requestId), isNull(pauses.until)))

export const writeMessage = (db: TenantDb, message: typeof messages.$inferInsert) => db.insert(messages).values(message)

/** What was decided in one step, and why. */
export const writeDecisions = (decided: readonly NewDecision[]) => writeFewRows(decisions, decided)
