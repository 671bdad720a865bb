import { eq, type SQL, sql } from 'drizzle-orm'
import type { MovedKind } from '#rules/customer-merge.ts'
import { type CustomerMerge, customerMerges, customers } from '#schema/tenant/customer.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { findCustomer, listContacts, listSites } from './customer-card.ts'
import { listRecentKeys } from './event.ts'
import { listMemberNames } from './service-request-list.ts'
import { statement } from './statement.ts'

/** Rows that name the customer they belong to, by table. */
const owned: Record<Exclude<MovedKind, 'customers'>, string> = {
  ...{ contacts: 'contacts', sites: 'sites', assets: 'assets', contracts: 'contracts' },
  ...{ serviceRequests: 'service_requests', renewals: 'renewals', consents: 'consents' },
}
const kinds = Object.entries(owned) as [keyof typeof owned, string][]

/** Counting stops here. */
const countLimit = 1_000

/** Both customers, what each has, and what was done to each last: for one round trip. */
export const mergeQueries = (db: TenantDb, ids: readonly [string, string]) =>
  [
    findCustomer(db, ids[0]),
    findCustomer(db, ids[1]),
    ...([listContacts(db, ids[0]), listContacts(db, ids[1])] as const),
    ...([listSites(db, ids[0]), listSites(db, ids[1])] as const),
    ...([countOwned(db, ids[0]), countOwned(db, ids[1])] as const),
    ...([listRecentKeys(db, ids[0]), listRecentKeys(db, ids[1])] as const),
    listMemberNames(db),
  ] as const

export type OwnedCounts = Record<'assets' | 'contracts' | 'serviceRequests' | 'renewals' | 'consents', number>

const countOwned = (db: TenantDb, id: string) =>
  db.all<OwnedCounts>(sql`select
  ${counted('assets', sql`customer_id = ${id} and removed_at is null`)} as assets,
  ${counted('contracts', sql`customer_id = ${id} and removed_at is null`)} as contracts,
  ${counted('service_requests', sql`customer_id = ${id}`)} as serviceRequests,
  ${counted('renewals', sql`customer_id = ${id}`)} as renewals,
  ${counted('consents', sql`customer_id = ${id} and withdrawn_at is null`)} as consents`)

const counted = (table: string, condition: SQL) =>
  sql`(select count(*) from (select 1 from ${sql.identifier(table)} where ${condition} limit ${countLimit}))`

type NewMerge = Pick<CustomerMerge, 'id' | 'keptId' | 'mergedId' | 'at' | 'by' | 'undoUntil'>

/** What moves is what belongs to the other at that very moment, found and kept inside the batch. */
export const writeMerge = (merge: NewMerge, addedContactId: string | null): Statement[] => {
  const { id, keptId, mergedId, at, by, undoUntil } = merge
  const ids = kinds.map(
    ([kind, table]) =>
      sql`${kind}, json((select json_group_array(id) from ${sql.identifier(table)} where customer_id = ${mergedId}))`,
  )
  const moved = sql`json_object(${sql.join(ids, sql`, `)},
    'customers', json((select json_group_array(id) from (${mergedBefore(mergedId)}))),
    'addedContacts', json(${JSON.stringify(addedContactId ? [addedContactId] : [])}))`
  return [
    statement(sql`insert into customer_merges (id, kept_id, merged_id, moved, at, by, undo_until)
      select ${id}, ${keptId}, ${mergedId}, ${moved}, ${at.getTime()}, ${by}, ${undoUntil}`),
    ...kinds.map(([, table]) =>
      statement(sql`update ${sql.identifier(table)} set customer_id = ${keptId} where customer_id = ${mergedId}`),
    ),
    statement(sql`update customers set merged_into = ${keptId} where id in (${mergedBefore(mergedId)})`),
  ]
}

/** Those that point to this one, and those behind them. */
const mergedBefore = (keptId: string) => sql`with recursive gone (id) as (
    select merged_id from customer_merges where kept_id = ${keptId} and undone_at is null
    union select m.merged_id from gone join customer_merges m on m.kept_id = gone.id and m.undone_at is null)
  select id from gone`

/** A merge, both customers as they are now, and what was done to the one that was kept. */
export const mergeUndoQueries = (db: TenantDb, keptId: string, mergeId: string) =>
  [
    db.select().from(customerMerges).where(eq(customerMerges.id, mergeId)).limit(1),
    findCustomer(db, keptId),
    db
      .select()
      .from(customers)
      .where(
        sql`${customers.id} = (select ${customerMerges.mergedId} from ${customerMerges} where ${customerMerges.id} = ${mergeId})`,
      )
      .limit(1),
    listContacts(db, keptId),
    listSites(db, keptId),
    listRecentKeys(db, keptId),
    countStillThere(db, keptId, mergeId),
  ] as const

/** How many were moved, and how many of them still belong to the customer that was kept. */
const countStillThere = (db: TenantDb, keptId: string, mergeId: string) => {
  const there = kinds.map(
    ([kind, table]) => sql`(select count(*) from ${sql.identifier(table)}
      where id in (${idsMoved(mergeId, kind)}) and customer_id = ${keptId})`,
  )
  const pointing = sql`(select count(*) from customers
    where id in (${idsMoved(mergeId, 'customers')}) and merged_into = ${keptId})`
  const moved = [...kinds.map(([kind]) => kind), 'customers' as const].map(
    (kind) => sql`(select json_array_length(moved, ${`$.${kind}`}) from customer_merges where id = ${mergeId})`,
  )
  return db.all<{ moved: number | null; stillThere: number }>(
    sql`select ${sql.join(moved, sql` + `)} as moved, ${sql.join([...there, pointing], sql` + `)} as stillThere`,
  )
}

const idsMoved = (mergeId: string, kind: MovedKind) =>
  sql`select value from json_each((select moved from customer_merges where id = ${mergeId}), ${`$.${kind}`})`

/** Exactly what came over goes back. */
export const writeMergeUndone = ({ id, keptId, mergedId }: CustomerMerge, undoneAt: Date): Statement[] => [
  ...kinds.map(([kind, table]) =>
    statement(sql`update ${sql.identifier(table)} set customer_id = ${mergedId}
      where id in (${idsMoved(id, kind)}) and customer_id = ${keptId}`),
  ),
  statement(sql`update customers set merged_into = ${mergedId}
    where id in (${idsMoved(id, 'customers')}) and merged_into = ${keptId}`),
  statement(sql`update contacts set removed_at = ${undoneAt.getTime()}
    where id in (select value from json_each((select moved from customer_merges where id = ${id}), '$.addedContacts'))`),
  statement(sql`update customer_merges set undone_at = ${undoneAt.getTime()} where id = ${id}`),
]
