/** The values of Hrana 2 and 3 over HTTP in JSON, as far as @libsql/client speaks them. */
export type HranaValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

export interface HranaStatement {
  sql?: string
  sql_id?: number
  args?: HranaValue[]
  named_args?: { name: string; value: HranaValue }[]
  want_rows?: boolean
}

export type HranaCondition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: HranaCondition }
  | { type: 'and' | 'or'; conds: HranaCondition[] }
  | { type: 'is_autocommit' }

export interface HranaBatch {
  steps: { stmt: HranaStatement; condition?: HranaCondition | null }[]
}

export type HranaRequest =
  | { type: 'close' | 'get_autocommit' }
  | { type: 'execute'; stmt: HranaStatement }
  | { type: 'batch'; batch: HranaBatch }
  | { type: 'sequence'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }

export interface HranaPipeline {
  baton?: string | null
  requests: HranaRequest[]
}

export interface StatementResult {
  cols: { name: string; decltype: string | null }[]
  rows: HranaValue[][]
  affected_row_count: number
  last_insert_rowid: string | null
  replication_index: null
  /** The rows answered or the full-scan steps, whichever is more: SQLite does not say how many an index visited. */
  rows_read: number
  rows_written: number
  query_duration_ms: number
  /** Rows stepped over for want of an index; only with statistics on. Turso has no such field. */
  fullscan_steps?: number
}

export interface BatchResult {
  step_results: (StatementResult | null)[]
  step_errors: (HranaErrorBody | null)[]
}

export interface HranaErrorBody {
  message: string
  code: string
}

/** A statement's failure: it is answered inside a 200, beside the results of the others. */
export class HranaError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** A whole request's failure: it is answered with a status and nothing else. */
export class RequestError extends Error {
  readonly status: number
  readonly code: string | undefined
  constructor(status: number, message: string, code?: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export type SqliteValue = null | bigint | number | string | Uint8Array

export function sqliteValueOf(value: HranaValue): SqliteValue {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return BigInt(value.value)
    case 'float':
    case 'text':
      return value.value
    case 'blob':
      return Buffer.from(value.base64, 'base64')
    default:
      throw new RequestError(400, 'Unknown type of value in the request')
  }
}

export function hranaValueOf(value: SqliteValue): HranaValue {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: value.toString() }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return { type: 'blob', base64: bytes.toString('base64').replace(/=+$/, '') }
}

export function errorBodyOf(error: unknown): HranaErrorBody {
  if (error instanceof HranaError) return { message: error.message, code: error.code }
  if (!(error instanceof Error)) return { message: String(error), code: 'UNKNOWN' }
  const sqlite = sqliteCodeOf(error)
  if (sqlite === undefined) return { message: error.message, code: 'UNKNOWN' }
  if (/syntax error|incomplete input|unrecognized token/.test(error.message)) {
    return { message: `SQL string could not be parsed: ${error.message}`, code: 'SQL_PARSE_ERROR' }
  }
  return { message: `SQLite error: ${error.message}`, code: BASE_CODES[sqlite & 0xff] ?? 'SQLITE_UNKNOWN' }
}

/** SQLite's extended result code, undefined when the error is not SQLite's. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('rawCode' in error)) return undefined
  return typeof error.rawCode === 'number' ? error.rawCode : undefined
}

/** sqld and Turso report base codes only, and SQLITE_UNKNOWN for a plain SQLITE_ERROR. */
const BASE_CODES: Record<number, string> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
}
