import { type Day, dayOf } from '#rules/day.ts'
import type { Decision } from '#rules/decision.ts'
import { allow, refuse } from '#rules/decision.ts'
import type { ImportKind } from '#rules/import.ts'
import { decideDropping, decideEntry, decideMapping, decideUndoing, type ImportRefusal } from '#rules/import-life.ts'
import { missingColumns, rememberedOf, repeatedColumns } from '#rules/import-mapping.ts'
import type { Import } from '#schema/tenant/import.ts'
import { Conflict, Forbidden, NotFound } from '#tenants/errors.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { NewEvent } from '../queries/event.ts'
import { commitAs, writeGuard } from '../queries/guard.ts'
import { countRunning, deleteChunks, findImport, isOnlyRunning, writeImport, writeMappings } from '../queries/import.ts'

export type Mapped = { record: Import; missing: readonly string[]; repeated: readonly string[] }

/** What each column means: kept for the next file, and the rows are judged by it from the first one on. */
export const mapImport = (...args: Parameters<typeof map>) => settled(() => map(...args))

async function map(
  scope: TenantScope,
  id: string,
  kind: ImportKind,
  mapping: readonly (string | null)[],
): Promise<Decision<Mapped, ImportRefusal>> {
  const { db, now } = scope
  const record = await load(scope, id)
  if (isSame(record, kind, mapping)) return allow({ record, missing: [], repeated: [] })
  const decision = decideMapping(record)
  if (!decision.allowed) return decision
  const whole = record.header.map((_, at) => mapping[at] ?? null)
  const [missing, repeated] = [missingColumns(kind, whole), repeatedColumns(whole)]
  if (missing.length > 0 || repeated.length > 0) return allow({ record, missing, repeated })
  const remembered = Object.entries(rememberedOf(record.header, whole))
  const rows = await Promise.all(
    remembered.map(async ([header, key]) => ({ kind, headerHash: await hashOf(header), mapping: [key], at: now })),
  )
  await order(scope, record, { name: 'import.mapped', detail: { kind } }, [
    writeImport(db, record, { kind, mapping: whole, status: 'checking', cursor: 0, good: 0, bad: 0 }),
    ...(rows.length > 0 ? [writeMappings(db, rows)] : []),
  ])
  return allow({ record, missing, repeated })
}

/** Sent twice, it is under way already. */
const isSame = (record: Import, kind: ImportKind, mapping: readonly (string | null)[]) =>
  record.status !== 'mapping' &&
  record.kind === kind &&
  record.header.every((_, at) => (record.mapping[at] ?? null) === (mapping[at] ?? null))

/** The good rows are taken over from now on; `noticesFrom`: what falls due before is shown and not sent. */
export const enterImport = (...args: Parameters<typeof enter>) => settled(() => enter(...args))

async function enter(
  scope: TenantScope,
  id: string,
  wish: Day | null,
  timeZone: string,
): Promise<Decision<true, ImportRefusal>> {
  const { db } = scope
  const [record, others] = await loadWithOthers(scope, id)
  if (['importing', 'done'].includes(record.status)) return allow(true)
  const decision = decideEntry(record, others)
  if (!decision.allowed) return decision
  const hasEnds = record.kind === 'asset' || record.kind === 'contract'
  const noticesFrom = hasEnds ? (wish ?? dayOf(scope.now, timeZone)) : null
  const detail = { kind: record.kind, rows: record.good, ...(noticesFrom ? { noticesFrom } : {}) }
  return orderAlone(scope, record, { name: 'import.started', detail }, [
    writeImport(db, record, { status: 'importing', cursor: 0, written: 0, noticesFrom }),
  ])
}

/** Everything that nobody changed since is taken back, and what was made with it. */
export const undoImport = (...args: Parameters<typeof undo>) => settled(() => undo(...args))

async function undo(scope: TenantScope, id: string): Promise<Decision<true, ImportRefusal>> {
  const [record, others] = await loadWithOthers(scope, id)
  if (['undoing', 'undone'].includes(record.status)) return allow(true)
  const decision = decideUndoing(record)
  if (!decision.allowed) return decision
  if (others > 0) return refuse('another_running')
  return orderAlone(scope, record, { name: 'import.undo_started', detail: { kind: record.kind } }, [
    writeImport(scope.db, record, { status: 'undoing', cursor: 0 }),
  ])
}

/** Before anything was taken over: the file's rows are forgotten. */
export const dropImport = (...args: Parameters<typeof drop>) => settled(() => drop(...args))

async function drop(scope: TenantScope, id: string): Promise<Decision<true, ImportRefusal>> {
  const record = await load(scope, id)
  if (record.status === 'dropped') return allow(true)
  const decision = decideDropping(record)
  if (!decision.allowed) return decision
  await order(scope, record, { name: 'import.dropped', detail: {} }, [
    writeImport(scope.db, record, { status: 'dropped' }),
    deleteChunks(scope.db, id),
  ])
  return allow(true)
}

async function load({ db }: TenantScope, id: string): Promise<Import> {
  const [[record]] = await read(db, [findImport(db, id)])
  if (!record) throw new NotFound('import')
  return record
}

async function loadWithOthers({ db }: TenantScope, id: string): Promise<[Import, number]> {
  const [[record], [others]] = await read(db, [findImport(db, id), countRunning(db, id)])
  if (!record) throw new NotFound('import')
  return [record, others?.count ?? 0]
}

const order = (scope: TenantScope, record: Import, event: NewEvent, writes: readonly Statement[]) =>
  commitAs(scope, record, event, writes)

/** Two started at the same moment: the second one is refused inside its batch. */
async function orderAlone(
  scope: TenantScope,
  record: Import,
  event: NewEvent,
  writes: readonly Statement[],
): Promise<Decision<true, ImportRefusal>> {
  try {
    await order(scope, record, event, [writeGuard(isOnlyRunning(record.id)), ...writes])
    return allow(true)
  } catch (error) {
    const [[others]] = await read(scope.db, [countRunning(scope.db, record.id)])
    if (!(error instanceof Forbidden) || !others?.count) throw error
    return refuse('another_running')
  }
}

/** Whoever pressed twice finds it done by the first time. */
async function settled<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return run()
  }
}
