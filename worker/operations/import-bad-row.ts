import type { CellFault } from '#rules/import.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { findImport } from '../queries/import.ts'
import { listChunksFrom } from '../queries/import-row.ts'

const chunksAtOnce = 20

/** As the file has it, with what is wrong with it. */
export type BadCells = { row: number; cells: readonly string[]; faults: readonly CellFault[] }

/** The rows that were not taken over; some thousand of them a round trip. */
export async function findBadRows({ db }: Pick<TenantScope, 'db'>, id: string) {
  const [[record], first] = await read(db, [findImport(db, id), listChunksFrom(db, id, 0, chunksAtOnce)])
  if (!record) throw new NotFound('import')
  const rows: BadCells[] = []
  let chunks = first
  while (chunks.length > 0) {
    for (const { cells, verdicts, firstRow } of chunks)
      for (const [at, { ok, faults = [] }] of (verdicts ?? []).entries())
        if (ok === false) rows.push({ row: firstRow + at, cells: cells[at] ?? [], faults })
    const next = chunks.at(-1)!.nth + 1
    chunks = chunks.length < chunksAtOnce ? [] : (await read(db, [listChunksFrom(db, id, next, chunksAtOnce)]))[0]
  }
  return { record, rows }
}
