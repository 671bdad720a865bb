import type { VersionStatus } from '#rules/policy.ts'
import type { Tenant } from '#tenants/scope.ts'
import type { ShownClause } from '../queries/service-request-detail.ts'

type Versions = ReadonlyMap<string, readonly ShownClause[]>

/** What this isolate has seen of each tenant's published versions: they never change (GR-29). The oldest go first. */
const seen = new Map<string, Versions>()
const mostTenants = 100
const mostVersions = 4

const none: Versions = new Map()

/** By version; their clauses need not travel again. */
export const knownClauses = ({ id }: Tenant): Versions => seen.get(id) ?? none

/** `version`: undefined where there is none; a draft is not remembered. */
export function rememberClauses(
  { id }: Tenant,
  version: { id: string; status: VersionStatus } | undefined,
  clauses: readonly ShownClause[],
): readonly ShownClause[] {
  if (version?.status !== 'published' && version?.status !== 'superseded') return clauses
  const others = [...(seen.get(id) ?? none)].filter(([known]) => known !== version.id)
  seen.delete(id)
  seen.set(id, new Map([...others, [version.id, clauses] as const].slice(-mostVersions)))
  if (seen.size > mostTenants) seen.delete(seen.keys().next().value as string)
  return clauses
}
