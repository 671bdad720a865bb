import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Day } from '#rules/day.ts'
import { type CellFault, type CellNote, importKinds } from '#rules/import.ts'
import { importStatuses } from '#rules/import-life.ts'
import { day, id, instant, json, version } from '../columns.ts'

/** A file of rows on its way in: staged in chunks, checked, taken over, undone as a whole. */
export const imports = sqliteTable(
  'imports',
  {
    id: id(),
    version: version(),
    kind: text('kind', { enum: importKinds }).notNull(),
    status: text('status', { enum: importStatuses }).notNull(),
    fileName: text('file_name').notNull(),
    header: json<string[]>('header').notNull(),
    /** Column key by position in the file; null: left out. */
    mapping: json<(string | null)[]>('mapping').notNull(),
    rows: integer('rows').notNull(),
    /** The next chunk to be worked on in the present status. */
    cursor: integer('cursor').notNull().default(0),
    good: integer('good').notNull().default(0),
    bad: integer('bad').notNull().default(0),
    written: integer('written').notNull().default(0),
    /** What falls due before this day is shown and not announced. */
    noticesFrom: day('notices_from'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    finishedAt: instant('finished_at'),
    undoneAt: instant('undone_at'),
  },
  (table) => [index('imports_by_time').on(table.createdAt), index('imports_at_work').on(table.status, table.createdAt)],
)
export type Import = typeof imports.$inferSelect

/** `key`: what the row is known again by. A blank row has none of it. */
export type ImportVerdict = {
  ok: boolean | null
  key?: string
  warnings?: readonly CellNote[]
  faults?: readonly CellFault[]
  /** The machine that it is part of, by its key; linked when every row is in. */
  parent?: string
  /** What notices go by: the last covered day, and whether the contract extends itself. */
  endsOn?: Day
  autoRenew?: boolean
}

/** Some hundred rows of a file: the cells as they were, and what was found of each. */
export const importChunks = sqliteTable(
  'import_chunks',
  {
    importId: text('import_id').notNull(),
    nth: integer('nth').notNull(),
    /** The number of its first row in the file, where the header is row 1. */
    firstRow: integer('first_row').notNull(),
    cells: json<string[][]>('cells').notNull(),
    verdicts: json<ImportVerdict[]>('verdicts'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.nth] })],
)

/** What one column's header meant the last time; [null]: nothing. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    kind: text('kind', { enum: importKinds }).notNull(),
    /** SHA-256 of one header as mapping compares it. */
    headerHash: text('header_hash').notNull(),
    mapping: json<(string | null)[]>('mapping').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.headerHash] })],
)
