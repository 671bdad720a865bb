import { allow, type Decision, refuse } from '#rules/decision.ts'

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

/** Goes on by itself, a bounded step at a time, until the next state. */
export const isAtWork = (status: ImportStatus) =>
  status === 'checking' || status === 'importing' || status === 'undoing'

type Standing = { status: ImportStatus; good: number }

export type ImportRefusal = 'not_mappable' | 'not_checked' | 'nothing_good' | 'another_running' | 'not_done' | 'over'

/** Columns can be given another meaning until rows are taken over. */
export const decideMapping = ({ status }: Standing): Decision<true, ImportRefusal> =>
  status === 'mapping' || status === 'checked' || status === 'checking' ? allow(true) : refuse('not_mappable')

/** One at a time: rows of two files may mean one customer. */
export function decideEntry({ status, good }: Standing, others: number): Decision<true, ImportRefusal> {
  if (status !== 'checked') return refuse('not_checked')
  if (good === 0) return refuse('nothing_good')
  return others > 0 ? refuse('another_running') : allow(true)
}

export const decideUndoing = ({ status }: Standing): Decision<true, ImportRefusal> =>
  status === 'done' ? allow(true) : refuse('not_done')

/** What was taken over is undone, never dropped. */
export const decideDropping = ({ status }: Standing): Decision<true, ImportRefusal> =>
  ['staging', 'mapping', 'checking', 'checked'].includes(status) ? allow(true) : refuse('over')

/** How far the present state has come, of `chunks`; undoing goes through its kinds of rows instead. */
export const progressOf = ({ status, cursor }: { status: ImportStatus; cursor: number }, chunks: number) => {
  const whole = status === 'undoing' ? undoneKinds.length : Math.max(1, chunks)
  return Math.min(1, cursor / whole)
}

/** In the order in which nothing is left behind that speaks of what is gone. */
export const undoneKinds = ['contract', 'asset', 'product', 'site', 'contact', 'customer'] as const
export type UndoneKind = (typeof undoneKinds)[number]
