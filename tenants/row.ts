import { Column, getTableName, is, noopDecoder, SQL } from 'drizzle-orm'

/** A value of a row, as drizzle keeps it of what was selected: where it goes, and what it is. */
export type Selected = { path: string[]; field: Column | SQL | SQL.Aliased }

/** By table: whether the join always finds one. */
export type AlwaysJoined = Record<string, boolean> | undefined

type Read = (row: ArrayLike<unknown>) => unknown
type Value = Selected & { read: Read }

/**
 * Reads rows as drizzle itself does, but looks once at what was selected, not at every value of every row. What was
 * selected of a table is null as a whole where a left join found nothing. No table has blobs.
 */
export function rowReader(selected: readonly Selected[], alwaysJoined: AlwaysJoined): Read {
  const values = selected.map(({ path, field }, index) => ({ path, field, read: valueReader(field, index) }))
  return objectReader(values, 0, alwaysJoined)
}

/** `values` have the first `depth` names of their paths in common. */
function objectReader(values: readonly Value[], depth: number, alwaysJoined: AlwaysJoined): Read {
  const names = [...new Set(values.map(({ path }) => path[depth]!))]
  const entries = names.map((name) => {
    const inside = values.filter(({ path }) => path[depth] === name)
    const [only] = inside
    const isValue = only!.path.length === depth + 1
    return { name, read: isValue ? only!.read : objectReader(inside, depth + 1, alwaysJoined) }
  })
  const read = (row: ArrayLike<unknown>) => {
    const object: Record<string, unknown> = {}
    for (const entry of entries) object[entry.name] = entry.read(row)
    return object
  }
  const telling = depth === 1 ? tellingValue(values, alwaysJoined) : undefined
  return telling ? (row) => (telling.read(row) === null ? null : read(row)) : read
}

/** The value whose absence says that a join found nothing: the first column, where all are of one table. */
function tellingValue(values: readonly Value[], alwaysJoined: AlwaysJoined): Value | undefined {
  const columns = values.filter(({ path, field }) => path.length === 2 && is(field, Column))
  const tables = new Set(columns.map(({ field }) => getTableName((field as Column).table)))
  const [table] = tables
  return alwaysJoined && tables.size === 1 && !alwaysJoined[table!] ? columns[0] : undefined
}

function valueReader(field: Selected['field'], index: number): Read {
  const decoder = decoderOf(field)
  if (!decoder) return (row) => row[index]
  return (row) => {
    const value = row[index]
    return value === null ? null : decoder.mapFromDriverValue(value)
  }
}

/** Undefined where a value stays as it came. */
function decoderOf(field: Selected['field']) {
  if (is(field, Column)) return field.mapFromDriverValue === Column.prototype.mapFromDriverValue ? undefined : field
  const { decoder } = (is(field, SQL) ? field : field.sql) as unknown as { decoder: typeof noopDecoder }
  return decoder.mapFromDriverValue === noopDecoder.mapFromDriverValue ? undefined : decoder
}
