import type { Database } from '#tenants/scope.ts'

/** Everything that a database holds, table by table, one text a row; what chance made of it is left out. */
export type Stored = Record<string, string[]>

/** Contentless, or of the machinery: nothing there can be read. */
const unread = /^(sqlite_|(service_request|register)_search_|applied_migrations)/

export async function storedIn(db: Database, slug: string): Promise<Stored> {
  const tables = await db.$client.execute("select name from sqlite_master where type = 'table' order by name")
  const names = tables.rows.map(({ name }) => String(name)).filter((name) => !unread.test(name))
  const query = (name: string) => (name.endsWith('_search') ? `select rowid from ${name}` : `select * from "${name}"`)
  const results = await db.$client.batch(names.map(query), 'read')
  return Object.fromEntries(
    names.map((name, at) => [name, results[at]!.rows.map((row) => plain(JSON.stringify({ ...row }), slug)).sort()]),
  )
}

export const plain = (row: string, slug: string) =>
  row
    .replaceAll(slug, 'SLUG')
    .replace(/(session(?:-end)?(?::|\\?":\\?"))[\w-]{12}(?![\w-])/g, '$1HANDLE')
    .replace(/[\w-]{8}-[\w-]{4}-[\w-]{4}-[\w-]{4}-[\w-]{12}/g, 'UUID')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, 'ID')
    .replace(/\brn[\w-]{24}(?![\w-])/g, 'RENEWAL')
    .replace(/\$scrypt\$[^"]*/g, 'HASH')
    .replace(/logo-[0-9a-f]{32}/g, 'LOGO')
    .replace(/OWN-[0-9A-F]{16}/g, 'OWN')
    .replace(/\bt-[0-9a-z]{26}\b/g, 't-ID')
    .replace(/\b\d\.[\w-]{16}\.[\w-]+/g, 'SEALED')
    .replace(/[\w-]{40,}/g, 'SECRET')

/** Rows more than before, by table; fewer are negative. */
export function addedTo(before: Stored, after: Stored): Record<string, number> {
  const changes = Object.keys(after).map((name) => [name, after[name]!.length - (before[name]?.length ?? 0)] as const)
  return Object.fromEntries(changes.filter(([, added]) => added !== 0))
}

/** What differs, a line each. Tries are counted, and one more is right. */
export function differences(expected: Stored, found: Stored): string[] {
  return Object.keys(expected)
    .filter((name) => name !== 'attempts')
    .flatMap((name) => [
      ...without(expected[name]!, found[name] ?? []).map((row) => `${name} lacks ${row}`),
      ...without(found[name] ?? [], expected[name]!).map((row) => `${name} has ${row}`),
    ])
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return rows.filter((row) => {
    const at = left.indexOf(row)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
