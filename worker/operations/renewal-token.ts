import type { Day } from '#rules/day.ts'
import type { Tenant } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'

/** The same end has the same renewal, however often and by whomever it is planned. */
export const renewalIdOf = async (tenant: Tenant, subjectId: string, endsOn: Day) =>
  `rn${(await hashOf(`renewal ${tenant.id} ${subjectId} ${endsOn}`)).slice(0, 24)}`

/** The secret of the customer's page of one renewal: derived, not stored (decision 14). */
export const renewalToken = (vault: Vault, tenant: Pick<Tenant, 'id'>, renewalId: string) =>
  vault.mac('renewal link', `${tenant.id} ${renewalId}`)
