import { type Asset, assets } from '#schema/tenant/asset.ts'
import { type Contract, contractAssets, contracts } from '#schema/tenant/contract.ts'
import { type Customer, contacts, customers } from '#schema/tenant/customer.ts'
import { type Product as Model, products } from '#schema/tenant/product.ts'
import type { TestCompany } from './report-form.ts'

const at = new Date('2025-01-01T00:00:00Z')

/** Of `typed` in test/report-form.ts: the caller's number belongs to this machine's customer, through a contact. */
export const machineIds = { customer: 'CUSTOMER', product: 'PRODUCT', asset: 'ASSET', contract: 'CONTRACT' }

export type Register = {
  asset?: Partial<Asset>
  customer?: Partial<Customer>
  product?: Partial<Model>
  contract?: Partial<Contract> | undefined
  contactPhoneKey?: string
}

/** One machine at one customer, delivered on 25 March 2025, and a contract for it where one is asked for. */
export async function registerMachine({ db }: Pick<TestCompany, 'db'>, register: Register = {}) {
  const { customer, product, asset, contract } = machineIds
  const named = { version: 0, createdAt: at }
  await db.insert(customers).values({
    ...{ ...named, id: customer, kind: 'company', name: '华泰纺织有限公司', nameKey: '华泰纺织有限公司' },
    ...{ phone: '021-6000 1000', phoneKey: '862160001000', ...register.customer },
  })
  const contact = { id: `${customer}-1`, customerId: customer, name: '王芳', phone: '138 0013 8000', createdAt: at }
  await db.insert(contacts).values({ ...contact, phoneKey: register.contactPhoneKey ?? '8613800138000' })
  await db.insert(products).values({
    ...{ ...named, id: product, name: '空压机', model: 'GA-37', modelKey: 'GA-37', warrantyScope: 'unit' },
    components: [
      { key: 'compressor', name: '压缩机', scope: 'main_parts' },
      { key: 'panel', name: '面板', scope: 'panel' },
    ],
    ...register.product,
  })
  await db.insert(assets).values({
    ...{ ...named, id: asset, customerId: customer, productId: product, name: '空压机 GA-37' },
    ...{ serialNumber: 'SN-1001', serialKey: 'SN1001', deliveredOn: '2025-03-25', ...register.asset },
  })
  if (!register.contract) return
  await db.insert(contracts).values({
    ...{ ...named, id: contract, number: 'HT-2026-001', customerId: customer, title: '年度保养' },
    ...{ startsOn: '2025-07-01', endsOn: '2026-06-30', covers: ['labour', 'parts', 'travel'], excluded: [] },
    ...{ visits: 4, visitsUsed: 1, ...register.contract },
  })
  await db.insert(contractAssets).values({ contractId: contract, assetId: asset })
}
