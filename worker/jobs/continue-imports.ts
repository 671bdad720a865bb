import { isAtWork } from '#rules/import-life.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { EntryScope } from '../operations/import-entry.ts'
import { stepImport } from '../operations/import-step.ts'
import { deleteChunks, listImportsAtWork, listOutdatedImports, writeForgotten } from '../queries/import.ts'

const mostSteps = 12
const dayMs = 86_400_000
/** As long as somebody may want the rows that were not taken over. */
const keptDays = 30

/** Goes on where a closed tab stopped, a bounded number of steps a visit. Answers when to come again. */
export async function continueImports(scope: EntryScope): Promise<Date | null> {
  const { db, now } = scope
  const outdated = new Date(now.getTime() - keptDays * dayMs)
  const [waiting, old] = await read(db, [listImportsAtWork(db), listOutdatedImports(db, outdated)])
  for (const { id } of old) await write(db, [writeForgotten(db, id), deleteChunks(db, id)], { repeatable: true })
  let left = mostSteps
  for (const { id } of waiting) {
    let isOver = false
    while (!isOver && left-- > 0) isOver = !isAtWork((await stepImport(scope, id)).status)
    if (!isOver) return now
  }
  return null
}
