import type { InArgs, InStatement, ResultSet } from '@libsql/client/web'
import { fillPlaceholders, type Placeholder, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql/web'
import { type AlwaysJoined, rowReader, type Selected } from './row.ts'
import type { Database } from './scope.ts'

/** What drizzle builds, or what was built once and is filled: both are sent by `read`. */
export type Query<Rows = unknown> = { readonly _: { readonly dialect: 'sqlite'; readonly result: Rows } }

/** What changes from one call to the next: a gap in the text for each value. */
export type Gaps<Values> = { readonly [Name in keyof Values & string]: Placeholder<Name, Values[Name]> }

type Filling<Values> = Record<never, never> extends Values ? [] : [values: Values]

/**
 * A query whose text is built once an isolate, by its first call, and filled by each: building it costs more than
 * answering it. Only text is kept. The database that it is asked of is the one given to `read`; here it is a type.
 */
export function prepared<Db extends Database, Values extends Record<string, unknown>, Rows>(
  build: (db: Db, gaps: Gaps<Values>) => Query<Rows>,
) {
  let built: Sendable | undefined
  return (_db: Db, ...[values]: Filling<Values>): Query<Rows> => {
    built ??= sendableOf(build(builder as Db, gaps as Gaps<Values>))
    return new Filled({ ...built, args: fillPlaceholders(built.args, values ?? {}) }) as unknown as Query<Rows>
  }
}

/** Builds only: there is no database behind it. */
const builder: unknown = drizzle.mock()

const gaps: unknown = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) })

class Filled {
  readonly sendable: Sendable
  constructor(sendable: Sendable) {
    this.sendable = sendable
  }
}

/** A query as it is sent, and what its answer says. */
type Sendable = { sql: string; args: unknown[]; rowsIn(result: ResultSet): unknown }

export const statementOf = ({ sql, args }: Sendable): InStatement => ({ sql, args: args as InArgs })

export function sendableOf(query: Query): Sendable {
  if (query instanceof Filled) return query.sendable
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
