import { asc, desc, eq } from 'drizzle-orm'
import { decisions } from '#schema/tenant/decision.ts'
import { events } from '#schema/tenant/event.ts'
import { photos } from '#schema/tenant/photo.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { messages } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { listMemberNames } from './service-request-list.ts'
import { policyVersionOf, requestWithClocks } from './service-request-step.ts'

/** The longest history that one page shows. */
const historyLimit = 200

/** Everything about one service request, for one round trip. */
export const serviceRequestDetailQueries = (db: TenantDb, id: string) => {
  const version = policyVersionOf(db, id)
  return [
    ...requestWithClocks(db, id),
    db.select().from(messages).where(eq(messages.requestId, id)).orderBy(asc(messages.at)).limit(historyLimit),
    db.select().from(photos).where(eq(photos.requestId, id)).orderBy(asc(photos.id)).limit(100),
    db
      .select({ name: events.name, actor: events.actor, at: events.at, detail: events.detail })
      .from(events)
      .where(eq(events.subject, id))
      .orderBy(desc(events.version))
      .limit(historyLimit),
    db
      .select({ id: decisions.id, kind: decisions.kind, steps: decisions.steps, inputs: decisions.inputs })
      .from(decisions)
      .where(eq(decisions.subject, id))
      .orderBy(asc(decisions.at)),
    db.select({ number: policyVersions.number }).from(policyVersions).where(eq(policyVersions.id, version)),
    db
      .select({ key: clauses.key, number: clauses.number, title: clauses.title, rules: clauses.rules })
      .from(clauses)
      .where(eq(clauses.versionId, version))
      .orderBy(asc(clauses.position)),
    listMemberNames(db),
  ] as const
}
