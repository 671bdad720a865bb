import { newId } from '#tenants/id.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'

/** A contract that ends, the renewal that somebody follows up, and the secret of its customer's page. */
export async function addRenewal(db: TenantDb, { now, owner }: { now: Date; owner: string }) {
  const renewalToken = newSecret()
  const at = now.getTime()
  const customer = 'insert into customers (id, name, phone, phone_key, created_at) values (?, ?, ?, ?, ?)'
  const contract = `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at)
    values (?, ?, ?, ?, '2025-06-01', '2026-05-31', '["labour"]', ?)`
  const renewal = `insert into renewals (id, version, subject_kind, subject_id, customer_id, ends_on, owner_id, link_hash, created_at)
    values (?, 0, 'contract', ?, ?, '2026-05-31', ?, ?, ?)`
  const [customerId, contractId, id] = ['renewal-customer', 'renewal-contract', newId(now)]
  await db.$client.batch(
    [
      { sql: customer, args: [customerId, 'Renewing Ltd', '13700000000', '8613700000000', at] },
      { sql: contract, args: [contractId, 'MC-1', customerId, 'Yearly maintenance', at] },
      { sql: renewal, args: [id, contractId, customerId, owner, await hashOf(renewalToken), at] },
    ],
    'write',
  )
  return { renewal: id, renewalToken }
}
