import type { BatchItem } from 'drizzle-orm/batch'
import type { CalendarOverride } from '#rules/calendar.ts'
import { dayMs, dayOf } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import type { Company } from '#schema/tenant/company.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { findFront } from '../queries/company.ts'
import { listClauses, listServiceClausesInForce } from '../queries/policy.ts'

/** How a company meets the public: what it is called, what its policy promises, when it is open, how busy its form is. */
export type Front = {
  company: Company
  policy: { versionId: string; clauses: readonly Clause[] } | null
  overrides: CalendarOverride[]
  /** Reports in this hour. */
  reports: number
  /** The same for as long as nothing that is shown has changed. */
  stamp: string
}

type Queries = readonly BatchItem<'sqlite'>[]
type Answers<Q extends Queries> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/** Clauses of published versions, which nobody can change (GR-29). The oldest go first. */
const kept = new Map<string, { versionId: string; clauses: readonly Clause[] }>()
const mostKept = 500

/**
 * One round trip, together with `queries`. Clauses travel when this isolate has not seen the version in force; only
 * when that has just changed does a second trip fetch them.
 */
export async function loadFront<const Q extends Queries>(
  scope: PublicScope,
  queries: Q,
  { before = [] }: { before?: Queries } = {},
): Promise<{ front: Front; before: unknown[]; answers: Answers<Q> }> {
  const { db, tenant, now } = scope
  const known = kept.get(tenant.id)
  const front = findFront(db, { now, fromDay: dayOf(new Date(now.getTime() - 2 * dayMs), 'UTC'), pressureKey })
  const clauses = known ? [] : [listServiceClausesInForce(db, now)]
  const results: unknown[] = await read(db, [...before, front, ...clauses, ...queries] as BatchItem<'sqlite'>[])
  const [row] = results[before.length] as Awaited<typeof front>
  if (!row) throw new NotFound('company')
  const fresh = known ? undefined : (results[before.length + 1] as unknown as Clause[])
  return {
    front: {
      company: row.company,
      policy: await policyOf(scope, row.policyVersionId, fresh),
      overrides: overridesIn(row.days),
      reports: row.reports,
      stamp: `${row.policyVersionId} ${row.days} ${JSON.stringify(row.company)}`,
    },
    before: results.slice(0, before.length),
    answers: results.slice(before.length + 1 + clauses.length) as Answers<Q>,
  }
}

/** Where the reports of this hour are counted. */
export const pressureKey = 'report company'

async function policyOf({ db, tenant }: PublicScope, versionId: string | null, fresh: Clause[] | undefined) {
  if (!versionId) return null
  const known = kept.get(tenant.id)
  if (known?.versionId === versionId) return known
  const clauses = fresh ?? ((await read(db, [listClauses(db, versionId)]))[0] as unknown as Clause[])
  const policy = { versionId, clauses }
  kept.delete(tenant.id)
  kept.set(tenant.id, policy)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value as string)
  return policy
}

function overridesIn(days: string): CalendarOverride[] {
  const rows = JSON.parse(days) as [string, 'off' | 'open', [string, string][], string | null][]
  return overridesOf(rows.map(([day, kind, intervals, note]) => ({ day, kind, intervals, note })))
}

/** When time counts; null for a company without a policy. */
export const calendarOfFront = ({ policy, overrides }: Front) => (policy ? calendarOf(policy.clauses, overrides) : null)
