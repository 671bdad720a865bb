import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { ProductView } from '#rules/product.ts'
import { assets } from '#schema/tenant/asset.ts'
import { customers } from '#schema/tenant/customer.ts'
import { type Product, products } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { listHistory, listRecentKeys } from './event.ts'
import { matchingSubjects } from './search-entry.ts'
import { listMemberNames } from './service-request-list.ts'

export const productPage = 50
const countLimit = 100
const cardLimit = 20
const historyLimit = 50

/** What a list says of a product, and what a machine's warranty begins with. */
export const productLine = {
  id: products.id,
  name: products.name,
  model: products.model,
  warrantyScope: products.warrantyScope,
  category: products.category,
  isConsumerGoods: products.isConsumerGoods,
  components: products.components,
}
const columns = {
  ...productLine,
  archivedAt: products.archivedAt,
  machines: sql<number>`(select count(*) from (select 1 from ${assets}
    where ${assets.productId} = ${products.id} and ${assets.removedAt} is null limit ${countLimit}))`,
}

export type ProductFilter = { view: ProductView; after: string | null }

/** By name, or what was archived last first; one row more than a page shows. */
export const listProducts = (db: TenantDb, { view, after }: ProductFilter) =>
  view === 'archived'
    ? db
        .select(columns)
        .from(products)
        .where(and(gt(products.archivedAt, new Date(0)), after ? isOlder(after) : undefined))
        .orderBy(desc(products.archivedAt), desc(products.name), desc(products.id))
        .limit(productPage + 1)
    : db
        .select(columns)
        .from(products)
        .where(and(isNull(products.archivedAt), after ? isFurther(after) : undefined))
        .orderBy(asc(products.name), asc(products.id))
        .limit(productPage + 1)

const isFurther = (id: string) =>
  sql`(${products.name}, ${products.id}) > (select name, id from ${products} where id = ${id})`

const isOlder = (id: string) =>
  sql`(${products.archivedAt}, ${products.name}, ${products.id}) <
    (select archived_at, name, id from ${products} where id = ${id})`

export const searchProducts = (db: TenantDb, match: string) =>
  db
    .select(columns)
    .from(products)
    .where(sql`${products.id} in ${matchingSubjects('product', match, productPage)}`)
    .orderBy(asc(products.name), asc(products.id))

export const findProduct = (db: TenantDb, id: string) => db.select().from(products).where(eq(products.id, id)).limit(1)

/** A product, whose machines are of it, and what happened to it. */
export const productPageQueries = (db: TenantDb, id: string) =>
  [
    findProduct(db, id),
    db
      .select({
        id: assets.id,
        name: assets.name,
        serialNumber: assets.serialNumber,
        warrantyEndsOn: assets.warrantyEndsOn,
        customerId: assets.customerId,
        customer: customers.name,
      })
      .from(assets)
      .innerJoin(customers, eq(customers.id, assets.customerId))
      .where(and(eq(assets.productId, id), isNull(assets.removedAt)))
      .orderBy(desc(assets.id))
      .limit(cardLimit + 1),
    listHistory(db, id, historyLimit),
    listMemberNames(db),
  ] as const

export const productChangeQueries = (db: TenantDb, id: string) => [findProduct(db, id), listRecentKeys(db, id)] as const

/** Who has that model already. */
export const findProductByModel = (db: TenantDb, modelKey: string) =>
  db
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(and(eq(products.modelKey, modelKey), isNull(products.archivedAt)))
    .limit(1)

export const writeNewProduct = (db: TenantDb, row: typeof products.$inferInsert) => db.insert(products).values(row)

export const writeProduct = (
  db: TenantDb,
  { id, version }: Pick<Product, 'id' | 'version'>,
  columns: Partial<Product>,
) =>
  db
    .update(products)
    .set({ ...columns, version: version + 1 })
    .where(eq(products.id, id))
