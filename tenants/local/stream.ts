import { randomBytes } from 'node:crypto'
import { holds } from './condition.ts'
import type { Bindings, Connection, Outcome } from './connection.ts'
import type { OpenDatabase } from './database.ts'
import {
  type BatchResult,
  errorBodyOf,
  type HranaBatch,
  HranaError,
  type HranaRequest,
  type HranaStatement,
  hranaValueOf,
  RequestError,
  type SqliteValue,
  type StatementResult,
  sqliteCodeOf,
  sqliteValueOf,
} from './hrana.ts'
import { type Statement, statementOf, statementsOf } from './statement.ts'

const TRANSACTION_MILLISECONDS = 5_000
const IDLE_MILLISECONDS = 10_000
const BUSY_MILLISECONDS = 6_000
const SQLITE_BUSY = 5
const STORED_SQL = 150

/** Who is asking: what its token allows, and the label under which its work is counted. */
export interface Caller {
  readOnly: boolean
  request: string | undefined
}

/** A conversation with one database over several requests: one connection, at most one transaction. */
export class Stream {
  readonly database: OpenDatabase
  closed = false
  caller: Caller
  #connection: Connection | undefined
  /** Why it has no connection any more. Made when asked for: an error costs as much as a small query. */
  #ended: () => HranaError = idledAway
  #transactionTimer: NodeJS.Timeout | undefined
  #idleTimer: NodeJS.Timeout | undefined
  readonly #sqls = new Map<number, string>()
  #forgetBaton: () => unknown = () => undefined
  readonly #onClose = () => this.close()

