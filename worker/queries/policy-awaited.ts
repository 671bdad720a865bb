import { and, asc, desc, eq, exists, gt, inArray, isNull, lte, not, or, type SQLWrapper, sql } from 'drizzle-orm'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { policyAcknowledgements } from '#schema/tenant/policy-acknowledgement.ts'
import { policyComments, policyConsultations } from '#schema/tenant/policy-consultation.ts'
import { sessions } from '#schema/tenant/session.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'

/**
 * What the member of a session is asked for, with the session itself in one round trip: to confirm having read a staff
 * policy that binds or will (rules/policy-acknowledgement.ts), to say what they think of a draft. A company has a few
 * versions a year.
 */
export const listAwaited = prepared((db: TenantDb, { sessionId, now }: Gaps<{ sessionId: string; now: Date }>) =>
  db
    .select({
      policy: policyVersions.policy,
      number: policyVersions.number,
      status: policyVersions.status,
      until: policyConsultations.until,
    })
    .from(policyVersions)
    .leftJoin(
      policyConsultations,
      and(eq(policyConsultations.versionId, policyVersions.id), isNull(policyConsultations.endedAt)),
    )
    .where(
      and(
        inArray(policyVersions.policy, ['service', 'staff']),
        inArray(policyVersions.status, ['published', 'consultation']),
        or(
          and(
            eq(policyVersions.policy, 'staff'),
            eq(policyVersions.status, 'published'),
            or(gt(policyVersions.effectiveFrom, now), eq(policyVersions.id, staffInForce(db, now))),
            not(exists(acknowledged(db, sessionId))),
            not(exists(askingNobody(db))),
          ),
          and(eq(policyVersions.status, 'consultation'), not(exists(answered(db, sessionId)))),
        ),
      ),
    )
    .orderBy(asc(policyVersions.number))
    .limit(4),
)
export type Awaited = ReturnType<typeof listAwaited>['_']['result'][number]

type At = Gaps<{ now: Date }>['now']
type SessionId = Gaps<{ sessionId: string }>['sessionId']

const staffInForce = (db: TenantDb, now: At): SQLWrapper =>
  sql`(${db
    .select({ id: policyVersions.id })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.policy, 'staff'),
        inArray(policyVersions.status, ['published', 'superseded']),
        lte(policyVersions.effectiveFrom, now),
      ),
    )
    .orderBy(desc(policyVersions.effectiveFrom), desc(policyVersions.number))
    .limit(1)})`

const acknowledged = (db: TenantDb, sessionId: SessionId) =>
  db
    .select({ id: policyAcknowledgements.id })
    .from(sessions)
    .innerJoin(policyAcknowledgements, eq(policyAcknowledgements.memberId, sessions.memberId))
    .where(and(eq(sessions.id, sessionId), eq(policyAcknowledgements.versionId, policyVersions.id)))

/** Rules are stored as JSON without blanks; a version has a few dozen clauses. */
const askingNobody = (db: TenantDb) =>
  db
    .select({ id: clauses.id })
    .from(clauses)
    .where(
      and(
        sql`${clauses.versionId} = ${policyVersions}."id"`,
        sql`instr(${clauses.rules}, '"policy.ack_required":false') > 0`,
      ),
    )

const answered = (db: TenantDb, sessionId: SessionId) =>
  db
    .select({ id: policyComments.id })
    .from(sessions)
    .innerJoin(policyComments, eq(policyComments.memberId, sessions.memberId))
    .where(and(eq(sessions.id, sessionId), eq(policyComments.consultationId, policyConsultations.id)))
