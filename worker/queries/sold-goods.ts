import { and, eq, isNull } from 'drizzle-orm'
import type { FloorSubject } from '#rules/statutory-floor.ts'
import { products } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'

const mostGoods = 500

/** The consumer goods that are sold, by the lines of the warranty clause: a few hundred at the most. */
export const listSoldGoods = (db: TenantDb) =>
  db
    .selectDistinct({ scope: products.warrantyScope, category: products.category, components: products.components })
    .from(products)
    .where(and(eq(products.isConsumerGoods, true), isNull(products.archivedAt)))
    .limit(mostGoods)
export type SoldGoods = Awaited<ReturnType<typeof listSoldGoods>>[number]

/** A product's own line speaks of the machine, a component's of a part of it (GR-21). */
export const floorSubjectsOf = (rows: readonly SoldGoods[]): FloorSubject[] =>
  rows.flatMap(({ scope, category, components }) => [
    { scope, category, isWhole: true },
    ...components.map((part) => ({ scope: part.scope, category, isWhole: false })),
  ])
