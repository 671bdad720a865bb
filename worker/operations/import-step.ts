import { isAtWork, undoneKinds } from '#rules/import-life.ts'
import type { Import, ImportVerdict } from '#schema/tenant/import.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { type Statement, write } from '#tenants/round-trip.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { writeEvent } from '../queries/event.ts'
import { isGuardViolation, writeGuard } from '../queries/guard.ts'
import { countChunks, findImport, isStillAt, writeProgress } from '../queries/import.ts'
import { listChunksAtCursor, writeVerdicts } from '../queries/import-row.ts'
import { undoingWrites, writeParents } from '../queries/import-undoing.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { loadFront } from './front.ts'
import { importContextOf } from './import-context.ts'
import { type EntryScope, entryWrites } from './import-entry.ts'
import { judgeChunks, type StagedChunk } from './import-judgement.ts'

export type ImportPlace = Pick<Import, 'id' | 'kind' | 'status' | 'cursor' | 'written' | 'good' | 'bad'> & {
  chunks: number
}

const tries = 3

/**
 * One bounded step of whatever is at work: some thousand rows judged, some hundred taken over or taken back, as one batch
 * that holds only where nobody else has done the same step; whoever comes second is told how far it is.
 */
export async function stepImport(scope: EntryScope, id: string, actor = 'system'): Promise<ImportPlace> {
  for (let attempt = 1; ; attempt++) {
    const loaded = await load(scope, id)
    const { record } = loaded
    if (!isAtWork(record.status)) return placeOf(loaded)
    try {
      return await step({ ...scope, actor }, loaded)
    } catch (error) {
      if (isGuardViolation(error)) return placeOf(await load(scope, id))
      if (attempt === tries || !isMadeMeanwhile(error)) throw error
    }
  }
}

/** Somebody entered the same machine, model or contract by hand in between: the row is judged again. */
const isMadeMeanwhile = (error: unknown) =>
  ['assets.serial_key', 'products.model_key', 'contracts.number'].some((columns) => isUniqueViolation(error, columns))

type StepScope = EntryScope & { actor: string }

async function load(scope: EntryScope, id: string) {
  const { db, now } = scope
  const { front, answers } = await loadFront(scope, [
    findImport(db, id),
    countChunks(db, id),
    listChunksAtCursor(db, id),
    listCalendarDays(db),
  ])
  const [[record], [counted], staged, days] = answers
  if (!record) throw new NotFound('import')
  return { record, chunks: counted?.count ?? 0, staged, context: importContextOf(front, overridesOf(days), now) }
}
type Loaded = Awaited<ReturnType<typeof load>>

const placeOf = ({ record, chunks }: Loaded): ImportPlace => ({ ...record, chunks })

function step(scope: StepScope, loaded: Loaded): Promise<ImportPlace> {
  const { status } = loaded.record
  if (status === 'checking') return check(scope, loaded)
  return status === 'importing' ? enter(scope, loaded) : undo(scope, loaded)
}

async function check(scope: StepScope, { record, chunks, staged, context }: Loaded): Promise<ImportPlace> {
  const { db } = scope
  const { verdicts } = await judgeChunks(db, record, staged as StagedChunk[], context)
  const all = verdicts.flat()
  const cursor = record.cursor + staged.length
  const isLast = cursor >= chunks
  const counts = { good: record.good + count(all, true), bad: record.bad + count(all, false) }
  const columns = { cursor, ...counts, status: isLast ? ('checked' as const) : record.status }
  await write(
    db,
    [
      writeGuard(isStillAt(record)),
      ...staged.map(({ nth }, at) => writeVerdicts(db, record.id, nth, verdicts[at]!)),
      writeProgress(db, record.id, columns),
    ],
    { repeatable: true },
  )
  return { ...record, ...columns, chunks }
}

const count = (verdicts: readonly ImportVerdict[], ok: boolean) => verdicts.filter((one) => one.ok === ok).length

async function enter(scope: StepScope, loaded: Loaded): Promise<ImportPlace> {
  const { record, chunks, staged, context } = loaded
  const { db, now } = scope
  const judged = await judgeChunks(db, record, staged as StagedChunk[], context)
  const verdicts = judged.verdicts.flat()
  const { entered, writes } = await entryWrites(scope, record, judged, context)
  const cursor = record.cursor + 1
  const isLast = cursor >= chunks
  const [chunk] = staged
  const missed = chunk ? Math.max(0, count(chunk.verdicts ?? [], true) - entered) : 0
  const written = record.written + entered
  const counts = { cursor, written, good: record.good - missed, bad: record.bad + missed }
  const end = isLast ? { status: 'done' as const, finishedAt: now, version: record.version + 1 } : {}
  await write(
    db,
    [
      writeGuard(isStillAt(record)),
      ...(isLast ? [endEvent(scope, record, 'import.finished', { kind: record.kind, rows: written })] : []),
      ...writes,
      ...(chunk ? [writeVerdicts(db, record.id, chunk.nth, verdicts)] : []),
      writeProgress(db, record.id, { ...counts, ...end }),
      ...(isLast ? [...(record.kind === 'asset' ? [writeParents(record.id)] : []), writePlanningChanged(db, now)] : []),
    ],
    { repeatable: true },
  )
  return { ...record, ...counts, ...end, chunks }
}

async function undo(scope: StepScope, { record, chunks }: Loaded): Promise<ImportPlace> {
  const { db, now } = scope
  const isLast = record.cursor >= undoneKinds.length
  const end = { status: 'undone' as const, undoneAt: now, version: record.version + 1 }
  const last = () => [
    endEvent(scope, record, 'import.undone', { kind: record.kind }),
    writeProgress(db, record.id, end),
    writePlanningChanged(db, now),
  ]
  await write(db, [writeGuard(isStillAt(record)), ...(isLast ? last() : undoingWrites(record.id, record.cursor))], {
    repeatable: true,
  })
  return isLast ? { ...record, ...end, chunks } : { ...record, chunks }
}

const endEvent = (
  { db, now, actor }: StepScope,
  { id, version }: Import,
  name: string,
  detail: Record<string, unknown>,
): Statement => writeEvent(db, { id: newId(now), subject: id, version: version + 1, name, actor, at: now, detail })
