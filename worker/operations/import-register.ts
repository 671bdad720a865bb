import { nameKeyOf } from '#rules/customer.ts'
import type { GoodRow, ImportKind, RowVerdict } from '#rules/import.ts'
import type { NamedCustomer } from '#rules/import-match.ts'
import { plainCode } from '#rules/import-text.ts'
import { modelKeyOf, serialKeyOf } from '#rules/serial-number.ts'
import type { KnownAnswers, Wanted } from '../queries/import-known.ts'

export type RegisteredCustomer = {
  id: string
  kind: 'company' | 'person'
  name: string
  phone: string
  phoneKey: string
  email: string | null
  address: string | null
  /** Its own number and those of its contacts. */
  phoneKeys: string[]
  contacts: { name: string; phone: string; phoneKey: string; email: string | null }[]
  sites: { id: string; name: string; address: string }[]
}

export type RegisteredProduct = KnownAnswers[3][number]

/** What the register holds of all that some rows name. */
export type Register = {
  /** By `nameKeyOf`. */
  customers: Map<string, RegisteredCustomer[]>
  /** By model, and by name. */
  products: Map<string, RegisteredProduct>
  /** Machines by `serialKeyOf`. */
  assets: Map<string, { id: string; customerId: string }>
  contractKeys: ReadonlySet<string>
  modelKeys: ReadonlySet<string>
}

/** Whose name, number, model or serial number stands in these rows. `keys`: of every row, also of bad ones. */
export function wantedOf(kind: ImportKind, rows: readonly RowVerdict[], keys: readonly string[]): Wanted {
  const good = rows.filter((row): row is GoodRow => row.outcome === 'good').map(({ values }) => values as Row)
  const each = (value: (row: Row) => string | null | undefined) => [
    ...new Set(good.map(value).filter((one): one is string => typeof one === 'string' && one !== '')),
  ]
  const named = kind === 'customer' ? 'name' : 'customer'
  const listed = kind === 'contract' ? good.flatMap(({ serialNumbers }) => serialNumbers ?? []) : []
  const serials = [...each(({ parentSerialNumber }) => parentSerialNumber), ...listed].flatMap(
    (serial) => serialKeyOf(serial) ?? [],
  )
  return {
    nameKeys: kind === 'product' ? [] : each((row) => row[named] && nameKeyOf(row[named])),
    phoneKeys: each(({ phone }) => phone?.key),
    modelKeys: kind === 'product' ? [...keys] : each(({ product }) => product && modelKeyOf(product)),
    productNames: kind === 'asset' ? each(({ product }) => product) : [],
    serialKeys: [...new Set([...serials, ...(kind === 'asset' ? keys : [])])],
    contractNumbers: kind === 'contract' ? each(({ number }) => number && plainCode(number)) : [],
  }
}

/** Of any kind of row; what a kind does not have is missing. */
type Row = {
  name?: string
  customer?: string
  phone?: { key: string } | null
  product?: string
  parentSerialNumber?: string | null
  serialNumbers?: readonly string[] | null
  number?: string
}

export function registerOf([customers, contacts, sites, products, assets, contracts]: KnownAnswers): Register {
  const register: Register = {
    customers: new Map(),
    products: new Map(),
    assets: new Map(assets.map(({ serialKey, ...asset }) => [serialKey, asset])),
    contractKeys: new Set(contracts.flatMap(({ number }) => serialKeyOf(number) ?? [])),
    modelKeys: new Set(products.map(({ modelKey }) => modelKey)),
  }
  for (const customer of customers) {
    const own = contacts.filter(({ customerId }) => customerId === customer.id)
    remember(register, {
      ...customer,
      phoneKeys: [customer.phoneKey, ...own.map(({ phoneKey }) => phoneKey)].filter((key) => key !== ''),
      contacts: own,
      sites: sites.filter(({ customerId }) => customerId === customer.id),
    })
  }
  for (const product of products) if (!register.products.has(product.name)) register.products.set(product.name, product)
  for (const product of products) register.products.set(product.modelKey, product)
  return register
}

export function remember({ customers }: Pick<Register, 'customers'>, customer: RegisteredCustomer) {
  const key = nameKeyOf(customer.name)
  customers.set(key, [...(customers.get(key) ?? []), customer])
}

export const namesakesOf = ({ customers }: Pick<Register, 'customers'>, { name }: Pick<NamedCustomer, 'name'>) =>
  customers.get(nameKeyOf(name)) ?? []

export const productOf = ({ products }: Pick<Register, 'products'>, text: string) =>
  products.get(modelKeyOf(text) ?? '') ?? products.get(text)
