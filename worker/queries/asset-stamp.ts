import { sql } from 'drizzle-orm'

/**
 * How a machine, its customer and its product stood when they were read: what was made of them is stored only while they
 * stand so. A merge moves a machine without a version of its own. Written out: `assets` is the table's own name here.
 */
export const assetStamp = sql<string>`(assets.version || ' ' || assets.customer_id || ' ' ||
  coalesce((select owner.version from customers owner where owner.id = assets.customer_id), '') || ' ' ||
  coalesce((select model.version from products model where model.id = assets.product_id), ''))`

export const contractStamp = sql<string>`(contracts.version || ' ' || contracts.customer_id || ' ' ||
  coalesce((select owner.version from customers owner where owner.id = contracts.customer_id), ''))`
