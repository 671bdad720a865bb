import { eq, type SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { type UndoneKind, undoneKinds } from '#rules/import-life.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customers, sites } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** So many rows of one kind are taken back in one batch. */
export const undoneAtOnce = 250

const tables = {
  contract: 'contracts',
  asset: 'assets',
  product: 'products',
  site: 'sites',
  contact: 'contacts',
  customer: 'customers',
} as const satisfies Record<UndoneKind, string>

/** Nobody was told anything of it, and nobody follows it up. */
const untold = `not exists (select 1 from renewals r where r.subject_id = t.id)
  and not exists (select 1 from notices n where n.subject = t.id and n.state in ('sending', 'sent', 'unknown', 'digested'))`

/** Nobody changed it since, and nothing speaks of it. */
const unused: Record<UndoneKind, string> = {
  contract: `t.version = 0 and t.visits_used = 0 and ${untold}
    and not exists (select 1 from contracts c where c.previous_contract_id = t.id)`,
  asset: `t.version = 0 and ${untold}
    and not exists (select 1 from service_requests s where s.asset_id = t.id)
    and not exists (select 1 from asset_repairs s where s.asset_id = t.id)
    and not exists (select 1 from asset_readings s where s.asset_id = t.id)
    and not exists (select 1 from contract_assets s where s.asset_id = t.id)
    and not exists (select 1 from assets s where s.replaces_asset_id = t.id)
    and not exists (select 1 from assets s where s.parent_asset_id = t.id and s.import_id is not t.import_id)`,
  product: `t.version = 0 and t.archived_at is null
    and not exists (select 1 from assets s where s.product_id = t.id)`,
  site: `t.removed_at is null and not exists (select 1 from assets s where s.customer_id = t.customer_id and s.site_id = t.id)
    and exists (select 1 from customers s where s.id = t.customer_id and s.version = 0 and s.merged_into is null)
    and not exists (select 1 from service_requests s where s.customer_id = t.customer_id and s.site_id = t.id)`,
  contact: `t.removed_at is null
    and exists (select 1 from customers s where s.id = t.customer_id and s.version = 0 and s.merged_into is null)
    and not exists (select 1 from notices n where n.customer_id = t.customer_id and n.recipient_id = 'contact:' || t.id
      and n.state in ('sending', 'sent', 'unknown', 'digested'))`,
  customer: `t.version = 0 and t.merged_into is null
    and not exists (select 1 from service_requests s where s.customer_id = t.id)
    and not exists (select 1 from assets s where s.customer_id = t.id)
    and not exists (select 1 from contracts s where s.customer_id = t.id)
    and not exists (select 1 from contacts s where s.customer_id = t.id)
    and not exists (select 1 from sites s where s.customer_id = t.id)
    and not exists (select 1 from customer_merges s where s.kept_id = t.id)
    and not exists (select 1 from renewals s where s.customer_id = t.id)
    and not exists (select 1 from notices n where n.customer_id = t.id and n.state in ('sending', 'sent', 'unknown', 'digested'))`,
}

const takenBack = (kind: UndoneKind, id: string): SQL =>
  sql`(select t.id from ${sql.raw(tables[kind])} t where t.import_id = ${id} and ${sql.raw(unused[kind])}
    order by t.rowid limit ${undoneAtOnce})`

/** One batch's worth of one kind, with what is kept beside it; then the cursor moves on where nothing of the kind is left. */
export function undoingWrites(id: string, cursor: number): Statement[] {
  const kind = undoneKinds[cursor]
  if (!kind) return []
  const rows = takenBack(kind, id)
  return [
    ...beside(kind, rows),
    ...(kind === 'site' || kind === 'contact' ? [] : searchRemoval(rows)),
    sql`delete from ${sql.raw(tables[kind])} where id in ${rows}`,
    sql`update imports set cursor = ${cursor + 1} where id = ${id} and cursor = ${cursor} and not exists ${rows}`,
  ].map(statement)
}

function beside(kind: UndoneKind, rows: SQL): SQL[] {
  if (kind === 'contract') return [sql`delete from contract_assets where contract_id in ${rows}`]
  if (kind !== 'asset') return []
  return [
    sql`update assets set parent_asset_id = null where parent_asset_id in ${rows}`,
    sql`delete from decisions where id in (select warranty_decision_id from assets where id in ${rows})`,
  ]
}

const searchRemoval = (rows: SQL): SQL[] => [
  sql`delete from register_search where rowid in (select number from search_entries where subject in ${rows})`,
  sql`delete from search_entries where subject in ${rows}`,
]

const mostKept = 100

/** What stayed, by kind, a page of each: somebody changed it, or something speaks of it. */
export const keptQueries = (db: TenantDb, id: string) =>
  [
    db
      .select({ id: customers.id, name: customers.name })
      .from(customers)
      .where(eq(customers.importId, id))
      .limit(mostKept),
    db.select({ id: products.id, name: products.name }).from(products).where(eq(products.importId, id)).limit(mostKept),
    db
      .select({ id: assets.id, name: assets.name, number: assets.serialNumber })
      .from(assets)
      .where(eq(assets.importId, id))
      .limit(mostKept),
    db
      .select({ id: contracts.id, name: contracts.title, number: contracts.number })
      .from(contracts)
      .where(eq(contracts.importId, id))
      .limit(mostKept),
    db
      .select({ id: contacts.customerId, name: contacts.name })
      .from(contacts)
      .where(eq(contacts.importId, id))
      .limit(mostKept),
    db.select({ id: sites.customerId, name: sites.name }).from(sites).where(eq(sites.importId, id)).limit(mostKept),
  ] as const

/**
 * Machines whose main unit stands further down in the file, or came in before. Materialized: the file is walked through
 * once, not once a machine.
 */
export const writeParents = (id: string): Statement =>
  statement(sql`with linked as materialized (
      select own.id own, main.id main from import_chunks c cross join json_each(c.verdicts) v
        cross join assets own on own.serial_key = v.value ->> 'key' and own.removed_at is null
        cross join assets main on main.serial_key = v.value ->> 'parent' and main.removed_at is null
      where c.import_id = ${id} and v.value ->> 'parent' is not null and v.value ->> 'ok' = 1
        and +own.import_id = ${id} and own.id <> main.id)
    update assets set parent_asset_id = linked.main from linked where assets.id = linked.own`)

const dialect = new SQLiteAsyncDialect()

function statement(query: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return { toSQL: () => ({ sql: text, params }) }
}
