import type { Day } from '#rules/day.ts'
import type { GoodRow, ImportKind, ImportValues } from '#rules/import.ts'
import { type FreeItem, freeItems, productCategories, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { keyOf } from '#rules/policy-words.ts'
import { componentsOf, productKeyOf } from '#rules/product.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import { type Book, type CustomerWords, customerFor, productFor } from './import-book.ts'

export type MakingContext = { scopes: readonly string[]; noticesFrom: Day | null }

/** What a good row makes, written into the book. */
export function makeRow(book: Book, kind: ImportKind, { values }: GoodRow, context: MakingContext) {
  makers[kind](book, values as never, context)
}

const makers: { [K in ImportKind]: (book: Book, values: ImportValues<K>, context: MakingContext) => void } = {
  customer: (book, values) => void customerFor(book, values),
  product: makeProduct,
  asset: makeAsset,
  contract: makeContract,
}

function makeProduct(book: Book, values: ImportValues<'product'>, { scopes }: MakingContext) {
  const { name, model, line, category, consumerGoods, components } = values
  const scope = line === null ? '' : keyOf(warrantyScopes, line)
  const warrantyScope = scopes.includes(scope) ? scope : 'product'
  const known = category === null ? '' : keyOf(productCategories, category)
  const parts = (components ?? []).map((part) => {
    const own = keyOf(warrantyScopes, part)
    return { key: null, name: part, scope: scopes.includes(own) ? own : warrantyScope }
  })
  book.products.push({
    ...{ id: book.nextId(), name, model, modelKey: productKeyOf({ name, model }), warrantyScope },
    ...{ category: Object.hasOwn(productCategories, known) ? known : null, isConsumerGoods: consumerGoods ?? false },
    components: componentsOf({ components: parts }, []),
    ...{ importId: book.importId, createdAt: book.now },
  })
}

const noWords = { kind: null, contact: null, duty: null, email: null, address: null, site: null, zone: null }

const wordsOf = (row: Partial<CustomerWords> & { customer: string }): CustomerWords => ({
  ...{ ...noWords, tier: null, note: null, phone: row.phone ?? null, name: row.customer },
  ...{ contact: row.contact ?? null, address: row.address ?? null, site: row.site ?? null, zone: row.zone ?? null },
})

function makeAsset(book: Book, values: ImportValues<'asset'>, { noticesFrom }: MakingContext) {
  const { contact, phone, address, site, zone, customer: name } = values
  const { customer, siteId } = customerFor(book, wordsOf({ customer: name, contact, phone, address, site, zone }))
  const product = productFor(book, values.product)
  const { manufacturedOn, invoiceOn, deliveredOn, installedOn, commissionedOn, status, note } = values
  book.assets.push({
    ...{ id: book.nextId(), customerId: customer.id, siteId, productId: product.id, name: product.name },
    ...{ serialNumber: values.serialNumber, serialKey: serialKeyOf(values.serialNumber ?? '') },
    ...{ manufacturedOn, invoiceOn, deliveredOn, installedOn, commissionedOn, status: status ?? 'in_use', note },
    ...{ agreedMonths: values.warrantyMonths, noticesFrom, importId: book.importId, createdAt: book.now },
  })
}

function makeContract(book: Book, values: ImportValues<'contract'>, { noticesFrom }: MakingContext) {
  const { number, title, startsOn, endsOn, price, visits, note, coversAll, serialNumbers, autoRenew } = values
  const { customer } = customerFor(book, wordsOf({ customer: values.customer, phone: values.phone }))
  const named = (serialNumbers ?? []).flatMap((serial) => book.register.assets.get(serialKeyOf(serial) ?? '') ?? [])
  const id = book.nextId()
  book.contracts.push({
    ...{ id, number, customerId: customer.id, title: title ?? number, startsOn, endsOn, visits, note },
    ...{ priceMinor: price?.minor ?? null, currency: price?.currency ?? null, covers: coversOf(values.covers) },
    ...{ coversAllAssets: coversAll ?? serialNumbers === null, autoRenew: autoRenew ?? false },
    ...{ autoRenewNoticeDays: values.noticeDays, noticesFrom, importId: book.importId, createdAt: book.now },
  })
  for (const assetId of new Set(named.map((asset) => asset.id))) book.contractAssets.push({ contractId: id, assetId })
}

/** Nothing said: everything. */
function coversOf(items: readonly string[] | null): FreeItem[] {
  const known = (items ?? []).map((item) => keyOf(freeItems, item)).filter(isFreeItem)
  return known.length > 0 ? [...new Set(known)] : (Object.keys(freeItems) as FreeItem[])
}

const isFreeItem = (key: string): key is FreeItem => Object.hasOwn(freeItems, key)
