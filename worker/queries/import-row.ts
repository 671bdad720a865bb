import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { type ImportVerdict, importChunks, imports } from '#schema/tenant/import.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** So many chunks are judged at once; they are taken over one by one. */
export const checkedAtOnce = 8

/** What the next step works on: the chunks from the cursor on. */
export const listChunksAtCursor = (db: TenantDb, id: string) =>
  db
    .select()
    .from(importChunks)
    .where(
      and(
        eq(importChunks.importId, id),
        sql`${importChunks.nth} >= (select cursor from imports where id = ${id})`,
        sql`${importChunks.nth} < (select cursor + case status when 'checking' then ${checkedAtOnce} when 'importing' then 1 else 0 end
          from imports where id = ${id})`,
      ),
    )
    .orderBy(asc(importChunks.nth))

/** Rows of earlier chunks that have one of these keys. */
export const listEarlierKeys = (db: TenantDb, id: string, nth: number, keys: readonly string[]) =>
  db.select({ key: sql<string>`v.value ->> 'key'`, row: sql<number>`min(c.first_row + v.key)` }).from(
    sql`import_chunks c cross join json_each(c.verdicts) v
        where c.import_id = ${id} and c.nth < ${nth}
        and v.value ->> 'key' in (select value from json_each(${JSON.stringify(keys)})) group by 1`,
  )

export const writeVerdicts = (db: TenantDb, importId: string, nth: number, verdicts: readonly ImportVerdict[]) =>
  db
    .update(importChunks)
    .set({ verdicts: [...verdicts] })
    .where(and(eq(importChunks.importId, importId), eq(importChunks.nth, nth)))

const sampleRows = 5

/** The first rows below the header, as the file has them. */
export const listSample = (db: TenantDb, id: string) =>
  db.select({ cells: sql<string>`v.value` }).from(
    sql`import_chunks c cross join json_each(c.cells) v
        where c.import_id = ${id} and c.nth = 0 and v.key < ${sampleRows}`,
  )

export type RowPlace = { nth: number; at: number }
export const verdictPage = 50

/** A page of judged rows in the file's order. `bad`: those that are not taken over. */
export const listVerdicts = (db: TenantDb, id: string, only: 'bad' | 'warned' | 'all', after: RowPlace) =>
  db
    .select({
      nth: sql<number>`p.nth`,
      at: sql<number>`p.at`,
      row: sql<number>`p.first_row + p.at`,
      verdict: sql<string>`p.verdict`,
      cells: sql<string>`json_extract(c.cells, '$[' || p.at || ']')`,
    })
    .from(
      sql`(select c.nth, c.first_row, v.key at, v.value verdict from import_chunks c cross join json_each(c.verdicts) v
        where c.import_id = ${id} and c.nth >= ${after.nth} and (c.nth > ${after.nth} or v.key > ${after.at}) and ${wanted[only]}
        order by c.nth, v.key limit ${verdictPage + 1}) p
        join import_chunks c on c.import_id = ${id} and c.nth = p.nth order by p.nth, p.at`,
    )

const wanted = {
  bad: sql`v.value ->> 'ok' = 0`,
  warned: sql`v.value ->> 'ok' = 1 and json_array_length(v.value, '$.warnings') > 0`,
  all: sql`v.value ->> 'ok' is not null`,
} satisfies Record<string, SQL>

/** How many rows are taken over and yet want a look. */
export const countWarned = (db: TenantDb, id: string) =>
  db.select({ count: sql<number>`count(*)` }).from(
    sql`import_chunks c cross join json_each(c.verdicts) v where c.import_id = ${id} and ${wanted.warned}
        and exists (select 1 from ${imports} where ${imports.id} = ${id} and ${imports.status} in ('checked', 'done'))`,
  )

/** What ends when, of all rows that would be taken over; nothing once they are. */
export const listEnds = (db: TenantDb, id: string, from: Day, until: Day) =>
  db
    .select({
      endsOn: sql<Day>`v.value ->> 'endsOn'`,
      autoRenew: sql<number | null>`v.value ->> 'autoRenew'`,
      count: sql<number>`count(*)`,
    })
    .from(
      sql`import_chunks c cross join json_each(c.verdicts) v where c.import_id = ${id} and v.value ->> 'ok' = 1
        and v.value ->> 'endsOn' between ${from} and ${until}
        and exists (select 1 from ${imports} where ${imports.id} = ${id} and ${imports.status} = 'checked') group by 1, 2`,
    )

/** Everything of some chunks, for what is downloaded. */
export const listChunksFrom = (db: TenantDb, id: string, nth: number, limit: number) =>
  db
    .select()
    .from(importChunks)
    .where(and(eq(importChunks.importId, id), sql`${importChunks.nth} >= ${nth}`))
    .orderBy(asc(importChunks.nth))
    .limit(limit)
