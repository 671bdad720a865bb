import type { Renewal } from '#schema/tenant/renewal.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type NewRenewal = Pick<
  Renewal,
  | 'id'
  | 'subjectKind'
  | 'subjectId'
  | 'customerId'
  | 'endsOn'
  | 'stage'
  | 'ownerId'
  | 'followUpOn'
  | 'linkHash'
  | 'createdAt'
>

/** One end, one renewal, whoever is told of it first. */
export const writeRenewalOnce = (db: TenantDb, renewal: NewRenewal) =>
  db.insert(renewals).values(renewal).onConflictDoNothing()
