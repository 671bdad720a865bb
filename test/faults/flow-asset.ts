import { newSecret } from '#tenants/vault.ts'
import { type AssetPart, consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { addMachine, contractForm, machineForm } from '../site-asset.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'

/** A customer, with a machine in repair and a contract where it takes one. */
async function ground({ stage, company, cookie }: Found, isBare = false) {
  const { product } = stage
  await receive(product, company)
  const customer = String((await company.db.$client.execute('select id from customers')).rows[0]!.id)
  if (isBare) return { customer, asset: '', stay: '', contract: '' }
  const made = await addMachine(product, company, customer, async (path, fields) => {
    const { status } = await product.post(company.host, path, fields, cookie)
    if (status !== 303) throw new Error(`${path}: ${status}`)
  })
  return { customer, ...made }
}

type Known = Awaited<ReturnType<typeof ground>>
type Fields = Record<string, string> | FormData
type Wish = Pick<Flow, 'adds' | 'title'> & {
  /** What has to be there as well. */
  after?: (known: Known, found: Found) => Promise<unknown>
  path: (known: Known) => string
  fields?: (known: Known, found: Found) => Fields | Promise<Fields>
  isBare?: boolean
}

function flow(route: string, { path, fields, isBare, after, ...more }: Wish): Flow {
  return consoleFlow(route, {
    ...more,
    again: 'same',
    path: async (found) => path(await remember(found)),
    fields: async (found) => fields?.(waiting.get(found.company.tenant.id)!, found) ?? keyed(),
  })
  async function remember(found: Found) {
    const known = await ground(found, isBare)
    await after?.(known, found)
    waiting.set(found.company.tenant.id, known)
    return known
  }
}
const waiting = new Map<string, Known>()

const keyed = (fields: Record<string, string> = {}) => ({ idempotencyKey: newSecret(), ...fields })

const step = (part: AssetPart, adds: Flow['adds'], fields: Record<string, string> = {}): Flow =>
  flow(`POST /console/assets/:id/${part}`, {
    path: ({ asset }) => consolePaths.assetPart(asset, part),
    fields: () => keyed(fields),
    adds,
  })

export const assetFlows: Flow[] = [
  flow('POST /console/assets', {
    isBare: true,
    path: () => consolePaths.assets(),
    fields: (_, { company }) => machineForm(waiting.get(company.tenant.id)!.customer),
    adds: {
      assets: 1,
      decisions: 1,
      events: 1,
      idempotency_keys: 1,
      plannings: 1,
      search_entries: 1,
      register_search: 1,
    },
  }),
  flow('POST /console/assets/:id/details', {
    path: ({ asset }) => consolePaths.assetPart(asset, 'details'),
    fields: (_, { company }) => {
      const { customerId: __, ...form } = machineForm(waiting.get(company.tenant.id)!.customer)
      return { ...form, version: '3', deliveredOn: '2025-04-01' }
    },
    adds: { events: 1, decisions: 1 },
  }),
  step('readings', { events: 1, asset_readings: 1, decisions: 1 }, { on: '2026-01-10', unit: 'hours', amount: '150' }),
  step(
    'replacement',
    {
      ...{ assets: 1, asset_repairs: 1, contract_assets: 1, decisions: 1, events: 2, idempotency_keys: 1 },
      ...{ search_entries: 1, register_search: 1 },
    },
    { on: '2026-01-12', serialNumber: 'A2404-00002', note: '' },
  ),
  step('stays', { events: 1, asset_repairs: 1, decisions: 1 }, { from: '2025-11-03', until: '2025-11-05' }),
  flow('POST /console/assets/:id/exchanges', {
    after: async ({ asset }, { company: { db } }) => {
      const components = JSON.stringify([{ key: 'pump', name: '泵头', scope: 'core_parts' }])
      await db.$client.execute({
        sql: `insert into products (id, name, model_key, components, created_at) values ('p', '空压机', 'BX', ?, 0)`,
        args: [components],
      })
      await db.$client.execute({ sql: `update assets set product_id = 'p' where id = ?`, args: [asset] })
    },
    path: ({ asset }) => consolePaths.assetPart(asset, 'exchanges'),
    fields: () => keyed({ component: 'pump', on: '2026-01-11', note: '' }),
    adds: { events: 1, asset_repairs: 1, decisions: 1 },
  }),
  flow('POST /console/assets/:id/customer', {
    after: async (_, { stage, company }) => {
      await receive(stage.product, company, { phoneKey: '8613911112222', reporterPhone: '139 1111 2222' })
    },
    path: ({ asset }) => consolePaths.assetPart(asset, 'customer'),
    fields: async (_, { company }) => {
      const { rows } = await company.db.$client.execute(`select id from customers where phone_key = '8613911112222'`)
      return keyed({ customerId: String(rows[0]!.id) })
    },
    adds: { events: 1, decisions: 1, contract_assets: -1 },
  }),
  flow('POST /console/assets/:id/restoration', {
    after: ({ asset }, { company }) =>
      company.db.$client.execute({ sql: `update assets set status = 'retired' where id = ?`, args: [asset] }),
    path: ({ asset }) => consolePaths.assetPart(asset, 'restoration'),
    adds: { events: 1 },
  }),
  step('retirement', { events: 1 }),
  step('removal', { events: 1, contract_assets: -1, search_entries: -1, register_search: -1 }),
  flow('POST /console/assets/:id/stays/:stay/return', {
    path: ({ asset, stay }) => consolePaths.assetStay(asset, stay, 'return'),
    fields: () => keyed({ returnedOn: '2026-01-11' }),
    adds: { events: 1, decisions: 1 },
  }),
  flow('POST /console/assets/:id/stays/:stay/removal', {
    path: ({ asset, stay }) => consolePaths.assetStay(asset, stay, 'removal'),
    adds: { events: 1, decisions: 1, asset_repairs: -1 },
  }),
  flow('POST /console/labels', {
    path: () => consolePaths.labels(),
    fields: (_, { company }) => keyed({ assets: waiting.get(company.tenant.id)!.asset }),
    adds: { events: 1 },
  }),
]

export const contractFlows: Flow[] = [
  flow('POST /console/contracts', {
    isBare: true,
    path: () => consolePaths.contracts(),
    fields: (_, { company }) =>
      contractForm({ customerId: waiting.get(company.tenant.id)!.customer, coversAllAssets: 'yes' }),
    adds: { contracts: 1, events: 1, idempotency_keys: 1, plannings: 1, search_entries: 1, register_search: 1 },
  }),
  flow('POST /console/contracts/:id/details', {
    path: ({ contract }) => consolePaths.contractPart(contract, 'details'),
    fields: () => contractForm({ version: '1', coversAllAssets: 'yes', title: '改名' }),
    adds: { events: 1, contract_assets: -1 },
  }),
  flow('POST /console/contracts/:id/renewal', {
    path: ({ contract }) => consolePaths.contractRenewal(contract),
    fields: (_, { company }) =>
      contractForm({
        ...{ customerId: waiting.get(company.tenant.id)!.customer, coversAllAssets: 'yes', number: 'HT-2027-1' },
        ...{ startsOn: '2027-01-01', endsOn: '2027-12-31' },
      }),
    adds: { contracts: 1, events: 2, idempotency_keys: 1, search_entries: 1, register_search: 1 },
  }),
  flow('POST /console/contracts/:id/cancellation', {
    path: ({ contract }) => consolePaths.contractPart(contract, 'cancellation'),
    fields: () => keyed({ on: '2026-01-31', reason: '客户搬迁' }),
    adds: { events: 1 },
  }),
  flow('POST /console/contracts/:id/removal', {
    path: ({ contract }) => consolePaths.contractPart(contract, 'removal'),
    adds: { events: 1, search_entries: -1, register_search: -1 },
  }),
]
