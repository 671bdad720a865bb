import { and, asc, eq, type SQLWrapper, sql } from 'drizzle-orm'
import { decisions } from '#schema/tenant/decision.ts'
import { photos } from '#schema/tenant/photo.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { messages, serviceRequests } from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { listHistory } from './event.ts'
import { findMailPermission } from './report.ts'
import { machineDetailQueries } from './service-request-coverage.ts'
import { listMemberNames } from './service-request-list.ts'
import { policyVersionOf, requestWithClocks } from './service-request-step.ts'

/** The longest history that one page shows. */
const historyLimit = 200

/** Everything about one service request, for one round trip. Clauses of `knownVersions` stay where they are. */
export const serviceRequestDetailQueries = (db: TenantDb, id: string, knownVersions: readonly string[]) =>
  [
    ...requestWithClocks(db, id),
    listMessages(db, { id }),
    listPhotos(db, { id }),
    listEvents(db, { id }),
    listDecisions(db, { id }),
    findVersion(db, { id }),
    listClauses(db, { id, known: knownVersions.join() }),
    listMemberNames(db),
    findMailPermission(db),
    ...machineDetailQueries(db, id),
  ] as const

const listMessages = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db.select().from(messages).where(eq(messages.requestId, id)).orderBy(asc(messages.at)).limit(historyLimit),
)

const listPhotos = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db.select().from(photos).where(eq(photos.requestId, id)).orderBy(asc(photos.id)).limit(100),
)

const listEvents = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) => listHistory(db, id, historyLimit))

const listDecisions = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({
      id: decisions.id,
      kind: decisions.kind,
      clauseKey: decisions.clauseKey,
      clauseNumber: decisions.clauseNumber,
      inputs: decisions.inputs,
      result: decisions.result,
      steps: decisions.steps,
      at: decisions.at,
    })
    .from(decisions)
    .where(eq(decisions.subject, id))
    .orderBy(asc(decisions.at)),
)

const findVersion = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({ id: policyVersions.id, number: policyVersions.number, status: policyVersions.status })
    .from(policyVersions)
    .where(eq(policyVersions.id, policyVersionOf(db, id))),
)

/** None where the version is among the known ones. */
const listClauses = prepared((db: TenantDb, { id, known }: Gaps<{ id: string; known: string }>) =>
  db
    .select({ key: clauses.key, number: clauses.number, title: clauses.title, rules: clauses.rules })
    .from(clauses)
    .where(eq(clauses.versionId, unknownVersionOf(db, id, known)))
    .orderBy(asc(clauses.position)),
)
export type ShownClause = ReturnType<typeof listClauses>['_']['result'][number]

const unknownVersionOf = (db: TenantDb, id: SQLWrapper, known: SQLWrapper) =>
  db
    .select({ id: serviceRequests.policyVersionId })
    .from(serviceRequests)
    .where(and(eq(serviceRequests.id, id), sql`instr(${known}, ${serviceRequests.policyVersionId}) = 0`))
