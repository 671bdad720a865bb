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
import { type FrontRow, findFront, frontIn } from '../queries/company.ts'
import { serviceVersionInForce, versionQueries } from '../queries/policy.ts'

export type ServicePolicy = {
  versionId: string
  number: number
  effectiveFrom: Date | null
  trialUntil: Date | null
  clauses: readonly Clause[]
}

/** How a company meets the public: what it is called, what its policy promises, when it is open, how busy its form is. */
export type Front = {
  company: Company
  policy: ServicePolicy | null
  overrides: CalendarOverride[]
  /** Whether customers may be written to. */
  mayMail: boolean
  /** Reports in this hour. */
  reports: number
  /** The same for as long as nothing that is shown has changed. */
  stamp: string
}

type Queries = readonly BatchItem<'sqlite'>[]
type Answers<Q extends Queries> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/** What was last seen of each tenant; a published version never changes (GR-29). The oldest go first. */
const seen = new Map<string, Omit<Front, 'reports'> & { host: string }>()
const mostSeen = 500

/**
 * One round trip, together with `queries`. Clauses travel when this isolate has not seen the tenant's policy; only when
 * another version has just come into force does a second trip fetch it.
 */
export async function loadFront<const Q extends Queries>(
  scope: PublicScope,
  queries: Q,
  { before = [] }: { before?: Queries } = {},
): Promise<{ front: Front; before: unknown[]; answers: Answers<Q> }> {
  const { db, tenant, now } = scope
  const front = findFront(db, { now, fromDay: dayOf(new Date(now.getTime() - 2 * dayMs), 'UTC'), pressureKey })
  const version = seen.has(tenant.id) ? [] : versionQueries(db, serviceVersionInForce(db, now))
  const results: unknown[] = await read(db, [...before, front, ...version, ...queries] as BatchItem<'sqlite'>[])
  const [row] = results[before.length] as FrontRow[]
  if (!row) throw new NotFound('company')
  const fresh = version.length > 0 ? (results.slice(before.length + 1) as VersionRows) : undefined
  return {
    front: { ...(await frontOf(scope, row, fresh)), reports: row.reports },
    before: results.slice(0, before.length),
    answers: results.slice(before.length + 1 + version.length) as Answers<Q>,
  }
}

/** Where the reports of this hour are counted. */
export const pressureKey = 'report company'

/** As last seen by this isolate, for pages that must not ask the database. */
export function knownFront(host: string): Front | undefined {
  const last = [...seen.values()].findLast((one) => one.host === host)
  return last && { ...last, reports: 0 }
}

async function frontOf(scope: PublicScope, row: FrontRow, fresh: VersionRows | undefined) {
  const { id, host } = scope.tenant
  const stamp = row.front
  const known = seen.get(id)
  if (known?.stamp === stamp) return known
  const { company, versionId, days, mayMail } = frontIn(row)
  const policy = versionId ? await policyOf(scope, versionId, known?.policy, fresh) : null
  const front = { company, policy, overrides: overridesOf(days), mayMail, stamp, host }
  seen.delete(id)
  seen.set(id, front)
  if (seen.size > mostSeen) seen.delete(seen.keys().next().value as string)
  return front
}

type VersionRows = [Omit<ServicePolicy, 'versionId' | 'clauses'>[], Clause[], ...unknown[]]

async function policyOf(
  { db }: PublicScope,
  versionId: string,
  known: ServicePolicy | null | undefined,
  fresh: VersionRows | undefined,
): Promise<ServicePolicy | null> {
  if (known?.versionId === versionId) return known
  const [[version], clauses] = fresh ?? ((await read(db, versionQueries(db, versionId))) as unknown as VersionRows)
  return version ? { versionId, ...version, clauses } : null
}

/** When time counts; null for a company without a policy. */
export const calendarOfFront = ({ policy, overrides }: Front) => (policy ? calendarOf(policy.clauses, overrides) : null)
