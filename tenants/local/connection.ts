import Database from 'libsql'
import type { SqliteValue, StatementResult } from './hrana.ts'
import { type Statement, statementOf } from './statement.ts'

export type Bindings = SqliteValue[] | Record<string, SqliteValue>

export interface Outcome {
  columns: StatementResult['cols']
  rows: SqliteValue[][]
  changes: number
  lastRowId: bigint | null
  fullscanSteps: number | undefined
}

export interface ConnectionOptions {
  /** Where writes answer SQLITE_FULL, in pages of 4,096 bytes. */
  maxPages: number | undefined
  statistics: boolean
}

/** How often a database's schema has changed; shared by all its connections. */
export interface SchemaCount {
  changes: number
}

interface Prepared {
  native: Database.Statement<[Bindings]>
  reader: boolean
  fullscanSteps: number
  columns: Outcome['columns']
  /** The count at which `columns` was read. */
  columnsAt: number | undefined
}

const CACHED_STATEMENTS = 128

/** One native connection. It never waits: a lock held elsewhere is SQLITE_BUSY at once, and the stream queues. */
export class Connection {
  /** No longer as a fresh connection would be, so not for another stream. */
  marked = false
  readonly #native: Database.Database
  readonly #schema: SchemaCount
  /** The count when the current transaction began. */
  #seenChanges = 0
  #isChangingSchema = false
  readonly #prepared = new Map<string, Prepared>()
  readonly #counts: Database.Statement<[]>
  readonly #steps: Database.Statement<[string]> | undefined

  constructor(file: string, schema: SchemaCount, options: ConnectionOptions) {
    this.#schema = schema
    this.#native = new Database(file, { timeout: 0 })
    this.#native.defaultSafeIntegers(true)
    this.#native.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-1000;
       PRAGMA max_page_count=${options.maxPages ?? 4_294_967_294}`,
    )
    this.#counts = this.#native.prepare<[]>('select changes(), last_insert_rowid()').raw(true)
    if (options.statistics) {
      this.#steps = this.#native.prepare<[string]>(STEPS).raw(true)
    }
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction
  }

  run(statement: Statement, bindings: Bindings): Outcome {
    if (!this.inTransaction) this.#seenChanges = this.#schema.changes
    if (statement.kind === 'schema') this.#isChangingSchema = true
    try {
      return this.#outcomeOf(statement, bindings)
    } finally {
      this.#countSchemaChange()
    }
  }

  /** How SQLite will walk through the tables, in its own words: `SCAN t`, `SEARCH t USING INDEX …`. */
  planOf(statement: Statement): string[] {
    const explained = statementOf(`explain query plan ${statement.sql}`)
    const bindings = statement.parameters.map(() => null)
    return this.run(explained, bindings).rows.map((row) => String(row[3]))
  }

  rollback() {
    if (this.inTransaction) this.#native.exec('ROLLBACK')
    this.#countSchemaChange()
  }

  /** Moves everything from the write-ahead log into the file. */
  checkpoint() {
    this.#native.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close() {
    this.#prepared.clear()
    this.#native.close()
  }

  #outcomeOf(statement: Statement, bindings: Bindings): Outcome {
    const prepared = this.#prepare(statement)
    if (statement.marksConnection) this.marked = true
    const rows = prepared.reader ? (prepared.native.all(bindings) as SqliteValue[][]) : []
    if (!prepared.reader) prepared.native.run(bindings)
    // An EXPLAIN read to its end still counts as a statement in progress, and would hold up the commit: this resets it.
    if (statement.explain) prepared.native.get(bindings)
    return {
      // After the rows: a statement prepared before the schema changed has its new columns only once it has run.
      columns: prepared.reader ? this.#columnsOf(prepared) : [],
      rows,
      ...this.#written(statement),
      fullscanSteps: this.#stepsOf(statement, prepared),
    }
  }

  /** Asking costs as much as a small query. Between the change of another transaction and the end of this one, each run asks. */
  #columnsOf(prepared: Prepared): Outcome['columns'] {
    const isSteady = !this.#isChangingSchema && this.#seenChanges === this.#schema.changes
    if (isSteady && prepared.columnsAt === this.#seenChanges) return prepared.columns
    const columns = prepared.native.columns().map(({ name, type }) => ({ name, decltype: type }))
    if (isSteady) Object.assign(prepared, { columns, columnsAt: this.#seenChanges })
    return columns
  }

  /** Counted when it holds for the others too, or for nobody. */
  #countSchemaChange() {
    if (!this.#isChangingSchema || this.inTransaction) return
    this.#isChangingSchema = false
    this.#schema.changes += 1
  }

  #prepare(statement: Statement): Prepared {
    const known = this.#prepared.get(statement.sql)
    if (known) {
      this.#prepared.delete(statement.sql)
      this.#prepared.set(statement.sql, known)
      return known
    }
    const native = this.#native.prepare<[Bindings]>(statement.sql)
    const prepared: Prepared = { native, reader: native.reader, fullscanSteps: 0, columns: [], columnsAt: undefined }
    if (prepared.reader) native.raw(true)
    if (statement.kind === 'schema' || statement.marksConnection) return prepared
    this.#prepared.set(statement.sql, prepared)
    if (this.#prepared.size > CACHED_STATEMENTS) this.#prepared.delete(this.#prepared.keys().next().value ?? '')
    return prepared
  }

  #written(statement: Statement): { changes: number; lastRowId: bigint | null } {
    if (statement.kind !== 'write') return { changes: 0, lastRowId: null }
    const [row] = this.#counts.all() as [bigint, bigint][]
    return { changes: Number(row?.[0] ?? 0), lastRowId: statement.insert ? (row?.[1] ?? null) : null }
  }

  #stepsOf(statement: Statement, prepared: Prepared): number | undefined {
    if (!this.#steps) return undefined
    const [row] = this.#steps.all(statement.sql) as [bigint][]
    const total = Number(row?.[0] ?? 0)
    const steps = total - prepared.fullscanSteps
    prepared.fullscanSteps = total
    return Math.max(steps, 0)
  }
}

/** Newest first: an evicted statement of the same text may linger until it is collected. Rows put into an index made for one query were all read, too. */
const STEPS = 'select nscan + naidx from sqlite_stmt where sql = ? limit 1'
