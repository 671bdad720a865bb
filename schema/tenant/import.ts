import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, id, instant, json, version } from '../columns.ts'

export const importKinds = ['customer', 'product', 'asset', 'contract'] as const
export type ImportKind = (typeof importKinds)[number]
export const importStatuses = [
  'staging',
  'mapping',
  'checking',
  'checked',
  'importing',
  'done',
  'undoing',
  'undone',
  'dropped',
] as const
export type ImportStatus = (typeof importStatuses)[number]

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

export type ImportVerdict = { ok: true; warnings?: unknown[] } | { ok: false; faults: unknown[] }

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

/** How a header was mapped the last time. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    kind: text('kind', { enum: importKinds }).notNull(),
    /** SHA-256 of the header's cells. */
    headerHash: text('header_hash').notNull(),
    mapping: json<(string | null)[]>('mapping').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.headerHash] })],
)
