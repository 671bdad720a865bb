import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import { importKinds } from '#rules/import.ts'
import type { ImportStatus } from '#rules/import-life.ts'
import { type Import, importChunks, importMappings, imports } from '#schema/tenant/import.ts'
import type { TenantDb } from '#tenants/scope.ts'

export const importPage = 30

/** The newest first, one more than a page. */
export const listImports = (db: TenantDb, before: string) =>
  db
    .select({
      id: imports.id,
      kind: imports.kind,
      status: imports.status,
      fileName: imports.fileName,
      rows: imports.rows,
      good: imports.good,
      bad: imports.bad,
      written: imports.written,
      createdAt: imports.createdAt,
      createdBy: imports.createdBy,
    })
    .from(imports)
    .where(lt(imports.id, before))
    .orderBy(desc(imports.id))
    .limit(importPage + 1)

export const findImport = (db: TenantDb, id: string) => db.select().from(imports).where(eq(imports.id, id)).limit(1)

export const countChunks = (db: TenantDb, id: string) =>
  db.select({ count: sql<number>`count(*)` }).from(importChunks).where(eq(importChunks.importId, id))

/** Others that take rows over at this moment. */
export const countRunning = (db: TenantDb, id: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(imports)
    .where(and(inArray(imports.status, ['importing', 'undoing']), ne(imports.id, id)))

/** Oldest first; one person's second file waits for the first. */
export const listImportsAtWork = (db: TenantDb) =>
  db
    .select({ id: imports.id })
    .from(imports)
    .where(inArray(imports.status, ['checking', 'importing', 'undoing']))
    .orderBy(imports.createdAt)
    .limit(10)

export const writeNewImport = (db: TenantDb, row: typeof imports.$inferInsert) => db.insert(imports).values(row)

/** Staged twice it is staged once. */
export const writeChunks = (db: TenantDb, rows: (typeof importChunks.$inferInsert)[]) =>
  db.insert(importChunks).values(rows).onConflictDoNothing()

export const writeStaged = (db: TenantDb, id: string) =>
  db
    .update(imports)
    .set({ status: 'mapping' })
    .where(and(eq(imports.id, id), eq(imports.status, 'staging')))

/** As it was loaded; the event beside it refuses whoever comes second. */
export const writeImport = (db: TenantDb, { id, version }: Pick<Import, 'id' | 'version'>, columns: Partial<Import>) =>
  db
    .update(imports)
    .set({ ...columns, version: version + 1 })
    .where(and(eq(imports.id, id), eq(imports.version, version)))

/** Within one state: rows are counted and the cursor moves, which is no news for the log. */
export const writeProgress = (db: TenantDb, id: string, columns: Partial<Record<keyof Import, unknown>>) =>
  db
    .update(imports)
    .set(columns as Partial<Import>)
    .where(eq(imports.id, id))

/** Holds while nobody else has done this step. */
export const isStillAt = ({ id, status, cursor }: { id: string; status: ImportStatus; cursor: number }): SQL =>
  sql`exists (select 1 from ${imports} where ${imports.id} = ${id} and ${imports.status} = ${status} and ${imports.cursor} = ${cursor})`

export const isOnlyRunning = (id: string): SQL =>
  sql`not exists (select 1 from ${imports} where ${imports.status} in ('importing', 'undoing') and ${imports.id} <> ${id})`

/** What these headers meant before, whatever the kind. */
export const listMappings = (db: TenantDb, hashes: readonly string[]) =>
  db
    .select()
    .from(importMappings)
    .where(
      and(
        inArray(importMappings.kind, [...importKinds]),
        inArray(importMappings.headerHash, sql`(select value from json_each(${JSON.stringify(hashes)}))`),
      ),
    )

export const writeMappings = (db: TenantDb, rows: (typeof importMappings.$inferInsert)[]) =>
  db
    .insert(importMappings)
    .values(rows)
    .onConflictDoUpdate({
      target: [importMappings.kind, importMappings.headerHash],
      set: { mapping: sql`excluded.mapping`, at: sql`excluded.at` },
    })

export const deleteChunks = (db: TenantDb, id: string) => db.delete(importChunks).where(eq(importChunks.importId, id))

/** Where cells of people are kept longer than anybody needs them: dropped, or not touched for as long. */
export const listOutdatedImports = (db: TenantDb, before: Date) =>
  db
    .select({ id: imports.id, status: imports.status })
    .from(imports)
    .where(
      and(
        lt(imports.createdAt, before),
        sql`exists (select 1 from ${importChunks} where ${importChunks.importId} = ${imports.id})`,
      ),
    )
    .limit(5)

/** Never finished, and nothing of it was taken over. */
export const writeForgotten = (db: TenantDb, id: string) =>
  db
    .update(imports)
    .set({ status: 'dropped' })
    .where(and(eq(imports.id, id), inArray(imports.status, ['staging', 'mapping', 'checking', 'checked'])))
