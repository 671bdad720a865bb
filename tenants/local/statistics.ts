import type { Connection, Outcome } from './connection.ts'
import type { Statement } from './statement.ts'

export interface StatementEntry {
  sql: string
  /** The label the caller gave with `x-aftercare-request`. */
  request: string | null
  runs: number
  rows: number
  /** Rows stepped over in full scans. A bare `count(*)` walks its table without such steps: see `scans`. */
  fullscanSteps: number
  /** The query plan's `SCAN …` lines, also where the table is still small or empty. */
  scans: string[]
}

const REMEMBERED_STATEMENTS = 2_000

/** What one database was asked, for tests: full scans per statement, and HTTP round trips per labelled request. */
export class StatementLog {
  readonly #entries = new Map<string, StatementEntry>()
  readonly #scans = new Map<string, string[]>()
  readonly #roundTrips = new Map<string, number>()

  note(request: string | undefined, statement: Statement, outcome: Outcome, connection: Connection) {
    if (statement.kind !== 'read' && statement.kind !== 'write') return
    const key = `${request ?? ''}\n${statement.sql}`
    const entry = this.#entries.get(key) ?? this.#newEntry(key, request, statement, connection)
    entry.runs++
    entry.rows += outcome.rows.length
    entry.fullscanSteps += outcome.fullscanSteps ?? 0
  }

  noteRoundTrip(request: string | undefined) {
    const label = request ?? ''
    this.#roundTrips.set(label, (this.#roundTrips.get(label) ?? 0) + 1)
  }

  statements(request: string | null): StatementEntry[] {
    const all = [...this.#entries.values()]
    return request === null ? all : all.filter((entry) => entry.request === request)
  }

  roundTrips(): { total: number; byRequest: Record<string, number> } {
    const total = [...this.#roundTrips.values()].reduce((sum, count) => sum + count, 0)
    const labelled = [...this.#roundTrips].filter(([label]) => label !== '')
    return { total, byRequest: Object.fromEntries(labelled) }
  }

  clear() {
    this.#entries.clear()
    this.#scans.clear()
    this.#roundTrips.clear()
  }

  #newEntry(key: string, request: string | undefined, statement: Statement, connection: Connection): StatementEntry {
    const scans = this.#scans.get(statement.sql) ?? scansOf(statement, connection)
    this.#scans.set(statement.sql, scans)
    const entry = { sql: statement.sql, request: request ?? null, runs: 0, rows: 0, fullscanSteps: 0, scans }
    this.#entries.set(key, entry)
    if (this.#entries.size > REMEMBERED_STATEMENTS) this.#entries.delete(this.#entries.keys().next().value ?? '')
    return entry
  }
}

function scansOf(statement: Statement, connection: Connection): string[] {
  if (statement.marksConnection || statement.explain) return []
  return connection.planOf(statement).filter((line) => line.startsWith('SCAN ') && !HARMLESS.test(line))
}

const HARMLESS = /^SCAN (?:CONSTANT ROW|\()|VIRTUAL TABLE/
