import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import type { Product } from './harness.ts'

type Post = (path: string, form: FormData) => Promise<void>

/** A table that waits for somebody to say what its columns are. */
export async function importedTable(post: Post, { db }: Pick<Awaited<ReturnType<Product['company']>>, 'db'>) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ idempotencyKey: newSecret(), kind: 'customer', sheet: '1' }))
    form.set(name, value)
  form.set('file', new File(['Name,Phone\nWang,13800138000\n'], 'customers.csv'))
  await post(consolePaths.imports(), form)
  return String((await db.$client.execute('select id from imports')).rows[0]!.id)
}
