import { newSecret } from '#tenants/vault.ts'
import { type CustomerPart, consolePaths, type ProductPart } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'
import { formIn } from './page-form.ts'

const company = {
  ...{ kind: 'company', name: '示例食品有限公司', phone: '0571-8765 4321', email: 'buyer@customer.example' },
  ...{ address: '文一西路 1 号', zone: '', tier: '', lang: '', ownerId: '', note: '' },
}
const contact = { name: '赵敏', duty: '', phone: '137 0000 1111', email: '', lang: '', isNotified: 'yes' }
const site = { name: '二店', address: '人民路 9 号', zone: '', timeZone: '' }
const consent = { address: 'email:buyer@customer.example', source: '合同第 8 条' }
const model = { name: '空调', model: 'KFR-35', warrantyScope: 'product', category: '' }

const keyed = (fields: Record<string, string> = {}) => ({ idempotencyKey: newSecret(), ...fields })

async function idOf({ company }: Found, table: string) {
  return String((await company.db.$client.execute(`select id from ${table} order by id desc limit 1`)).rows[0]!.id)
}

async function send({ stage, company, cookie }: Found, path: string, fields: Record<string, string> = {}) {
  const { status } = await stage.product.post(company.host, path, keyed(fields), cookie)
  if (status !== 303) throw new Error(`${path}: ${status}`)
}

async function customer(found: Found) {
  await send(found, consolePaths.customers(), company)
  return idOf(found, 'customers')
}

async function withContact(found: Found) {
  const id = await customer(found)
  await send(found, consolePaths.customerPart(id, 'contacts'), contact)
  return consolePaths.customerContact(id, await idOf(found, 'contacts'))
}

async function withSite(found: Found) {
  const id = await customer(found)
  await send(found, consolePaths.customerPart(id, 'sites'), site)
  return consolePaths.customerSite(id, await idOf(found, 'sites'))
}

/** The other one called, and has a request. */
async function twoCustomers(found: Found) {
  await customer(found)
  await receive(found.stage.product, found.company)
  return twoIds(found.company)
}

async function twoIds({ db }: Found['company']) {
  const one = async (key: string) =>
    String((await db.$client.execute(`select id from customers where phone_key = '${key}'`)).rows[0]!.id)
  return { id: await one('8657187654321'), other: await one('8613800138000') }
}

const part = (name: CustomerPart) => async (found: Found) => consolePaths.customerPart(await customer(found), name)

/** The form as its page fills it in, with some of it changed. */
const filled = (pathOf: (found: Found) => Promise<string>, changes: Record<string, string>) => async (found: Found) => {
  const path = await pathOf(found)
  const page = await (await found.stage.product.get(found.company.host, path, found.cookie)).text()
  return { ...formIn(page, path), ...changes }
}

const details = async (found: Found) => consolePaths.customerPart(await idOf(found, 'customers'), 'details')
const contactPath = async (found: Found) =>
  consolePaths.customerContact(await idOf(found, 'customers'), await idOf(found, 'contacts'))
const sitePath = async (found: Found) =>
  consolePaths.customerSite(await idOf(found, 'customers'), await idOf(found, 'sites'))
const productPath = async (found: Found) => consolePaths.productPart(await idOf(found, 'products'), 'details')

const again = 'same' as const
const found = { search_entries: 1, register_search: 1 }
/** The first change tells the planner of notices. */
const planned = { events: 1, plannings: 1 }

export const customerFlows: Flow[] = [
  consoleFlow('POST /console/customers', {
    path: consolePaths.customers(),
    fields: () => keyed(company),
    adds: { customers: 1, ...found, events: 1, idempotency_keys: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/details', {
    path: part('details'),
    fields: filled(details, { note: '年底续约' }),
    adds: planned,
    again,
  }),
  consoleFlow('POST /console/customers/:id/archiving', {
    path: part('archiving'),
    fields: () => keyed(),
    adds: planned,
    again,
  }),
  consoleFlow('POST /console/customers/:id/restoration', {
    path: async (found) => {
      const id = await customer(found)
      await send(found, consolePaths.customerPart(id, 'archiving'))
      return consolePaths.customerPart(id, 'restoration')
    },
    fields: () => keyed(),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/contacts', {
    path: part('contacts'),
    fields: () => keyed(contact),
    adds: { contacts: 1, ...planned },
    again,
  }),
  consoleFlow('POST /console/customers/:id/contacts/:contact', {
    path: withContact,
    fields: filled(contactPath, { duty: '店长', isNotified: 'yes' }),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/contacts/:contact/removal', {
    path: async (found) => `${await withContact(found)}/removal`,
    fields: () => keyed(),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/sites', {
    path: part('sites'),
    fields: () => keyed(site),
    adds: { sites: 1, ...planned },
    again,
  }),
  consoleFlow('POST /console/customers/:id/sites/:site', {
    path: withSite,
    fields: filled(sitePath, { address: '人民路 10 号', timeZone: '', zone: '' }),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/sites/:site/removal', {
    path: async (found) => `${await withSite(found)}/removal`,
    fields: () => keyed(),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/consents', {
    path: part('consents'),
    fields: () => keyed(consent),
    adds: { consents: 1, ...planned },
    again,
  }),
  consoleFlow('POST /console/customers/:id/consents/:consent/withdrawal', {
    path: async (found) => {
      const id = await customer(found)
      await send(found, consolePaths.customerPart(id, 'consents'), consent)
      return consolePaths.consentWithdrawal(id, await idOf(found, 'consents'))
    },
    fields: () => keyed(),
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/merge/:other', {
    path: async (found) => {
      const { id, other } = await twoCustomers(found)
      return consolePaths.customerMerge(id, other)
    },
    fields: async ({ company }) => keyed({ keep: (await twoIds(company)).id }),
    adds: { customer_merges: 1, contacts: 1, search_entries: -1, register_search: -1, events: 2, plannings: 1 },
    again,
  }),
  consoleFlow('POST /console/customers/:id/merges/:merge/reversal', {
    path: async (found) => {
      const { id, other } = await twoCustomers(found)
      await send(found, consolePaths.customerMerge(id, other), { keep: id })
      return consolePaths.customerMergeReversal(id, await idOf(found, 'customer_merges'))
    },
    fields: () => keyed(),
    adds: { search_entries: 1, register_search: 1, events: 2 },
    again,
  }),
]

async function product(found: Found) {
  await send(found, consolePaths.products(), model)
  return idOf(found, 'products')
}

const productPart = (name: ProductPart) => async (found: Found) => consolePaths.productPart(await product(found), name)

export const productFlows: Flow[] = [
  consoleFlow('POST /console/products', {
    path: consolePaths.products(),
    fields: () => keyed({ ...model, 'component.0': '压缩机', 'scope.0': 'compressor' }),
    adds: { products: 1, ...found, events: 1, idempotency_keys: 1 },
    again,
  }),
  consoleFlow('POST /console/products/:id/details', {
    path: productPart('details'),
    fields: filled(productPath, { name: '空调（新款）', category: '', 'scope.0': '', 'scope.1': '', 'scope.2': '' }),
    adds: planned,
    again,
  }),
  consoleFlow('POST /console/products/:id/archiving', {
    path: productPart('archiving'),
    fields: () => keyed(),
    adds: planned,
    again,
  }),
  consoleFlow('POST /console/products/:id/restoration', {
    path: async (found) => {
      const id = await product(found)
      await send(found, consolePaths.productPart(id, 'archiving'))
      return consolePaths.productPart(id, 'restoration')
    },
    fields: () => keyed(),
    adds: { events: 1 },
    again,
  }),
]
