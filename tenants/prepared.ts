import type { InArgs, InStatement, ResultSet } from '@libsql/client/web'
import { is, Param, Placeholder, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql/web'
import { type AlwaysJoined, rowReader, type Selected } from './row.ts'
import type { Database } from './scope.ts'

/** What drizzle builds, or what was built once and is filled: both are sent by `read`. */
export type Query<Rows = unknown> = { readonly _: { readonly dialect: 'sqlite'; readonly result: Rows } }

/** What changes from one call to the next: a gap in the text for each value. */
export type Gaps<Values> = { readonly [Name in keyof Values & string]: Placeholder<Name, Values[Name]> }

type Filling<Values> = Record<never, never> extends Values ? [] : [values: Values]

/** Built once and filled: a query that `read` sends, or a statement of a write batch. */
export type Filled<Rows = unknown> = Query<Rows> & { toSQL(): { sql: string; params: unknown[] } }

/**
 * A query whose text is built once an isolate, by its first call, and filled by each: building it costs more than
 * answering it. Only text is kept. The database that it is asked of is the one given to `read`; here it is a type.
 */
export const prepared = <Db extends Database, Values extends Record<string, unknown>, Rows>(
  build: (db: Db, gaps: Gaps<Values>) => Query<Rows>,
) => fillable<Db, Values, Rows>((db, gaps) => sendableOf(build(db, gaps)))

type RowsOf<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/**
 * Several selects as one statement: it answers one row, with the rows of each as JSON. For what is asked together at all
 * times and answers few rows: each statement costs, however little it finds. Numbers beyond 2^53 would be rounded.
 */
export const preparedTogether = <
  Db extends Database,
  Values extends Record<string, unknown>,
  const Q extends readonly Query[],
>(
  build: (db: Db, gaps: Gaps<Values>) => Q,
) => fillable<Db, Values, RowsOf<Q>>((db, gaps) => together(build(db, gaps)))

function together(queries: readonly Query[]): Sendable {
  const selects = queries.map((query) => {
    const made = (query as unknown as Preparable)._prepare()
    return { ...made.getQuery(), width: made.fields!.length, read: rowReader(made.fields!, made.joinsNotNullableMap) }
  })
  const names = selects.map(({ width }) => Array.from({ length: width }, (_, at) => `c${at}`).join(', '))
  const parts = selects.map(({ sql }, at) => `answer${at}(${names[at]}) as (${sql})`)
  const answers = selects.map((_, at) => `(select json_group_array(json_array(${names[at]})) from answer${at})`)
  return {
    sql: `with ${parts.join(', ')} select ${answers.join(', ')}`,
    args: selects.flatMap(({ params }) => params),
    rowsIn: ({ rows: [row] }) =>
      selects.map(({ read }, at) => (JSON.parse(row![at] as string) as unknown[][]).map(read)),
  }
}

function fillable<Db extends Database, Values extends Record<string, unknown>, Rows>(
  build: (db: Db, gaps: Gaps<Values>) => Sendable,
) {
  let built: (Sendable & { fillers: Filler[] }) | undefined
  return (_db: Db, ...[values = {} as Values]: Filling<Values>): Filled<Rows> => {
    if (!built) {
      const sendable = build(builder as Db, gaps as Gaps<Values>)
      built = { ...sendable, fillers: sendable.args.map(fillerOf) }
    }
    const args = built.fillers.map((fill) => fill(values))
    return new FilledText(built.sql, args, built.rowsIn) as unknown as Filled<Rows>
  }
}

type Filler = (values: Record<string, unknown>) => unknown

/** Looked at once: an argument that stays, a gap, or a gap for a column's value. */
function fillerOf(arg: unknown): Filler {
  if (is(arg, Placeholder)) return ({ [arg.name]: value }) => value
  if (!is(arg, Param) || !is(arg.value, Placeholder)) return () => arg
  const { value: gap, encoder } = arg
  return ({ [gap.name]: value }) => (value === null ? null : encoder.mapToDriverValue(value))
}

/** Builds only: there is no database behind it. */
const builder: unknown = drizzle.mock()

const gaps: unknown = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) })

class FilledText implements Sendable {
  readonly sql: string
  readonly args: unknown[]
  readonly rowsIn: Sendable['rowsIn']
  constructor(sql: string, args: unknown[], rowsIn: Sendable['rowsIn']) {
    this.sql = sql
    this.args = args
    this.rowsIn = rowsIn
  }
  toSQL() {
    return { sql: this.sql, params: this.args }
  }
}

/** A query as it is sent, and what its answer says. */
type Sendable = { sql: string; args: unknown[]; rowsIn(result: ResultSet): unknown }

export const statementOf = ({ sql, args }: Sendable): InStatement => ({ sql, args: args as InArgs })

export function sendableOf(query: Query): Sendable {
  if (query instanceof FilledText) return query
  const made = (query as unknown as Preparable)._prepare()
  const { sql, params } = made.getQuery()
  if (!made.fields) return { sql, args: params, rowsIn: (result) => made.mapResult(result, true) }
  const readRow = rowReader(made.fields, made.joinsNotNullableMap)
  return { sql, args: params, rowsIn: ({ rows }) => rows.map(readRow) }
}

/** Drizzle's own way from a query to rows, of which its types tell only a part. */
type Preparable = {
  _prepare(): {
    getQuery(): { sql: string; params: unknown[] }
    mapResult(result: ResultSet, isFromBatch: true): unknown
    fields?: Selected[]
    joinsNotNullableMap?: AlwaysJoined
  }
}
