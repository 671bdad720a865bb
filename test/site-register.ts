import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from './fixtures.ts'
import type { Product } from './harness.ts'

type Ground = {
  product: Product
  company: Awaited<ReturnType<Product['company']>>
  post: (path: string, fields: Record<string, string>) => Promise<void>
}

/** A customer with a contact, a site and a consent, another one, a third that was merged into the first; a product. */
export async function register({ product, company, post }: Ground) {
  const send = (path: string, fields: Record<string, string>) => post(path, { idempotencyKey: newSecret(), ...fields })
  const one = async (table: string, more = '') =>
    String((await company.db.$client.execute(`select id from ${table} ${more} order by id desc`)).rows[0]!.id)
  const customer = await one('customers')
  await receive(product, company, { phoneKey: '8613911112222', reporterPhone: '139 1111 2222', reporterName: '李雷' })
  const third = await one('customers', `where phone_key = '8613911112222'`)
  await send(consolePaths.customerPart(customer, 'contacts'), {
    ...{ name: '赵敏', duty: '', phone: '137 0000 1111', email: 'zhao@customer.example', lang: '', isNotified: 'yes' },
  })
  const contact = await one('contacts')
  await send(consolePaths.customerPart(customer, 'sites'), {
    name: '二店',
    address: '人民路 9 号',
    zone: '',
    timeZone: '',
  })
  await send(consolePaths.customerPart(customer, 'consents'), {
    address: 'email:zhao@customer.example',
    source: '合同',
  })
  await send(consolePaths.customerMerge(customer, third), { keep: customer })
  await receive(product, company, { phoneKey: '8613933334444', reporterPhone: '139 3333 4444', reporterName: '韩梅梅' })
  await send(consolePaths.products(), {
    ...{ name: '空调', model: 'KFR-35', warrantyScope: 'product', category: 'appliance' },
    ...{ 'component.0': '压缩机', 'scope.0': 'compressor' },
  })
  return {
    ...{ customer, contact, site: await one('sites'), consent: await one('consents') },
    otherCustomer: await one('customers', `where phone_key = '8613933334444'`),
    merge: await one('customer_merges'),
    product: await one('products'),
  }
}
