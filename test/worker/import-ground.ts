import { consolePaths } from '#web/paths.ts'
import type { Product } from '../harness.ts'

type Company = Awaited<ReturnType<Product['company']>>

export type Table = string | Uint8Array

const bytesOf = (table: Table) => (typeof table === 'string' ? new TextEncoder().encode(table) : table)

/** Somebody who brings tables in, step by step, as the page does. */
export function importer(product: Product, company: Company, cookie: string) {
  const post = (path: string, fields: Record<string, string> | FormData = {}) =>
    product.post(company.host, path, fields, cookie)
  const upload = (table: Table, kind = 'guess', name = 'table.csv', key: string = crypto.randomUUID()) => {
    const form = new FormData()
    form.set('idempotencyKey', key)
    form.set('kind', kind)
    form.set('sheet', '1')
    form.set('file', new File([bytesOf(table)], name))
    return post(consolePaths.imports(), form)
  }
  const uploaded = async (table: Table, kind?: string, name?: string) => {
    const answer = await upload(table, kind, name)
    const id = answer.headers.get('location')?.split('/').at(-1)
    if (answer.status !== 303 || !id) throw new Error(`${answer.status} ${await answer.text()}`)
    return id
  }
  const recordOf = async (id: string) =>
    (await company.db.$client.execute({ sql: 'select * from imports where id = ?', args: [id] })).rows[0]!
  /** As the page shows the columns: what was guessed. */
  const map = async (id: string, changes: Record<string, string> = {}) => {
    const { kind, mapping } = await recordOf(id)
    const columns = (JSON.parse(String(mapping)) as (string | null)[]).map((key, at) => [`column.${at}`, key ?? ''])
    return post(consolePaths.importPart(id, 'mapping'), {
      kind: String(kind),
      ...Object.fromEntries(columns),
      ...changes,
    })
  }
  const step = async (id: string) => {
    const answer = await product.send(company.host, consolePaths.importPart(id, 'steps'), {
      method: 'POST',
      cookie,
      headers: { origin: `https://${company.host}`, accept: 'application/json' },
    })
    return answer.json<{ share: number; text: string; isOver: boolean }>()
  }
  /** Until it stands still; answers how many steps it took. */
  const run = async (id: string) => {
    for (let steps = 1; steps < 400; steps++) if ((await step(id)).isOver) return steps
    throw new Error('never over')
  }
  const checked = async (table: Table, kind?: string, name?: string) => {
    const id = await uploaded(table, kind, name)
    const { status } = await map(id)
    if (status !== 303) throw new Error(`mapping: ${status}`)
    await run(id)
    return id
  }
  const entered = async (table: Table, kind?: string, noticesFrom = '') => {
    const id = await checked(table, kind)
    const { status } = await post(consolePaths.importPart(id, 'entry'), noticesFrom ? { noticesFrom } : {})
    if (status !== 303) throw new Error(`entry: ${status}`)
    await run(id)
    return id
  }
  const undone = async (id: string) => {
    await post(consolePaths.importPart(id, 'undoing'), { confirmed: 'yes' })
    await run(id)
  }
  /** By row of the file. */
  const verdictsOf = async (id: string) => {
    const sql = 'select first_row, verdicts from import_chunks where import_id = ? order by nth'
    const chunks = (await company.db.$client.execute({ sql, args: [id] })).rows
    return new Map(
      chunks.flatMap(({ first_row, verdicts }) =>
        (JSON.parse(String(verdicts)) as StoredVerdict[]).map((one, at) => [Number(first_row) + at, one] as const),
      ),
    )
  }
  const count = async (sql: string) => Number(Object.values((await company.db.$client.execute(sql)).rows[0]!)[0])
  const page = async (path: string) => (await product.get(company.host, path, cookie)).text()
  return { post, upload, uploaded, recordOf, map, step, run, checked, entered, undone, verdictsOf, count, page }
}

type StoredVerdict = {
  ok: boolean | null
  key?: string
  faults?: { column: string; reason: string; otherRow?: number }[]
  warnings?: { column: string; warning: string }[]
}
