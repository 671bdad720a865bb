import type { Decision } from '#rules/decision.ts'
import { allow, refuse } from '#rules/decision.ts'
import { type ImportKind, importKinds, type RememberedMapping } from '#rules/import.ts'
import { findTable, headerKeyOf } from '#rules/import-mapping.ts'
import type { RowChunk, SheetRow, SpreadsheetRefusal } from '#rules/spreadsheet.ts'
import { chunksOf, openSpreadsheet, sheetsIn } from '#rules/spreadsheet-open.ts'
import type { FilledSheet } from '#rules/spreadsheet-workbook.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { TenantDb, TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { deflation } from '../platform/deflation.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { listMappings, writeChunks, writeNewImport, writeStaged } from '../queries/import.ts'
import { sendingOf, storeOnce } from './sending.ts'

/** `sheet`: counts the visible ones; null: the only one that holds anything. */
export type Upload = {
  kind: ImportKind | 'guess'
  fileName: string
  bytes: Uint8Array
  sheet: number | null
  formKey: string
}

export type UploadRefusal = SpreadsheetRefusal | 'no_rows'

const chunkRows = 250
/** About a quarter of a megabyte a chunk, a megabyte a batch. */
const chunkCharacters = 250_000
const batchCharacters = 1_000_000
/** Of all cells together: what a packed file may come to in the database. */
const mostCharacters = 24_000_000

/**
 * Reads the file once and stages its rows; the same file sent again by the same form is staged once. Of a workbook with
 * several sheets somebody has to say which one is meant.
 */
export async function uploadImport(
  scope: TenantScope,
  upload: Upload,
): Promise<Decision<{ id: string }, UploadRefusal> | { sheets: FilledSheet[] }> {
  const sheets = upload.sheet === null ? sheetsIn(upload.bytes, deflation) : allow([])
  if (!sheets.allowed) return sheets
  if (sheets.result.length > 1) return { sheets: sheets.result }
  const parsed = parse(upload.bytes, upload.sheet ?? sheets.result[0]?.at ?? 0)
  if (!parsed.allowed) return parsed
  const { top, rows } = parsed.result
  const sending = await sendingOf(scope, 'import', upload.formKey, await digestOf(upload))
  const [[stored], remembered] = await loadKnown(scope.db, sending.key, top)
  const table = tableOf(upload.kind, top, rows, remembered)
  const chunks = stagedChunks(table)
  if (!chunks.allowed) return chunks
  if (chunks.result.length === 0) return refuse('no_rows')
  const id = stored?.subjectId ?? newId(scope.now)
  const batches = batchesOf(scope.db, id, chunks.result)
  if (!stored) {
    const isNew = await storeOnce(scope, sending, id, (guard) =>
      commitAs(scope, { id, version: 0 }, { name: 'import.uploaded', detail: { fileName: upload.fileName } }, [
        guard,
        writeNewImport(scope.db, {
          ...{ id, version: 1, kind: table.kind, status: batches.length > 1 ? 'staging' : 'mapping' },
          ...{ fileName: upload.fileName.slice(0, 200), header: table.header, mapping: table.mapping },
          ...{ rows: table.rowCount, createdAt: scope.now, createdBy: scope.actor.id },
        }),
        ...batches[0]!,
      ]),
    )
    if (!isNew) return allow({ id: await storedId(scope.db, sending.key) })
  }
  for (const batch of batches.slice(stored ? 0 : 1)) await write(scope.db, batch, { repeatable: true })
  if (batches.length > 1) await write(scope.db, [writeStaged(scope.db, id)], { repeatable: true })
  return allow({ id })
}

const storedId = async (db: TenantDb, key: string) => (await read(db, [findIdempotency(db, key)]))[0][0]!.subjectId

async function digestOf({ bytes, kind, sheet }: Upload): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource))
  return `${kind} ${sheet} ${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

type Parsed = { top: string[][]; rows: SheetRow[] }

function parse(bytes: Uint8Array, sheet: number): Decision<Parsed, UploadRefusal> {
  const opened = openSpreadsheet(bytes, deflation, sheet)
  if (!opened.allowed) return opened
  const rows: SheetRow[] = []
  let characters = 0
  for (const next of opened.result.rows) {
    if (!next.allowed) return next
    characters += next.result.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (characters > mostCharacters) return refuse('too_big')
    rows.push(next.result)
  }
  return allow({ rows, top: rows.slice(0, rowsForHeader).map(({ cells }) => [...cells]) })
}

const rowsForHeader = 10

/** What every header that there could be meant the last time, by kind. */
async function loadKnown(db: TenantDb, key: string, top: readonly string[][]) {
  const headers = [...new Set(top.flat().map(headerKeyOf))].filter((header) => header !== '' && header.length < 60)
  const hashes = new Map(await Promise.all(headers.map(async (header) => [await hashOf(header), header] as const)))
  const [stored, rows] = await read(db, [findIdempotency(db, key), listMappings(db, [...hashes.keys()])])
  const remembered: Record<ImportKind, Record<string, string | null>> = {
    ...{ customer: {}, product: {}, asset: {}, contract: {} },
  }
  for (const { kind, headerHash, mapping } of rows) remembered[kind][hashes.get(headerHash) ?? ''] = mapping[0] ?? null
  return [stored, remembered] as const
}

type Table = {
  kind: ImportKind
  header: string[]
  mapping: (string | null)[]
  rowCount: number
  rows: readonly SheetRow[]
}

/** The kind that most columns speak of, unless it was chosen; rows above the header are left out. */
function tableOf(
  chosen: Upload['kind'],
  top: readonly string[][],
  rows: readonly SheetRow[],
  remembered: Record<ImportKind, RememberedMapping>,
): Table {
  const found = findTable(chosen === 'guess' ? importKinds : [chosen], top, remembered)
  const below = rows.slice(found.at + 1)
  const width = below.reduce((most, { cells }) => Math.max(most, cells.length), found.header.length)
  const header = Array.from({ length: width }, (_, at) => found.header[at] ?? '')
  const mapping = header.map((_, at) => found.mapping[at] ?? null)
  return { kind: found.kind, header, mapping, rowCount: below.length, rows: below }
}

function stagedChunks({ rows }: Table): Decision<RowChunk[], UploadRefusal> {
  const staged: RowChunk[] = []
  for (const next of chunksOf(rows.map(allow), chunkRows, chunkCharacters)) {
    if (!next.allowed) return next
    staged.push(next.result)
  }
  return allow(staged)
}

/** Statements by batch: each row of the table that stages them is one statement, so that none grows too long. */
function batchesOf(db: TenantDb, importId: string, chunks: readonly RowChunk[]): Statement[][] {
  const batches: Statement[][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const [nth, { firstRow, cells }] of chunks.entries()) {
    const length = cells.flat().reduce((sum, cell) => sum + cell.length, 0)
    if (characters + length > batchCharacters) {
      batches.push([])
      characters = 0
    }
    characters += length
    const row = { importId, nth, firstRow, cells: cells.map((one) => [...one]) }
    batches.at(-1)!.push(writeChunks(db, [row]))
  }
  return batches
}
