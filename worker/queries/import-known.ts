import { and, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customers, sites } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** By what the rows of a chunk name things that may be there already. */
export type Wanted = {
  nameKeys: readonly string[]
  phoneKeys: readonly string[]
  modelKeys: readonly string[]
  productNames: readonly string[]
  serialKeys: readonly string[]
  contractNumbers: readonly string[]
}

/** One round trip's worth; each is found by an index. */
export function knownQueries(db: TenantDb, wanted: Wanted) {
  const meant = customersMeant(wanted)
  return [
    db
      .select({
        id: customers.id,
        kind: customers.kind,
        name: customers.name,
        phone: customers.phone,
        phoneKey: customers.phoneKey,
        email: customers.email,
        address: customers.address,
      })
      .from(customers)
      .where(and(inArray(customers.id, meant), sql`+${customers.mergedInto} is null`)),
    db
      .select({
        customerId: contacts.customerId,
        name: contacts.name,
        phone: contacts.phone,
        phoneKey: contacts.phoneKey,
        email: contacts.email,
      })
      .from(contacts)
      .where(and(inArray(contacts.customerId, meant), isNull(contacts.removedAt))),
    db
      .select({ id: sites.id, customerId: sites.customerId, name: sites.name, address: sites.address })
      .from(sites)
      .where(and(inArray(sites.customerId, meant), isNull(sites.removedAt))),
    db
      .select({
        id: products.id,
        name: products.name,
        modelKey: products.modelKey,
        warrantyScope: products.warrantyScope,
        category: products.category,
        isConsumerGoods: products.isConsumerGoods,
      })
      .from(products)
      .where(inArray(products.id, productsMeant(wanted))),
    db
      .select({ id: assets.id, serialKey: sql<string>`${assets.serialKey}`, customerId: assets.customerId })
      .from(assets)
      .where(and(inArray(assets.serialKey, among(wanted.serialKeys)), isNull(assets.removedAt))),
    db
      .select({ number: contracts.number })
      .from(contracts)
      .where(inArray(contracts.number, among(wanted.contractNumbers))),
  ] as const
}

const among = (values: readonly string[]): SQL => sql`(select value from json_each(${JSON.stringify(values)}))`

const customersMeant = ({ nameKeys, phoneKeys }: Wanted): SQL =>
  sql`(select id from customers where name_key in ${among(nameKeys)}
    union select id from customers where phone_key in ${among(phoneKeys)}
    union select customer_id from contacts where phone_key in ${among(phoneKeys)} and removed_at is null)`

const productsMeant = ({ modelKeys, productNames }: Wanted): SQL =>
  sql`(select id from products where model_key in ${among(modelKeys)} and archived_at is null
    union select id from products where archived_at is null and name in ${among(productNames)})`

type Answers<Q extends readonly { _: { result: unknown } }[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
export type KnownAnswers = Answers<ReturnType<typeof knownQueries>>
