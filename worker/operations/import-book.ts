import { nameKeyOf } from '#rules/customer.ts'
import type { ImportedPhone } from '#rules/import.ts'
import { kindOf, matchedCustomer } from '#rules/import-match.ts'
import { productKeyOf } from '#rules/product.ts'
import type { assets } from '#schema/tenant/asset.ts'
import type { contractAssets, contracts } from '#schema/tenant/contract.ts'
import type { contacts, customers, sites } from '#schema/tenant/customer.ts'
import type { products } from '#schema/tenant/product.ts'
import { orderedIds } from '#tenants/id.ts'
import { namesakesOf, productOf, type Register, type RegisteredCustomer, remember } from './import-register.ts'

/** What the rows of one chunk make, to be written as one batch. */
export type Book = {
  importId: string
  now: Date
  nextId: () => string
  register: Register
  customers: (typeof customers.$inferInsert)[]
  contacts: (typeof contacts.$inferInsert)[]
  sites: (typeof sites.$inferInsert)[]
  products: (typeof products.$inferInsert)[]
  assets: (typeof assets.$inferInsert)[]
  contracts: (typeof contracts.$inferInsert)[]
  contractAssets: (typeof contractAssets.$inferInsert)[]
  /** Whose words for the search changed, by id. */
  touched: Map<string, RegisteredCustomer>
}

/** `nth`: the chunk. Lists keep the order of the file. */
export const newBook = (importId: string, nth: number, register: Register, now: Date): Book => ({
  ...{
    importId,
    register,
    now,
    nextId: orderedIds(now, nth),
    customers: [],
    contacts: [],
    sites: [],
    products: [],
    assets: [],
  },
  ...{ contracts: [], contractAssets: [], touched: new Map() },
})

/** What a row says of whom it is about; a column that its kind does not have is null. */
export type CustomerWords = {
  name: string
  kind: 'company' | 'person' | null
  contact: string | null
  duty: string | null
  phone: ImportedPhone | null
  email: string | null
  address: string | null
  site: string | null
  zone: string | null
  tier: string | null
  note: string | null
}

/** The customer that the row means, known or new. Nobody who is known is changed; contacts and sites are added. */
export function customerFor(book: Book, words: CustomerWords): { customer: RegisteredCustomer; siteId: string | null } {
  const named = { name: words.name, kind: words.kind, contact: words.contact, phoneKey: words.phone?.key ?? null }
  const known = matchedCustomer(named, namesakesOf(book.register, named))
  const customer = known ?? newCustomer(book, words)
  addContact(book, customer, words)
  return { customer, siteId: siteFor(book, customer, words) }
}

function newCustomer(book: Book, words: CustomerWords): RegisteredCustomer {
  const { name, phone, email, address, zone, tier, note } = words
  const reached = { phone: phone?.shown ?? '', phoneKey: phone?.key ?? '' }
  const own = { id: book.nextId(), kind: kindOf(words), name, ...reached, email, address }
  book.customers.push({
    ...{ ...own, nameKey: nameKeyOf(name), zone, tier, note },
    ...{ importId: book.importId, createdAt: book.now },
  })
  const customer = { ...own, phoneKeys: phone ? [phone.key] : [], contacts: [], sites: [] }
  remember(book.register, customer)
  book.touched.set(customer.id, customer)
  return customer
}

function addContact(book: Book, customer: RegisteredCustomer, { contact, duty, phone, email }: CustomerWords) {
  const isNew = phone !== null && !customer.phoneKeys.includes(phone.key)
  const isOwn = contact === null || lettersOf(contact) === lettersOf(customer.name)
  if (isOwn && !isNew) return
  const name = contact ?? customer.name
  const reached = phone ? { phone: phone.shown, phoneKey: phone.key } : ownNumber(customer)
  const isKnown = customer.contacts.some(
    (one) => lettersOf(one.name) === lettersOf(name) && (phone === null || one.phoneKey === reached.phoneKey),
  )
  if (isKnown) return
  customer.contacts.push({ name, ...reached, email })
  if (phone) customer.phoneKeys.push(phone.key)
  book.touched.set(customer.id, customer)
  book.contacts.push({
    ...{ id: book.nextId(), customerId: customer.id, name, duty, ...reached, email },
    ...{ importId: book.importId, createdAt: book.now },
  })
}

const ownNumber = ({ phone, phoneKey }: RegisteredCustomer) => ({ phone, phoneKey })

/** Null: the customer's own address, or none. */
function siteFor(book: Book, customer: RegisteredCustomer, { site, address, zone }: CustomerWords): string | null {
  if (site === null && address === null) return null
  const isOwn = site === null && lettersOf(address ?? '') === lettersOf(customer.address ?? '')
  if (isOwn) return null
  const known = customer.sites.find((one) =>
    site === null ? lettersOf(one.address) === lettersOf(address ?? '') : lettersOf(one.name) === lettersOf(site),
  )
  if (known) return known.id
  const own = {
    id: book.nextId(),
    name: site ?? [...(address ?? '')].slice(0, longestSiteName).join(''),
    address: address ?? customer.address ?? '',
  }
  customer.sites.push(own)
  book.touched.set(customer.id, customer)
  book.sites.push({ ...own, customerId: customer.id, zone, importId: book.importId, createdAt: book.now })
  return own.id
}

const longestSiteName = 100

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The product of that model or name; one that nobody entered falls under the general line. */
export function productFor(book: Book, text: string) {
  const known = productOf(book.register, text)
  if (known) return known
  const product = {
    ...{ id: book.nextId(), name: text, model: null, modelKey: productKeyOf({ name: text, model: null }) || text },
    ...{ warrantyScope: 'product', category: null, isConsumerGoods: false },
  }
  book.register.products.set(product.modelKey, product)
  book.products.push({ ...product, components: [], importId: book.importId, createdAt: book.now })
  return product
}
