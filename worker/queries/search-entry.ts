import { type SQL, sql } from 'drizzle-orm'
import { searchEntries } from '#schema/tenant/search-entry.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { statement } from './statement.ts'

type SearchKind = (typeof searchEntries.$inferSelect)['kind']

/** A word that nobody types: what is searched for is of one kind, and a page of it is read and no more. */
export const markOf = (kind: SearchKind) => `kindx${kind}`

/** What a subject is found by from now on; the words before are forgotten. Two statements of one batch. */
export const searchEntryWrites = (db: TenantDb, kind: SearchKind, subject: string, grams: string): Statement[] => [
  db.insert(searchEntries).values({ subject, kind }).onConflictDoNothing(),
  writeGrams(db, { subject, grams: `${markOf(kind)} ${grams}` }),
]

/** The same for a customer that the batch may or may not have stored a statement before. */
export const foundCustomerWrites = (db: TenantDb, subject: string, grams: string): Statement[] => [
  writeFoundCustomer(db, { subject }),
  writeGrams(db, { subject, grams: `${markOf('customer')} ${grams}` }),
]

const writeFoundCustomer = prepared((db: TenantDb, { subject }: Gaps<{ subject: string }>) =>
  db.run(sql`insert into search_entries (subject, kind) select id, 'customer' from customers where id = ${subject}`),
)

const writeGrams = prepared((db: TenantDb, { subject, grams }: Gaps<{ subject: string; grams: string }>) =>
  db.run(sql`insert or replace into register_search (rowid, grams)
    select number, ${grams} from search_entries where subject = ${subject}`),
)

/** The same for many at once. */
export const searchEntriesWrites = (
  db: TenantDb,
  kind: SearchKind,
  entries: readonly { subject: string; grams: string }[],
): Statement[] => [
  db
    .insert(searchEntries)
    .values(entries.map(({ subject }) => ({ subject, kind })))
    .onConflictDoNothing(),
  statement(sql`insert or replace into register_search (rowid, grams)
    select e.number, ${`${markOf(kind)} `} || (j.value ->> 'grams')
    from json_each(${JSON.stringify(entries)}) j cross join search_entries e on e.subject = j.value ->> 'subject'`),
]

/** Nobody finds it any more. */
export const searchEntryRemoval = (db: TenantDb, subject: string): Statement[] => [
  statement(sql`delete from register_search
    where rowid = (select number from search_entries where subject = ${subject})`),
  db.delete(searchEntries).where(sql`${searchEntries.subject} = ${subject}`),
]

/** The ids of one kind that match, the newest entry first: one page of them. */
export const matchingSubjects = (kind: SearchKind, match: string, limit: number): SQL =>
  sql`(select subject from search_entries where number in ${matchingNumbers(kind, match, newestEntry, limit)})`

/** Above every entry. */
export const newestEntry = Number.MAX_SAFE_INTEGER

/** The entries of one kind that match, the newest first, behind `before`: one page. `match`: of rules/search-gram.ts. */
export const matchingNumbers = (kind: SearchKind, match: string, before: number, limit: number): SQL =>
  sql`(select rowid from register_search where grams match ${`${markOf(kind)} AND (${match})`}
    and rowid < ${before} order by rowid desc limit ${limit})`
