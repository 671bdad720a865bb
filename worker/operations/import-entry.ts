import { customerSearchable } from '#rules/customer.ts'
import type { GoodRow } from '#rules/import.ts'
import { productSearchable } from '#rules/product.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import { type Asset, assets } from '#schema/tenant/asset.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { contacts, customers, sites } from '#schema/tenant/customer.ts'
import type { Import } from '#schema/tenant/import.ts'
import { products } from '#schema/tenant/product.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import { writeRows } from '../queries/row-batch.ts'
import { searchEntriesWrites } from '../queries/search-entry.ts'
import { labelHashOf } from './asset-label.ts'
import { warrantyWrites } from './asset-warranty.ts'
import { type Book, newBook } from './import-book.ts'
import type { ImportContext } from './import-context.ts'
import { assetFactsOf, type Judged } from './import-judgement.ts'
import { makeRow } from './import-making.ts'

export type EntryScope = PublicScope & { vault: Vault }

/** What the good rows of one chunk make, as statements of one batch. */
export async function entryWrites(
  scope: EntryScope,
  { id, kind, noticesFrom, cursor }: Import,
  { rows, register }: Judged,
  context: ImportContext,
): Promise<{ entered: number; writes: Statement[] }> {
  const book = newBook(id, cursor, register, scope.now)
  const good = rows.filter((row): row is GoodRow => row.outcome === 'good')
  for (const row of good) makeRow(book, kind, row, { scopes: context.scopes, noticesFrom })
  for (const asset of book.assets) asset.labelHash = await labelHashOf(scope.vault, scope.tenant, asset.id)
  const { db } = scope
  return {
    entered: good.length,
    writes: [
      ...writeRows(customers, book.customers),
      ...writeRows(contacts, book.contacts),
      ...writeRows(sites, book.sites),
      ...writeRows(products, book.products),
      ...writeRows(assets, book.assets),
      ...writeRows(contracts, book.contracts),
      ...writeRows(contractAssets, book.contractAssets),
      ...searchWrites(scope, book),
      ...warrantyWrites(db, context.warranty, machinesIn(book)).writes,
    ],
  }
}

/** Each with the words by which the register's own forms make it findable. */
function searchWrites({ db }: PublicScope, book: Book): Statement[] {
  const names = new Map([...book.register.customers.values()].flat().map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  const entries = {
    customer: [...book.touched.values()].map(({ id, contacts: people, sites: places, ...customer }) => ({
      subject: id,
      found: customerSearchable({ customer, contacts: people, sites: places }),
    })),
    product: book.products.map(({ id, name, model = null, components }) => ({
      subject: id,
      found: productSearchable({ name, model, components }),
    })),
    asset: book.assets.map(({ id, name, serialNumber, customerId }) => ({
      subject: id,
      found: { texts: [name, nameOf(customerId)], numbers: [serialNumber ?? ''] },
    })),
    contract: book.contracts.map(({ id, title, number, customerId }) => ({
      subject: id,
      found: { texts: [title, nameOf(customerId)], numbers: [number] },
    })),
  }
  return kinds.flatMap((kind) => {
    const all = entries[kind].map(({ subject, found }) => ({ subject, grams: searchTextOf(found) }))
    return all.length > 0 ? searchEntriesWrites(db, kind, all) : []
  })
}

const kinds = ['customer', 'product', 'asset', 'contract'] as const

function machinesIn({ assets: rows, products: made, register }: Book) {
  const offered = new Map([...register.products.values(), ...made].map((product) => [product.id, product]))
  const customerKinds = new Map([...register.customers.values()].flat().map(({ id, kind }) => [id, kind]))
  return rows.map((row) => {
    const product = offered.get(row.productId ?? '')
    const known = product && {
      warrantyScope: product.warrantyScope ?? 'product',
      category: product.category ?? null,
      isConsumerGoods: product.isConsumerGoods ?? false,
    }
    const machine = row as Asset
    return {
      asset: { id: row.id, version: 0, warrantyEndsOn: null, warrantyDecisionId: null },
      facts: assetFactsOf(row.id, { ...machine, warrantyMonths: machine.agreedMonths }, known),
      customerKind: customerKinds.get(row.customerId) ?? 'company',
    }
  })
}
