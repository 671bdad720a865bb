import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { labelToken } from '#worker/operations/asset-label.ts'
import type { Product } from './harness.ts'

type Company = Awaited<ReturnType<Product['company']>>
type Post = (path: string, fields: Record<string, string> | FormData) => Promise<void>

const days = { manufacturedOn: '', invoiceOn: '', deliveredOn: '2025-03-20', installedOn: '', commissionedOn: '' }

/** What the form of a machine sends. */
export const machineForm = (customerId: string, more: Record<string, string> = {}) => ({
  ...{ idempotencyKey: newSecret(), customerId, productId: '', siteId: '', name: '空压机 BX-120', note: '' },
  ...{ serialNumber: 'A2404-00001', parentSerialNumber: '', status: 'in_use', agreedMonths: '', acceptedOn: '' },
  ...days,
  ...more,
})

/** What the form of a contract sends. */
export function contractForm(fields: Record<string, string>, assets: readonly string[] = []): FormData {
  const form = new FormData()
  const usual = {
    ...{ idempotencyKey: newSecret(), number: 'HT-2026-1', title: '年度维护', price: '12800', visits: '4' },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', visitsUsed: '', noticeDays: '', ownerId: '', note: '' },
  }
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.set(name, value)
  for (const id of assets) form.append('assets[]', id)
  for (const item of ['labour', 'parts']) form.append('covers[]', item)
  return form
}

/** A machine in repair with a reading, its label, and a contract that names it. */
export async function addMachine(product: Product, company: Company, customerId: string, post: Post) {
  const newest = async (table: string) =>
    String((await company.db.$client.execute(`select id from ${table} order by created_at desc, id desc`)).rows[0]!.id)
  await post(consolePaths.assets(), machineForm(customerId))
  const asset = await newest('assets')
  await post(consolePaths.assetPart(asset, 'readings'), {
    ...{ idempotencyKey: newSecret(), on: '2026-01-02', unit: 'hours', amount: '120' },
  })
  await post(consolePaths.assetPart(asset, 'stays'), {
    ...{ idempotencyKey: newSecret(), component: '', from: '2026-01-05', until: '', fault: '漏气', note: '' },
  })
  await post(consolePaths.labels(), { idempotencyKey: newSecret(), assets: asset })
  await post(consolePaths.contracts(), contractForm({ customerId }, [asset]))
  const stay = String((await company.db.$client.execute('select id from asset_repairs')).rows[0]!.id)
  const contract = await newest('contracts')
  return { asset, stay, contract, label: await labelToken(product.platform.vault, company.tenant, asset) }
}
