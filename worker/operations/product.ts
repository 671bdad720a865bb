import { findTerm } from '#rules/policy.ts'
import {
  componentsOf,
  type ProductDetails,
  type ProductFaults,
  productFaultsOf,
  productKeyOf,
  productSearchable,
  scopeChoices,
} from '#rules/product.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import type { Product } from '#schema/tenant/product.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { writeWarrantiesUndecided } from '../queries/asset-warranty.ts'
import { keysIn } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { findProductByModel, productChangeQueries, writeNewProduct, writeProduct } from '../queries/product.ts'
import { searchEntryWrites } from '../queries/search-entry.ts'
import { writeEntriesStale } from '../queries/stale-search-entry.ts'
import { type RegisterScope, stampOf } from './customer-change.ts'
import { type Front, loadFront } from './front.ts'

type Refused = { faults: ProductFaults } | { taken: true } | { stale: true }

/** The scopes that a product may fall under: the policy's own lines first. */
export const scopesOf = ({ policy }: Front) =>
  scopeChoices(findTerm(policy?.clauses ?? [], 'warranty.lines')?.value ?? [])

/** The product's id, or what is wrong by field. Sent twice, it is one product. */
export async function addProduct(scope: RegisterScope, details: ProductDetails): Promise<{ id: string } | Refused> {
  const { db, now, key } = scope
  const modelKey = productKeyOf(details)
  const { front, answers } = await loadFront(scope, [findIdempotency(db, key), findProductByModel(db, modelKey)])
  const [[stored], [same]] = answers
  if (stored) return { id: stored.subjectId }
  const faults = productFaultsOf(details, scopesOf(front), null)
  if (Object.keys(faults).length > 0) return { faults }
  if (same) return { taken: true }

  const id = newId(now)
  const product = { id, ...columnsOf(details, []) }
  try {
    await commitAs(scope, { id, version: 0 }, { name: 'product.added', detail: { name: details.name } }, [
      writeIdempotency(db, { key, purpose: 'product', contentHash: '', subjectId: id, answer: {}, at: now }),
      writeNewProduct(db, { ...product, version: 1, createdAt: now }),
      ...entryWrites(db, product),
    ])
    return { id }
  } catch (error) {
    if (isTaken(error)) return { taken: true }
    if (!isStoredAlready(error)) throw error
    const [[first]] = await read(db, [findIdempotency(db, key)])
    return { id: first!.subjectId }
  }
}

const isTaken = (error: unknown) => isUniqueViolation(error, 'products.model_key')

const columnsOf = ({ components, ...details }: ProductDetails, stored: Product['components']) => ({
  ...details,
  modelKey: productKeyOf(details),
  components: componentsOf({ components }, stored),
})

const entryWrites = (db: TenantDb, product: Parameters<typeof productSearchable>[0] & { id: string }): Statement[] =>
  searchEntryWrites(db, 'product', product.id, searchTextOf(productSearchable(product)))

const detailsOf = ({ name, model, warrantyScope, category, isConsumerGoods, components }: Details) => ({
  ...{ name, model, warrantyScope, category, isConsumerGoods, components },
})
type Details = Pick<Product, 'name' | 'model' | 'warrantyScope' | 'category' | 'isConsumerGoods' | 'components'>

export const productStampOf = (product: Product) => stampOf(detailsOf(product))

/** What it is, under which line of the policy it falls, which parts have a term of their own. */
export const editProduct = (scope: RegisterScope, id: string, details: ProductDetails, stamp: string) =>
  changeProduct(scope, id, async (product, front) => {
    const faults = productFaultsOf(details, scopesOf(front), product)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    const columns = columnsOf(details, product.components)
    const before = detailsOf(product)
    const fields = (Object.keys(before) as Field[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(columns[field]),
    )
    if (fields.length === 0) return 'same'
    if (stamp !== (await productStampOf(product))) return { no: { stale: true as const } }
    return { name: 'product.changed', columns, fields }
  })

/** No longer offered; its machines stay what they are. */
export const archiveProduct = (scope: RegisterScope, id: string) =>
  changeProduct(scope, id, async ({ archivedAt }) =>
    archivedAt ? 'same' : { name: 'product.archived', columns: { archivedAt: scope.now } },
  )

/** Unless another product has its model by now. */
export const restoreProduct = (scope: RegisterScope, id: string) =>
  changeProduct(scope, id, async ({ archivedAt }) =>
    archivedAt ? { name: 'product.restored', columns: { archivedAt: null } } : 'same',
  )

type Field = keyof Details
type Change = { name: string; columns: Partial<Product>; fields?: Field[] }

const movesWarranty = new Set<Field>(['warrantyScope', 'category', 'isConsumerGoods'])
const isFoundBy = new Set<Field>(['name', 'model'])

/** What its machines have of it: the line of the policy that they fall under, and the name they are found by. */
const machineWrites = (db: TenantDb, productId: string, fields: readonly Field[]): Statement[] => [
  ...(fields.some((field) => movesWarranty.has(field)) ? [writeWarrantiesUndecided(db, { productId })] : []),
  ...(fields.some((field) => isFoundBy.has(field)) ? [writeEntriesStale({ productId })] : []),
]

const tries = 3

async function changeProduct(
  scope: RegisterScope,
  id: string,
  describe: (product: Product, front: Front) => Promise<Change | 'same' | { no: Refused }>,
): Promise<Product | { no: Refused }> {
  const { db, now, key } = scope
  for (let attempt = 1; ; attempt++) {
    const { front, answers } = await loadFront(scope, productChangeQueries(db, id))
    const [[product], recent] = answers
    if (!product) throw new NotFound('product')
    if (keysIn(recent).includes(key)) return product
    const change = await describe(product, front)
    if (change === 'same') return product
    if ('no' in change) return change
    const { name, columns, fields } = change
    const after = { ...product, ...columns }
    const event = { name, detail: { key, name: after.name, ...(fields ? { fields } : {}) } }
    try {
      await commitAs(scope, product, event, [
        writeProduct(db, product, columns),
        ...entryWrites(db, after),
        ...machineWrites(db, id, fields ?? []),
        writePlanningChanged(db, now),
      ])
      return after
    } catch (error) {
      if (isTaken(error)) return { no: { taken: true } }
      if (!(error instanceof Conflict) || attempt === tries) throw error
    }
  }
}