  constructor(database: OpenDatabase, caller: Caller) {
    this.database = database
    this.caller = caller
    this.#connection = database.acquire()
    database.closers.add(this.#onClose)
  }

  /** The baton by which the next request continues this stream; null when it was closed. */
  park(parked: Map<string, Stream>): string | null {
    if (this.closed) return null
    const baton = randomBytes(18).toString('base64url')
    parked.set(baton, this)
    this.#forgetBaton = () => parked.delete(baton)
    this.#idleTimer = setTimeout(() => this.close(), IDLE_MILLISECONDS)
    return baton
  }

  resume(caller: Caller) {
    clearTimeout(this.#idleTimer)
    this.caller = caller
  }

  close() {
    clearTimeout(this.#idleTimer)
    this.#forgetBaton()
    this.#abort(this.#ended)
    this.closed = true
    this.database.closers.delete(this.#onClose)
  }

  async answer(request: HranaRequest): Promise<object> {
    switch (request.type) {
      case 'close':
        this.close()
        return {}
      case 'execute':
        return { result: await this.#execute(request.stmt) }
      case 'batch':
        return { result: await this.#batch(request.batch) }
      case 'sequence':
        for (const statement of statementsOf(this.#sqlOf(request))) await this.#run(statement, [])
        return {}
      case 'store_sql':
        if (this.#sqls.size >= STORED_SQL) throw new HranaError('SQL_STORE_TOO_MANY', 'Too many SQL texts are stored')
        this.#sqls.set(request.sql_id, request.sql)
        return {}
      case 'close_sql':
        this.#sqls.delete(request.sql_id)
        return {}
      case 'get_autocommit':
        return { is_autocommit: this.#autocommit }
      default:
        throw new RequestError(400, 'Unknown type of request in the pipeline')
    }
  }

  async #execute(stated: HranaStatement): Promise<StatementResult> {
    const statement = statementOf(this.#sqlOf(stated))
    const bindings = bindingsOf(statement, stated)
    const started = performance.now()
    const outcome = await this.#run(statement, bindings)
    return resultOf(outcome, stated.want_rows !== false, performance.now() - started)
  }

  async #batch({ steps }: HranaBatch): Promise<BatchResult> {
    const { step_results: results, step_errors: errors }: BatchResult = { step_results: [], step_errors: [] }
    for (const [index, step] of steps.entries()) {
      results[index] = null
      errors[index] = null
      if (step.condition && !holds(step.condition, results, errors, () => this.#autocommit)) continue
      try {
        results[index] = await this.#execute(step.stmt)
      } catch (error) {
        if (error instanceof RequestError) throw error
        errors[index] = errorBodyOf(error)
      }
    }
    return { step_results: results, step_errors: errors }
  }

  async #run(statement: Statement, bindings: Bindings): Promise<Outcome> {
    refuseUnlessAllowed(statement, this.database, this.caller)
    const deadline = Date.now() + BUSY_MILLISECONDS
    for (let waited = false; ; waited = true) {
      const connection = this.#connection
      if (!connection) {
        if (waited) this.database.wakeNext()
        throw this.#ended()
      }
      const began = connection.inTransaction
      try {
        const outcome = connection.run(statement, bindings)
        this.database.log?.note(this.caller.request, statement, outcome, connection)
        return outcome
      } catch (error) {
        if (sqliteCodeOf(error) !== SQLITE_BUSY || Date.now() >= deadline) throw error
      } finally {
        this.#afterStep(connection, began, waited)
      }
      await this.database.turn(deadline - Date.now(), waited)
    }
  }

  #afterStep(connection: Connection, wasInTransaction: boolean, waited: boolean) {
    const isInTransaction = connection.inTransaction
    if (!wasInTransaction && isInTransaction) {
      this.#transactionTimer = setTimeout(() => this.#abort(timedOut), TRANSACTION_MILLISECONDS)
    }
    if (isInTransaction) return
    clearTimeout(this.#transactionTimer)
    if (wasInTransaction || waited) this.database.wakeNext()
  }

  /** The connection goes, the baton stays: the next request learns why. */
  #abort(reason: () => HranaError) {
    clearTimeout(this.#transactionTimer)
    this.#ended = reason
    const connection = this.#connection
    this.#connection = undefined
    if (connection) this.database.release(connection)
  }

  get #autocommit(): boolean {
    return !(this.#connection?.inTransaction ?? false)
  }

  #sqlOf({ sql, sql_id: id }: { sql?: string; sql_id?: number }): string {
    const text = sql ?? (id === undefined ? undefined : this.#sqls.get(id))
    if (text === undefined) throw new HranaError('SQL_NOT_FOUND', `SQL text ${id} not found`)
    return text
  }
}

const idledAway = () => new HranaError('STREAM_EXPIRED', 'The stream has expired due to inactivity')
const timedOut = () => new HranaError('TRANSACTION_TIMEOUT', 'Transaction timed out')

/** As sqld answers: a read-only token fails the whole request, a blocked database the single statement. */
function refuseUnlessAllowed({ kind }: Statement, { record }: OpenDatabase, { readOnly }: Caller) {
  const writes = kind === 'write' || kind === 'schema'
  if (readOnly && writes) {
    throw new RequestError(403, `Authorization forbidden: the token may not write to ${record.name}`)
  }
  const reads = writes || kind === 'read' || kind === 'begin'
  if (record.blockReads && reads) throw blocked(writes ? 'write' : 'read', 'reads')
  if (record.blockWrites && writes) throw blocked('write', 'writes')
}

function blocked(operation: string, what: string): HranaError {
  return new HranaError(
    'BLOCKED',
    `Operation was blocked: SQL ${operation} operations are forbidden (${what} are blocked)`,
  )
}

function bindingsOf(statement: Statement, stated: HranaStatement): Bindings {
  const args = stated.args ?? []
  const named = stated.named_args ?? []
  if (named.length === 0) {
    if (args.length < statement.parameters.length) throw missingArgument(args.length + 1)
    return args.map(sqliteValueOf)
  }
  if (args.length > 0) {
    throw new HranaError(
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
      'Specifying both positional and named arguments is not supported',
    )
  }
  const bindings: Record<string, SqliteValue> = {}
  for (const { name, value } of named) bindings[name.replace(/^[:@$]/, '')] = sqliteValueOf(value)
  const missing = statement.parameters.findIndex((name) => name === null || !(name.slice(1) in bindings))
  if (missing >= 0) throw missingArgument(missing + 1)
  return bindings
}

function missingArgument(position: number): HranaError {
  const message = `Arguments do not match SQL parameters: value for parameter ${position} not found`
  return new HranaError('ARGS_INVALID', message)
}

function resultOf(outcome: Outcome, wantRows: boolean, milliseconds: number): StatementResult {
  const steps = outcome.fullscanSteps
  return {
    cols: outcome.columns,
    rows: wantRows ? outcome.rows.map((row) => row.map(hranaValueOf)) : [],
    affected_row_count: outcome.changes,
    last_insert_rowid: outcome.lastRowId === null ? null : String(outcome.lastRowId),
    replication_index: null,
    rows_read: Math.max(outcome.rows.length, steps ?? 0),
    rows_written: outcome.changes,
    query_duration_ms: milliseconds,
    ...(steps === undefined ? {} : { fullscan_steps: steps }),
  }
}
