import type { Day } from '#rules/day.ts'
import { newId } from '#tenants/id.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { newSecret } from '#tenants/vault.ts'

type Ending = { number: string; endsOn: Day; email?: string }

/** A customer with one contact who is told, and a contract that ends on that day. */
export async function addEnding(db: TenantDb, now: Date, { number, endsOn, email = 'luo@customer.example' }: Ending) {
  const [customerId, contactId, contractId] = [newId(now), newId(now), newId(now)]
  const at = now.getTime()
  await db.$client.batch(
    [
      {
        sql: 'insert into customers (id, name, phone, phone_key, created_at) values (?, ?, ?, ?, ?)',
        args: [customerId, `天泰物业 ${number}`, '', '', at],
      },
      {
        sql: `insert into contacts (id, customer_id, name, phone, phone_key, email, created_at)
          values (?, ?, '罗芳', '', '', ?, ?)`,
        args: [contactId, customerId, email, at],
      },
      {
        sql: `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at)
          values (?, ?, ?, '空压机年度保养', '2025-06-01', ?, '["labour"]', ?)`,
        args: [contractId, number, customerId, endsOn, at],
      },
    ],
    'write',
  )
  return { customerId, contactId, contractId }
}

type Row = { state: string; dueAt: Date; attempt?: number; template?: string; data?: object } & Record<string, unknown>

/** A message of the ledger as the jobs leave it. */
export async function addNotice(db: TenantDb, now: Date, { state, dueAt, attempt = 0, template, data, ...more }: Row) {
  const key = newSecret()
  const row: Record<string, unknown> = {
    ...{ key, channel: 'email', recipient: 'wang@customer.example', template: template ?? 'follow_up', lang: 'en' },
    ...{ data: JSON.stringify(data ?? { to: 'Wang', customer: 'Acme', name: 'Yearly service', renewalId: 'rn1' }) },
    ...{ subject: 'rn1', state, due_at: dueAt.getTime(), attempt, created_at: now.getTime(), kind: 'follow_up' },
    ...more,
  }
  const names = Object.keys(row)
  await db.$client.execute({
    sql: `insert into notices (${names.join()}) values (${names.map(() => '?').join()})`,
    args: names.map((name) => row[name] as string),
  })
  return key
}
